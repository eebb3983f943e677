/** What calls mean in Go: one row a call, with the reason where the name does not say it. Data only. */

import type { ClientRow, RoleRow, StoreRow, VariableRow } from '../call-rows.ts';
import type { CallbackRow } from '../callbacks.ts';
import { durationOf } from '../duration-text.ts';
import type { SettingRow } from '../lifetimes.ts';
import { READS_VARIABLE } from '../named-reads.ts';

export const VARIABLES: readonly VariableRow[] = [
  { callee: /^(?:os|syscall)\.(?:Getenv|LookupEnv)$/ },
  // `getEnv("X", "default")`, `env.MustGet("X")`, `utils.EnvOr("X", …)`: a name alone proves nothing, so the argument must.
  { callee: READS_VARIABLE, defaultAt: 1, onlyUpperCase: true },
  { callee: /^env\.(?:Get|Must|String|Str|Lookup)\w*$/, defaultAt: 1, onlyUpperCase: true },
];

/** https://pkg.go.dev/github.com/spf13/viper */
export const VIPER_GET =
  /^viper(?:\.(?:New(?:WithOptions)?|Viper|GetViper)\(\))?(?:\.Sub\(\))?\.Get(?:String|Bool|Int\d*|Duration|StringSlice|StringMap\w*|Float64)?$/;
export const VIPER = /^viper(?:\.(?:New(?:WithOptions)?|Viper|GetViper)\(\))?\./;

export const STORES: readonly StoreRow[] = [
  { callee: /\.GetSecretValue(?:WithContext|Request)?$/, at: -1, named: ['SecretId'], scope: 'sdk:aws-sm' },
  // https://pkg.go.dev/github.com/aws/aws-secretsmanager-caching-go/secretcache
  { callee: /^secretcache\..*\.GetSecretString$/, scope: 'sdk:aws-sm' },
  { callee: /ssm\..*\.GetParameter(?:WithContext)?$/, at: -1, named: ['Name'], scope: 'sdk:aws-ssm' },
  { callee: /\.AccessSecretVersion$/, at: -1, named: ['Name'], scope: 'sdk:gcp-sm', item: /secrets\/([^/"]+)/ },
  { callee: /^azsecrets\..*\.GetSecret$/, at: 1, scope: 'sdk:azure-kv' },
  { callee: /\.Logical\(\)\.Read(?:WithContext|WithData)?$/, scope: 'sdk:vault', item: /([\w-]+(?:\/[\w-]+)+)/ },
  { callee: /\.KVv[12]\(\)\.Get$/, at: 1, scope: 'sdk:vault' },
];

export const CLIENTS: readonly ClientRow[] = [
  {
    callee: /^(?:sql|otelsql)\.Open(?:DB)?$/,
    row: 'go-database-sql-max-lifetime',
    names: /application_name|program_name/,
  },
  {
    callee: /^sqlx\.(?:Must)?(?:Open|Connect)(?:Context)?$/,
    row: 'go-database-sql-max-lifetime',
    names: /application_name/,
  },
  { callee: /^gorm\.Open$/, row: 'go-database-sql-max-lifetime', names: /application_name/ },
  {
    callee: /^pgxpool\.(?:New|NewWithConfig|Connect|ConnectConfig)$/,
    row: 'pgx-max-conn-lifetime',
    names: /application_name/,
    asks: ['BeforeConnect'],
  },
  { callee: /^pgx\.Connect(?:Config|WithOptions)?$/, row: 'pgx-single-connection', names: /application_name/ },
  {
    callee: /^redis\.New(?:Client|ClusterClient|UniversalClient|FailoverClient|FailoverClusterClient|Ring)$/,
    row: 'go-redis-conn-max-lifetime',
    names: /ClientName/,
    asks: ['CredentialsProvider', 'CredentialsProviderContext', 'StreamingCredentialsProvider'],
  },
  { callee: /^(?:amqp|amqp091|rabbitmq)\.Dial(?:Config|TLS)?$/, row: 'amqp-connection', names: /connection_name/ },
  { callee: /^kafka\.New(?:Reader|Writer|Producer|Consumer)$/, row: 'kafka-max-reauth', names: /ClientID|client\.id/ },
  { callee: /^sarama\.New\w*(?:Producer|Consumer|ConsumerGroup|Client)$/, row: 'kafka-max-reauth', names: /ClientID/ },
  { callee: /^kgo\.NewClient$/, row: 'kafka-max-reauth', names: /ClientID/ },
];

export const SETTINGS: readonly SettingRow[] = [
  { clients: /^go-database-sql/, name: /^SetConnMaxLifetime$/, sets: 'lifetime', off: [0] },
  { clients: /^pgx-/, name: /^MaxConnLifetime$/, sets: 'lifetime' },
  { clients: /^pgx-/, name: /^BeforeConnect$/, sets: 'asks' },
  { clients: /^go-redis/, name: /^ConnMaxLifetime$/, sets: 'lifetime', off: [0, -1] },
  { clients: /^go-redis/, name: /^(?:Streaming)?CredentialsProvider(?:Context)?$/, sets: 'asks' },
];

export const ROLES: readonly RoleRow[] = [
  { callee: /^(?:hmac\.Equal|subtle\.ConstantTimeCompare|bcrypt\.CompareHashAndPassword)$/, role: 'accepts' },
  { callee: /^jwt\.(?:Parse|ParseWithClaims)$|^jwt\..*\.Parse(?:WithClaims)?$/, role: 'accepts' },
  { callee: /^webhook\.ConstructEvent\w*$|^github\.ValidatePayload$|^slack\.NewSecretsVerifier$/, role: 'accepts' },
  { callee: /^gin\.BasicAuth\w*$|^middleware\.BasicAuth\w*$|^sessions\.NewCookieStore$/, role: 'accepts' },
  { callee: /\.(?:SignedString|SetBasicAuth)$|\.Header(?:\(\))?\.(?:Set|Add)$/, role: 'presents' },
];

/** Opens the file that its first argument names. */
export const OPENERS = /^(?:os|ioutil)\.(?:ReadFile|Open|OpenFile)$|^afero\.ReadFile$/;
/** The private key is the second. */
export const KEY_PAIR = /^tls\.LoadX509KeyPair$|\.ListenAndServeTLS$/;

const ticks = (written: string) =>
  durationOf(/(?:NewTicker|Tick|AfterFunc|Every)\(([^,]+?)[,)]/.exec(written)?.[1] ?? '');

export const CALLBACKS: readonly CallbackRow[] = [
  { callee: /\.Do(?:Once)?$/, moment: 'memoised', says: 'inside a function that runs once' },
  { callee: /^sync\.Once(?:Func|Values?)$/, moment: 'memoised', says: 'inside a function that runs once' },
  { callee: /\.OnConfigChange$/, moment: 'watch', says: 'inside the callback of OnConfigChange' },
  { callee: /\.(?:AddFunc|AddJob)$|^gocron\./, moment: 'job', says: 'inside a scheduled function' },
  { callee: /^time\.AfterFunc$/, moment: 'timer', says: 'inside a timer', interval: ticks },
  {
    callee:
      /(?:^http|\b[rR]outer\w*|\bmux\w*|\bgroup|\b[re]|\bapp|\bapi|mux\.NewRouter\(\)|chi\.\w+\(\)|gin\.\w+\(\)|echo\.New\(\)|fiber\.New\(\))\.(?:Handle|HandleFunc|Get|Post|Put|Delete|Patch|GET|POST|PUT|DELETE|PATCH|Any|Use)$/,
    moment: 'per-call',
    says: 'inside a handler',
  },
  { callee: /^http\.HandlerFunc$|^lambda\.Start\w*$/, moment: 'per-call', says: 'inside a handler' },
];

/** A function with such a parameter answers a request. */
export const HANDLER_PARAMETERS =
  /\b(?:http\.ResponseWriter|\*?http\.Request|\*gin\.Context|echo\.Context|\*fiber\.Ctx|\*?events\.\w+Request|grpc\.ServerStream)\b/;

/** Names of functions that prepare a process, and of those that make an object that is kept. */
export const STARTS =
  /^(?:[iI]nit|[sS]etup|[bB]ootstrap|[cC]onfigure)(?![a-z])\w*$|^(?:[lL]oad|[mM]ustLoad|[pP]arse|[rR]ead)(?:Config|Env|Settings|Secrets|Flags)?(?:File|FromEnv)?$|^(?:[sS]tart|[rR]un|[eE]xecute|[sS]erve)(?:Server|App|Service|Daemon|Worker|Main)?$/;
export const MAKES =
  /^(?:[nN]ew|[oO]pen|[cC]onnect|[dD]ial|[pP]rovide)(?![a-z])|^(?:[mM]ake|[cC]reate|[bB]uild|[gG]et|[mM]ust)\w*(?:Client|Pool|Conn|Connection|DB|Store)$/;
