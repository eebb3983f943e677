/**
 * What a file's place or name says about when its code runs: routes, build configuration, scripts. One row a convention, each
 * with the framework that sets it. It looks at paths and names of exports only.
 */
import type { ReadMoment } from '../../../model/fact.ts';

interface ConventionRow {
  readonly file: RegExp;
  /** Matches the export, `default` for that one; absent: all code of the file. */
  readonly exports?: RegExp;
  readonly moment: ReadMoment;
  /** `%` stands for the export. */
  readonly says: string;
}

const METHODS = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|ALL|fallback)$/;

/** Of the whole file; stronger than what its functions say. */
const FILE_CONVENTIONS: readonly ConventionRow[] = [
  {
    file: /(?:^|\/)(?:next|nuxt|vite|webpack|rollup|astro|svelte|remix|react-router|gatsby|vue|tsup|esbuild|rspack|rsbuild|metro|tailwind|postcss|babel|snowpack|quasar|electron\.vite|app)\.config\.[\w.]+$/,
    moment: 'build',
    says: 'in the build configuration',
  },
  {
    file: /(?:^|\/)(?:drizzle|prisma|kysely)\.config\.\w+$|(?:^|\/)knexfile\.\w+$/,
    moment: 'job',
    says: 'in the configuration of migrations',
  },
];

/** Of exports. */
const EXPORT_CONVENTIONS: readonly ConventionRow[] = [
  {
    file: /(?:^|\/)(?:app|pages|src|server|routes)\/(?:.*\/)?api\/(?:.*\/)?cron\//,
    exports: /./,
    moment: 'job',
    says: 'inside the handler % of a cron route',
  },
  { file: /(?:^|\/)route\.[cm]?[jt]sx?$/, exports: METHODS, moment: 'per-call', says: 'inside the route handler %' }, // Next.js
  {
    file: /(?:^|\/)\+(?:server|page|layout)(?:\.server)?\.[jt]s$/,
    exports: /./,
    moment: 'per-call',
    says: 'inside the route handler %',
  }, // SvelteKit
  {
    file: /(?:^|\/)instrumentation\.[jt]s$/,
    exports: /^register$/,
    moment: 'start-up',
    says: 'inside register of the instrumentation',
  }, // Next.js
  {
    file: /./,
    exports: /^(?:getStaticProps|getStaticPaths|generateStaticParams)$/,
    moment: 'build',
    says: 'inside %, which runs when pages are built',
  },
  {
    file: /./,
    exports: /^(?:getServerSideProps|loader|action|middleware|handler|onRequest|generateMetadata)$/,
    moment: 'per-call',
    says: 'inside the handler %',
  },
  { file: /(?:^|\/)pages\/api\//, exports: /^default$/, moment: 'per-call', says: 'inside the API route' },
  { file: /(?:^|\/)(?:migrations|seeds?|seeders)\//, exports: /./, moment: 'job', says: 'inside a migration' },
];

/** Where people keep what is run by hand or by a build step. */
const SCRIPTS = /(?:^|\/)(?:scripts?|seeds?|seeders|migrations|tasks)\//;

export interface Convention {
  readonly moment: ReadMoment;
  readonly says: string;
}

/** What the file as a whole says; null: nothing. */
export function fileConvention(file: string): Convention | null {
  return FILE_CONVENTIONS.find((row) => row.file.test(file)) ?? null;
}

/** What an export of the file says; null: nothing. */
export function exportConvention(file: string, name: string): Convention | null {
  const row = EXPORT_CONVENTIONS.find((candidate) => candidate.file.test(file) && candidate.exports?.test(name));
  return row ? { moment: row.moment, says: row.says.replace('%', name) } : null;
}

/** Whether code that runs when the file is loaded is a script's work. */
export function isScript(file: string): boolean {
  return SCRIPTS.test(file);
}

/** The path that calls a cron route: `/api/cron/digest` for `app/api/cron/digest/route.ts`; null: not one. */
export function cronRoute(file: string): string | null {
  const path =
    /(?:^|\/)(?:app|pages|routes|server)\/((?:.*\/)?api\/(?:.*\/)?cron\/.*?)(?:\/(?:route|index|\+server))?\.[cm]?[jt]sx?$/.exec(
      file,
    )?.[1];
  return path === undefined ? null : `/${path.replaceAll(/\([^)]*\)\//g, '')}`;
}
