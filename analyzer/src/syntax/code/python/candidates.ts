/** Which python files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /environ|getenv|[eE]nv\(|\benv\b|envvar|config\(|BaseSettings|dynaconf|\bsettings\b|[sS]ecret|boto3|hvac|psycopg|asyncpg|aiomysql|create_(?:async_)?engine|MongoClient|MotorClient|\bredis\b|shared_task|[cC]elery|\.task\b|BaseCommand|airflow|OpenAI|Anthropic|[gG]roq|cohere|[pP]inecone|replicate|langfuse|sentry_sdk|twilio|slack_bolt|azure\.identity|\.pem\b|\.key["']/;
