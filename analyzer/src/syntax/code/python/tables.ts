/**
 * What Python libraries read, ask, build and check, as rows over full names. Data only: the defaults they name stand in the fact
 * tables, the reason or the source beside each row.
 */
import type { ClientRow, ImplicitRow, RoleRow, StoreRow, VariableRow } from '../call-rows.ts';

/** Calls that read a variable; the first that fits holds. */
export const VARIABLES: readonly VariableRow[] = [
  // The standard library: https://docs.python.org/3/library/os.html#os.getenv
  { callee: /^os\.(?:getenvb?|environb?\.(?:get|pop))$/, named: ['key'], defaultAt: 1 },
  // python-decouple
  { callee: /^decouple\.(?:config|(?:AutoConfig|Config)\(\))$/, named: ['option'], defaultAt: 99 },
  // django-environ: the URL kinds have a name of their own (https://django-environ.readthedocs.io).
  { callee: /^environ\.(?:File\w+)?Env\(\)\.(?:db|db_url)$/, named: ['var'], unnamed: 'DATABASE_URL', defaultAt: 1 },
  { callee: /^environ\.(?:File\w+)?Env\(\)\.(?:cache|cache_url)$/, named: ['var'], unnamed: 'CACHE_URL', defaultAt: 1 },
  { callee: /^environ\.(?:File\w+)?Env\(\)\.(?:email|email_url)$/, named: ['var'], unnamed: 'EMAIL_URL', defaultAt: 1 },
  { callee: /^environ\.(?:File\w+)?Env\(\)\.search_url$/, named: ['var'], unnamed: 'SEARCH_URL', defaultAt: 1 },
  // environs, and what is left of django-environ; not what configures them.
  {
    callee:
      /^environs?\.(?:File\w+)?Env\(\)(?:\.(?!read_env|prefixed|seal|dump|parser|add_parser|parse|get_value\b)\w+)?$/,
    named: ['var', 'name'],
    defaultAt: 1,
  },
  { callee: /^environ\.(?:File\w+)?Env\(\)\.get_value$/, named: ['var'], defaultAt: 99 },
  // dj-database-url and its siblings
  { callee: /^dj_database_url\.config$/, at: -1, named: ['env'], unnamed: 'DATABASE_URL' },
  { callee: /^dj_email_url\.config$/, at: 0, named: ['env'], unnamed: 'EMAIL_URL' },
  { callee: /^(?:django_cache_url|dj_cache_url)\.config$/, at: 0, named: ['env'], unnamed: 'CACHE_URL' },
  { callee: /^(?:starlette|fastapi)\.config\.Config\(\)(?:\.get)?$/, named: ['key'], defaultAt: 99 },
  // Own functions that stand in front of it, told by their names.
  {
    callee:
      /(?:^|\.)_?(?:get_?|require_?|load_?|read_?|must_?|need_?|fetch_?)?(?:\w+_from_)?(?:env|getenv|environ|environment)(?:_?(?:var|variable|value|setting|str|string|int|bool|list|or_\w+))?$/i,
    onlyUpperCase: true,
    defaultAt: 1,
  },
];

/** `open`, `Path`, `load_cert_chain`: what is given a path reads it. */
export const SUBSCRIPTS = /^os\.environb?$/;

/** Calls to a secret store. AWS, GCP and Azure name the item in an argument; the JSON property is what is taken from the answer. */
export const STORES: readonly StoreRow[] = [
  { callee: /\.get_secret_value$/, at: -1, named: ['SecretId'], scope: 'sdk:aws-sm' },
  { callee: /(?:SecretCache\(\)|\bcache)\.get_secret_string$/, named: ['secret_id'], scope: 'sdk:aws-sm' },
  { callee: /\.get_parameter$/, at: -1, named: ['Name'], scope: 'sdk:aws-ssm' },
  {
    callee: /\.access_secret_version$/,
    named: ['name', 'request'],
    item: /secrets\/([\w-]+)(?:\/versions|["'`]|$)/,
    scope: 'sdk:gcp-sm',
  },
  {
    callee: /SecretClient\(\)\.get_secret$|\b(?:secret_client|kv_client|keyvault_client)\.get_secret$/,
    named: ['name'],
    scope: 'sdk:azure-kv',
  },
  { callee: /\.kv\.(?:v[12]\.)?read_secret(?:_version)?$/, named: ['path'], scope: 'sdk:vault' },
  { callee: /^hvac\.Client\(\)\.read$/, named: ['path'], scope: 'sdk:vault' },
];

/** Clients that read a variable without being told (their own documentation). */
export const IMPLICIT: readonly ImplicitRow[] = [
  { callee: /^openai\.(?:Async)?OpenAI$/, unless: ['api_key'], variables: ['OPENAI_API_KEY'], by: 'openai' },
  {
    callee: /^openai\.(?:Async)?AzureOpenAI$/,
    unless: ['api_key', 'azure_ad_token_provider'],
    variables: ['AZURE_OPENAI_API_KEY'],
    by: 'openai',
  },
  {
    callee: /^(?:langchain_openai|langchain\.\S+)\.(?:ChatOpenAI|OpenAI|OpenAIEmbeddings)$/,
    unless: ['api_key', 'openai_api_key'],
    variables: ['OPENAI_API_KEY'],
    by: 'langchain-openai',
  },
  {
    callee: /^anthropic\.(?:Async)?Anthropic$/,
    unless: ['api_key', 'auth_token'],
    variables: ['ANTHROPIC_API_KEY'],
    by: 'anthropic',
  },
  {
    callee: /^langchain_anthropic\.ChatAnthropic$/,
    unless: ['api_key', 'anthropic_api_key'],
    variables: ['ANTHROPIC_API_KEY'],
    by: 'langchain-anthropic',
  },
  { callee: /^groq\.(?:Async)?Groq$/, unless: ['api_key'], variables: ['GROQ_API_KEY'], by: 'groq' },
  {
    callee: /^cohere\.(?:Async)?Client(?:V2)?$/,
    unless: ['api_key'],
    unlessAt: 0,
    variables: ['CO_API_KEY'],
    by: 'cohere',
  },
  { callee: /^pinecone\.Pinecone$/, unless: ['api_key'], unlessAt: 0, variables: ['PINECONE_API_KEY'], by: 'pinecone' },
  { callee: /^replicate\.(?:run|Client)$/, unless: ['api_token'], variables: ['REPLICATE_API_TOKEN'], by: 'replicate' },
  {
    callee: /^langfuse\.(?:Langfuse|get_client)$/,
    unless: ['secret_key'],
    variables: ['LANGFUSE_SECRET_KEY', 'LANGFUSE_PUBLIC_KEY'],
    by: 'langfuse',
  },
  { callee: /^sentry_sdk\.init$/, unless: ['dsn'], unlessAt: 0, variables: ['SENTRY_DSN'], by: 'sentry-sdk' },
  {
    callee: /^twilio\.rest\.Client$/,
    unless: ['password'],
    unlessAt: 1,
    variables: ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'],
    by: 'twilio',
  },
  {
    callee: /^slack_bolt\.(?:async_app\.Async)?App$/,
    unless: ['token'],
    variables: ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'],
    by: 'slack-bolt',
  },
  { callee: /^hvac\.Client$/, unless: ['token'], variables: ['VAULT_TOKEN'], by: 'hvac' },
  {
    callee: /^(?:boto3\.(?:client|resource|Session|session\.Session)|aioboto3\.Session)$/,
    unless: ['aws_secret_access_key', 'profile_name'],
    variables: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    by: 'boto3',
  },
  {
    callee: /^azure\.identity(?:\.aio)?\.(?:DefaultAzureCredential|EnvironmentCredential)$/,
    unless: [],
    variables: ['AZURE_CLIENT_SECRET'],
    by: 'azure-identity',
  },
];

/** Clients and pools with a row of their own in the fact tables. */
export const CLIENTS: readonly ClientRow[] = [
  {
    callee: /^(?:sqlalchemy(?:\.\w+)*|sqlmodel)\.(?:create_engine|create_async_engine|create_pool_from_url)$/,
    row: 'sqlalchemy-pool-recycle',
    lifetime: ['pool_recycle'],
    off: [-1],
    asks: ['creator', 'async_creator'],
    names: /application_name|program_name/,
  },
  {
    callee: /^psycopg_pool\.(?:Async)?(?:Null)?ConnectionPool$/,
    row: 'psycopg-pool-max-lifetime',
    lifetime: ['max_lifetime'],
    names: /application_name/,
  },
  {
    callee: /^asyncpg\.create_pool$/,
    row: 'asyncpg-inactive-lifetime',
    lifetime: ['max_inactive_connection_lifetime'],
    off: [0],
    names: /application_name/,
  },
  {
    callee: /^aiomysql\.create_pool$/,
    row: 'aiomysql-pool-recycle',
    lifetime: ['pool_recycle'],
    off: [-1],
    names: /program_name/,
  },
  {
    callee:
      /^redis(?:\.\w+)*\.(?:Redis|StrictRedis|RedisCluster|from_url|ConnectionPool|BlockingConnectionPool|Sentinel)(?:\.from_url)?$/,
    row: 'redis-py-credential-provider',
    asks: ['credential_provider'],
    names: /client_name/,
  },
  {
    callee: /^(?:pymongo(?:\.\w+)*\.(?:Async)?MongoClient|motor\.motor_\w+\.\w*MotorClient)$/,
    row: 'mongodb-reauth-oidc-only',
    names: /appname/i,
  },
  { callee: /^(?:celery(?:\.\w+)*\.Celery|kombu(?:\.\w+)*\.Connection)$/, row: 'celery-broker', names: null },
];

/** Who checks accepts, who signs and checks does both (design, section 2). */
export const ROLES: readonly RoleRow[] = [
  { callee: /^(?:jwt|jose\.jwt|authlib\.jose\.jwt)\.decode$/, role: 'accepts' },
  { callee: /^(?:jwt|jose\.jwt|authlib\.jose\.jwt)\.encode$/, role: 'presents' },
  { callee: /^(?:hmac|secrets)\.compare_digest$/, role: 'accepts' },
  {
    callee: /(?:^|\.)(?:construct_event|verify_signature|verify_webhook|verify_header|constant_time_compare)$/,
    role: 'accepts',
  },
  // One key signs and checks: https://itsdangerous.palletsprojects.com, https://docs.djangoproject.com/en/stable/topics/signing/
  {
    callee: /^itsdangerous(?:\.\w+)*\.\w*(?:Serializer|Signer)$|^django\.core\.signing\.(?:Timestamp)?Signer$/,
    role: 'both',
  },
  { callee: /^cryptography\.fernet\.(?:Multi)?Fernet$/, role: 'both' },
  {
    callee:
      /^(?:requests|httpx|aiohttp)(?:\.\w+)*(?:\(\))?\.(?:get|post|put|patch|delete|request|Session|Client|AsyncClient)$/,
    role: 'presents',
  },
];

/** Names a framework signs and checks with. */
export const SIGNING_SETTINGS =
  /^(?:SECRET_KEY|SECRET_KEY_FALLBACKS|JWT_SECRET(?:_KEY)?|SECURITY_PASSWORD_SALT|CSRF_SECRET)$/;
