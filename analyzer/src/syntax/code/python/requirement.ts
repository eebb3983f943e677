/** What a Python package needs, and whether that makes it an application: the names of requirements, nothing of their versions. */

/** The name of a requirement (`psycopg[binary]>=3`), normalised (https://packaging.python.org/en/latest/specifications/name-normalization/); null: none. */
export function requirementName(written: string): string | null {
  const name = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/.exec(written)?.[1];
  return name ? name.toLowerCase().replace(/[-_.]+/g, '-') : null;
}

/** Servers, workers and frameworks that are run: who needs one is an application, not a library. */
const RUN = new Set([
  'django',
  'flask',
  'fastapi',
  'starlette',
  'uvicorn',
  'gunicorn',
  'hypercorn',
  'celery',
  'aiohttp',
  'tornado',
  'sanic',
  'litestar',
  'streamlit',
  'apache-airflow',
  'dramatiq',
  'rq',
  'mangum',
  'functions-framework',
  'azure-functions',
]);

export function isRun(dependencies: readonly string[]): boolean {
  return dependencies.some((name) => RUN.has(name));
}
