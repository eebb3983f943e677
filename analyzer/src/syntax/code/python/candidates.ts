/** Which python files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /environ|getenv|\benv\b|config\(|BaseSettings|\bsettings\b|secret|boto3|hvac|psycopg|create_engine|shared_task|celery|redis|lru_cache|BaseCommand/;
