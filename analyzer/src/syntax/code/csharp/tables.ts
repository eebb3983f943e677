/** What calls mean in C#: one row a call, with the reason where the name does not say it. Data only. */
import type { ClientRow, ImplicitRow, RoleRow, StoreRow, VariableRow } from '../call-rows.ts';
import type { CallbackRow } from '../callbacks.ts';
import { durationOf } from '../duration-text.ts';
import type { SettingRow } from '../lifetimes.ts';
import { READS_VARIABLE } from '../named-reads.ts';

export const VARIABLES: readonly VariableRow[] = [
  { callee: /(?:^|\.)Environment\.GetEnvironmentVariable$/ },
  { callee: READS_VARIABLE, defaultAt: 1, onlyUpperCase: true },
];

/** The root of configuration, as a receiver is told in full. */
const ROOT = String.raw`(?:(?:I?Configuration(?:Root|Manager)?\(\)|.*\bConfiguration|_?config(?:uration)?|\.Build\(\)))`;
/** A section of it, at any depth. */
export const SECTION = /(?:\.|^)(?:GetSection|GetRequiredSection)$/;
/** Reads one key of the configuration or of a section of it. */
export const KEYS = new RegExp(
  String.raw`^(?:${ROOT}|IConfigurationSection\(\)|.*Section\(\))\.(?:\[\]|GetValue|GetRequiredValue|GetSection\(\)\.Value)$`,
);
export const CONNECTION_STRINGS = /\.GetConnectionString$/;
/** Fills options from a section, or hands its values on. */
export const BINDS = /\.(?:Bind|Get|Configure|BindConfiguration|GetOptions)$/;

/**
 * Aspire client integrations: the argument names a connection string, and the client is built from it.
 * https://learn.microsoft.com/en-us/dotnet/aspire/fundamentals/integrations-overview
 */
export const ASPIRE_CLIENTS: ReadonlyArray<{ readonly callee: RegExp; readonly row: string | null }> = [
  { callee: /\.AddNpgsql(?:DataSource|DbContext)$|\.AddAzureNpgsql\w+$/, row: 'npgsql-connection-lifetime' },
  { callee: /\.AddMySql(?:DataSource|DbContext)$/, row: 'mysqlconnector-lifetime' },
  { callee: /\.AddSqlServer(?:Client|DbContext)$/, row: 'sqlclient-load-balance-timeout' },
  { callee: /\.AddRedis(?:Client|DistributedCache|OutputCache)$|\.AddKeyedRedisClient$/, row: 'stackexchange-redis' },
  { callee: /\.AddRabbitMQClient$/, row: 'amqp-connection' },
  { callee: /\.AddKafka(?:Producer|Consumer)$/, row: 'kafka-max-reauth' },
  {
    callee: /\.Add(?:MongoDB|AzureOpenAI|OpenAI)Client\w*$|\.AddAzure(?:Blob|Queue|Table|ServiceBus)\w*Client$/,
    row: null,
  },
];
/** Aspire's app host hands values out under these names. */
export const ASPIRE_PARAMETER = /\.AddParameter(?:FromConfiguration)?$/;
export const ASPIRE_CONNECTION = /^(?!.*Configuration).*\.AddConnectionString$/;

export const STORES: readonly StoreRow[] = [
  {
    callee: /^(?:new )?SecretClient\(\)\.GetSecret(?:Async)?$|[sS]ecretClient\.GetSecret(?:Async)?$/,
    scope: 'sdk:azure-kv',
  },
  { callee: /^new GetSecretValueRequest$/, at: -1, named: ['SecretId'], scope: 'sdk:aws-sm' },
  { callee: /^new GetParameterRequest$/, at: -1, named: ['Name'], scope: 'sdk:aws-ssm' },
  { callee: /^new SecretVersionName$/, at: 1, scope: 'sdk:gcp-sm' },
  { callee: /\.ReadSecretAsync$/, named: ['path'], scope: 'sdk:vault' },
];

export const IMPLICIT: readonly ImplicitRow[] = [
  // https://learn.microsoft.com/en-us/dotnet/api/azure.identity.environmentcredential
  { callee: /^new EnvironmentCredential$/, unless: [], variables: ['AZURE_CLIENT_SECRET'], by: 'Azure.Identity' },
];

export const CLIENTS: readonly ClientRow[] = [
  {
    callee: /^new NpgsqlConnection$|NpgsqlDataSource\.Create$|^new NpgsqlDataSourceBuilder$|\.UseNpgsql$/,
    row: 'npgsql-connection-lifetime',
    names: /Application ?Name/i,
  },
  { callee: /^new SqlConnection$|\.UseSqlServer$/, row: 'sqlclient-load-balance-timeout', names: /Application ?Name/i },
  {
    callee: /^new MySqlConnection$|\.UseMySql$/,
    row: 'mysqlconnector-lifetime',
    names: /Program ?Name|Application ?Name/i,
  },
  {
    callee: /ConnectionMultiplexer\.Connect(?:Async)?$|\.AddStackExchangeRedisCache$/,
    row: 'stackexchange-redis',
    names: /ClientName|name=/,
  },
  { callee: /^new ConnectionFactory$/, row: 'amqp-connection', names: /ClientProvidedName/ },
  { callee: /^new (?:Producer|Consumer)Builder$/, row: 'kafka-max-reauth', names: /ClientId/ },
];

export const SETTINGS: readonly SettingRow[] = [
  { clients: /^npgsql/, name: /^UsePeriodicPasswordProvider$|^UsePasswordProvider$/, sets: 'asks' },
  { clients: /^npgsql|^sqlclient|^mysql/, name: /^ApplicationName$/, sets: 'names' },
  { clients: /^npgsql/, name: /^ConnectionLifetime$/, sets: 'lifetime', bare: 1, off: [0] },
  { clients: /^mysql/, name: /^ConnectionLifeTime$/, sets: 'lifetime', bare: 1, off: [0] },
  { clients: /^sqlclient/, name: /^LoadBalanceTimeout$/, sets: 'lifetime', bare: 1, off: [0] },
  { clients: /^mysql/, name: /^ProvidePasswordCallback$/, sets: 'asks' },
];

export const ROLES: readonly RoleRow[] = [
  {
    callee: /^new TokenValidationParameters$|CryptographicOperations\.FixedTimeEquals$|EventUtility\.ConstructEvent$/,
    role: 'accepts',
  },
  {
    callee: /^new (?:AuthenticationHeaderValue|SigningCredentials|NetworkCredential|BasicAWSCredentials)$/,
    role: 'presents',
  },
];

export const OPENERS = /(?:^|\.)File\.(?:ReadAll\w+|Open\w*)$|^new (?:X509Certificate2|FileStream|StreamReader)$/;

const seconds = (written: string) => durationOf(/TimeSpan\.From\w+\([\d_]+\)/.exec(written)?.[0] ?? '');

export const CALLBACKS: readonly CallbackRow[] = [
  {
    callee: /\.Map(?:Get|Post|Put|Delete|Patch|Methods|Fallback|Hub)?$|\.Use$|\.Run$/,
    moment: 'per-call',
    says: 'inside a handler',
  },
  {
    callee: /^new Lazy$|\.GetOrAdd(?:Async)?$|\.GetOrCreate(?:Async)?$/,
    moment: 'memoised',
    says: 'inside a function that runs once',
  },
  {
    callee: /\.(?:Try)?Add(?:Keyed)?(?:Scoped|Transient)$/,
    moment: 'per-call',
    says: 'when a scope asks for the service',
  },
  { callee: /\.(?:Try)?Add(?:Keyed)?Singleton$/, moment: 'construction', says: 'when the singleton is made' },
  { callee: /\.OnChange$|ChangeToken\.OnChange$/, moment: 'watch', says: 'inside the callback of OnChange' },
  {
    callee: /RecurringJob\.AddOrUpdate$|BackgroundJob\.\w+$|\.AddOrUpdate$/,
    moment: 'job',
    says: 'inside a background job',
  },
  { callee: /^new (?:Timer|PeriodicTimer)$/, moment: 'timer', says: 'inside a timer', interval: seconds },
];

/** A parameter of the host's builders: the method prepares the process. */
export const START_PARAMETERS =
  /\b(?:IServiceCollection|I?HostApplicationBuilder|WebApplicationBuilder|IApplicationBuilder|WebApplication|IHostBuilder|IDistributedApplicationBuilder|IEndpointRouteBuilder|MauiAppBuilder|IMvcBuilder|IConfigurationBuilder)\b/;
export const START_METHODS =
  /^(?:Main|ConfigureServices|Configure|CreateHostBuilder|CreateWebHostBuilder|ConfigureAppConfiguration|StartAsync)$/;

/** Base classes of those who answer, and of those who run on their own. */
export const ANSWERS =
  /\b(?:Controller(?:Base)?|PageModel|Hub|\w+Base|IRequestHandler|IMiddleware|AuthenticationHandler|IConsumer|IIntegrationEventHandler)\b/;
export const WORKERS = /\b(?:BackgroundService|IHostedService)\b/;
export const JOBS = /\b(?:IJob|IInvocable)\b/;
