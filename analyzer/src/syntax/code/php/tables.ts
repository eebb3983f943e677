/** What PHP libraries read, ask, check, and what starts their code, as rows over full names. Data only, the reason beside the row. */
import type { ClientRow, ImplicitRow, RoleRow, StoreRow, VariableRow } from '../call-rows.ts';

export const VARIABLES: readonly VariableRow[] = [
  { callee: /^getenv$/ },
  // Laravel's and Symfony's helper; a method of the same name is another thing.
  { callee: /^env$/, defaultAt: 1 },
  { callee: /^Env\.(?:get|getOrFail)$/, defaultAt: 1 },
  { callee: /^(?:\w+\.)?(?:get_?env|require_?env|env_?(?:var|value|or_\w+))$/i, onlyUpperCase: true, defaultAt: 1 },
  // WordPress (bedrock) and others.
  { callee: /^Config\.env$/, defaultAt: 1 },
];

/** What a web server puts into `$_SERVER` is no variable of ours (https://www.php.net/manual/reserved.variables.server.php). */
export const REQUEST_OWN =
  /^(?:HTTPS?$|HTTP_|REQUEST_|REMOTE_|SERVER_|SCRIPT_|DOCUMENT_|PHP_|PATH|QUERY_STRING|CONTENT_|GATEWAY_|AUTH_TYPE|ORIG_|REDIRECT_|UNIQUE_ID|FCGI_|argv|argc|USER$|HOME$|LC_|LANG)/;

export const STORES: readonly StoreRow[] = [
  { callee: /\.getSecretValue$/, at: -1, named: ['SecretId'], scope: 'sdk:aws-sm' },
  { callee: /\.getParameter$/, at: -1, named: ['Name'], scope: 'sdk:aws-ssm' },
  { callee: /\.accessSecretVersion$/, item: /secrets\/([\w-]+)(?:\/versions|["']|$)/, scope: 'sdk:gcp-sm' },
];

export const IMPLICIT: readonly ImplicitRow[] = [
  {
    callee: /^new (?:S3Client|SecretsManagerClient|SsmClient|SqsClient|SesClient|SnsClient|DynamoDbClient|Sdk)$/,
    unless: ['credentials', 'profile'],
    variables: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    by: 'aws-sdk-php',
  },
];

/** The first that fits: what the call itself says about persistence comes before the plain form. */
export const CLIENTS: readonly ClientRow[] = [
  { callee: /^new PDO$/, given: /ATTR_PERSISTENT\s*=>\s*true/, row: 'php-pdo-persistent', names: /application_name/ },
  { callee: /^new PDO$/, row: 'php-pdo', names: /application_name/ },
  { callee: /[rR]edis\.(?:pconnect|popen)$/, row: 'phpredis-persistent', names: null },
  { callee: /[rR]edis\.(?:connect|open)$/, row: 'phpredis-connection', names: null },
];

export const ROLES: readonly RoleRow[] = [
  { callee: /^JWT\.decode$|^hash_equals$|^Webhook\.constructEvent$|^openssl_verify$/, role: 'accepts' },
  { callee: /^JWT\.encode$/, role: 'presents' },
  { callee: /^new (?:Encrypter|Fernet)$/, role: 'both' },
  {
    callee:
      /^new (?:PDO|mysqli|Redis|Predis\S*|Client|StripeClient|SoapClient|AMQPStreamConnection|S3Client)$|^(?:mysqli_connect|pg_connect|Http\.withToken|Http\.withBasicAuth)$/,
    role: 'presents',
  },
];

/** Keys of Laravel's configuration that it signs, encrypts and checks with (https://laravel.com/docs/encryption). */
export const SIGNING_FILE = /(?:^|\/)config\/app\.php$/;

/** Files of Laravel that configure nothing but clients. */
export const CLIENT_FILE = /(?:^|\/)config\/(?:database|filesystems|mail|queue|cache)\.php$/;

export const JOB_BASE = /^(?:ShouldQueue|ShouldQueueAfterCommit|Job|\w+Job|QueuedCommand|MessageHandlerInterface)$/;
export const COMMAND_BASE = /Command$/;
export const CONTROLLER_BASE =
  /(?:Controller|Middleware|Component|Request|Resource|MiddlewareInterface|RequestHandlerInterface)$/;
export const PROVIDER_BASE = /(?:ServiceProvider|Bundle|Kernel|Extension)$/;

/** How often, as Laravel says it (https://laravel.com/docs/scheduling#schedule-frequency-options) → cron text. */
export const FREQUENCIES: Readonly<Record<string, string>> = {
  everyMinute: '* * * * *',
  everyTwoMinutes: '*/2 * * * *',
  everyThreeMinutes: '*/3 * * * *',
  everyFourMinutes: '*/4 * * * *',
  everyFiveMinutes: '*/5 * * * *',
  everyTenMinutes: '*/10 * * * *',
  everyFifteenMinutes: '*/15 * * * *',
  everyThirtyMinutes: '*/30 * * * *',
  hourly: '0 * * * *',
  everyTwoHours: '0 */2 * * *',
  everyThreeHours: '0 */3 * * *',
  everyFourHours: '0 */4 * * *',
  everySixHours: '0 */6 * * *',
  daily: '0 0 * * *',
  weekly: '0 0 * * 0',
  monthly: '0 0 1 * *',
  quarterly: '0 0 1 1-12/3 *',
  yearly: '0 0 1 1 *',
};
