/** What calls and annotations mean on the JVM, for Java and Kotlin: one row a name, with the reason where the name does not say it. */
import type { ReadMoment } from '../../../model/fact.ts';
import type { ClientRow, RoleRow, StoreRow, VariableRow } from '../call-rows.ts';
import type { CallbackRow } from '../callbacks.ts';
import { durationOf } from '../duration-text.ts';
import type { SettingRow } from '../lifetimes.ts';
import { READS_VARIABLE } from '../named-reads.ts';

export const VARIABLES: readonly VariableRow[] = [
  { callee: /(?:^|\.)System\.getenv$/ },
  { callee: /(?:^|\.)System\.getenv\(\)\.(?:get|getOrDefault|getValue|\[\])$/, defaultAt: 1 },
  {
    callee: /(?:^|\.)[dD]otenv(?:\(\)|\.load\(\)|\.configure\(\).*)?\.get$|(?:^|\.)[dD]otenv(?:\(\))?\.\[\]$/,
    defaultAt: 1,
  },
  { callee: READS_VARIABLE, defaultAt: 1, onlyUpperCase: true },
];

/** Keys of the framework's configuration: `db.password` is `DB_PASSWORD`. */
export const PROPERTIES: readonly VariableRow[] = [
  {
    callee:
      /^(?:Configurable)?Environment\(\)\.(?:getProperty|getRequiredProperty)$|(?:^|\.)(?:env|environment)\.(?:getProperty|getRequiredProperty)$/,
    defaultAt: 1,
  },
  // MicroProfile, SmallRye, Typesafe config of Ktor.
  { callee: /^Config(?:Provider\.getConfig)?\(\)\.get(?:Optional)?Value$|^ConfigProvider\.getConfig\(\)\.getValue$/ },
  { callee: /(?:^|\.)environment\.config\.property(?:OrNull)?$/ },
  { callee: /(?:^|\.)System\.getProperty$/, defaultAt: 1 },
];

/** Annotations that name a placeholder, a key, or the start of keys. */
export const INJECTIONS: ReadonlyArray<{
  readonly name: RegExp;
  readonly argument: readonly string[];
  readonly is: 'placeholder' | 'key';
}> = [
  // https://docs.spring.io/spring-framework/reference/core/beans/annotation-config/value-annotations.html
  { name: /^Value$/, argument: ['value'], is: 'placeholder' },
  // https://download.eclipse.org/microprofile/microprofile-config-3.1/microprofile-config-spec-3.1.html
  { name: /^ConfigProperty$/, argument: ['name'], is: 'key' },
  // https://docs.micronaut.io/latest/guide/#valueAnnotation
  { name: /^Property$/, argument: ['name'], is: 'key' },
];

export const STORES: readonly StoreRow[] = [
  { callee: /\.secretId$|\.withSecretId$|^new GetSecretValueRequest\(\)\.withSecretId$/, scope: 'sdk:aws-sm' },
  { callee: /^(?:new )?SecretCache\(\)\.getSecretString$/, scope: 'sdk:aws-sm' },
  { callee: /^SecretVersionName\.of$/, at: 1, scope: 'sdk:gcp-sm' },
  { callee: /\.accessSecretVersion$/, scope: 'sdk:gcp-sm', item: /secrets\/([^/"]+)/ },
  { callee: /SecretClient(?:Builder)?\(\).*\.getSecret$/, scope: 'sdk:azure-kv' },
  {
    callee: /^VaultTemplate\(\)\.read$|VaultOperations\(\)\.read$|\.logical\(\)\.read$/,
    scope: 'sdk:vault',
    item: /(.+)/,
  },
  { callee: /^VaultKeyValueOperations\(\)\.get$|\.opsForKeyValue\(\)\.get$/, scope: 'sdk:vault' },
];

export const CLIENTS: readonly ClientRow[] = [
  { callee: /^(?:new )?HikariDataSource$/, row: 'hikaricp-max-lifetime', names: /ApplicationName/ },
  { callee: /DataSourceBuilder.*\.build$/, row: 'hikaricp-max-lifetime', names: /ApplicationName/ },
  { callee: /^(?:new )?BasicDataSource$/, row: 'dbcp2-max-conn-lifetime', names: /ApplicationName/ },
  { callee: /^(?:new )?ComboPooledDataSource$/, row: 'c3p0-max-connection-age', names: /ApplicationName/ },
  {
    callee: /^(?:new )?(?:org\.apache\.tomcat\.jdbc\.pool\.)DataSource$/,
    row: 'tomcat-jdbc-max-age',
    names: /ApplicationName/,
  },
  {
    callee: /ConnectionPoolConfiguration\.builder.*\.build$/,
    row: 'r2dbc-pool-max-life-time',
    names: /applicationName/,
  },
  {
    callee: /^RedisClient\.create$|^(?:new )?LettuceConnectionFactory$/,
    row: 'lettuce-default-reconnect',
    names: /[cC]lientName/,
  },
  {
    callee: /^(?:new )?(?:JedisPool|JedisPooled|JedisCluster|Jedis)$/,
    row: 'jedis-pool-eviction',
    names: /clientName/,
  },
  { callee: /^(?:new )?Kafka(?:Producer|Consumer)$/, row: 'kafka-max-reauth', names: /CLIENT_ID|client\.id/ },
  { callee: /^ConnectionFactory\(\)\.newConnection$/, row: 'amqp-connection', names: /newConnection\([^)]*"/ },
];

export const SETTINGS: readonly SettingRow[] = [
  { clients: /^hikaricp/, name: /^(?:setM|m)axLifetime$/, sets: 'lifetime', bare: 0.001, off: [0] },
  { clients: /^hikaricp/, name: /^setCredentialsProvider$/, sets: 'asks' },
  { clients: /^hikaricp|^dbcp2/, name: /^addDataSourceProperty$/, sets: 'names' },
  { clients: /^dbcp2/, name: /^setMaxConn(?:LifetimeMillis)?$/, sets: 'lifetime', bare: 0.001, off: [0, -0.001] },
  { clients: /^c3p0/, name: /^setMaxConnectionAge$/, sets: 'lifetime', bare: 1, off: [0] },
  { clients: /^tomcat/, name: /^setMaxAge$/, sets: 'lifetime', bare: 0.001, off: [0] },
  { clients: /^r2dbc/, name: /^maxLifeTime$/, sets: 'lifetime' },
];

export const ROLES: readonly RoleRow[] = [
  { callee: /(?:^|\.)(?:JWT\.require|MessageDigest\.isEqual|Webhook\.constructEvent)$/, role: 'accepts' },
  { callee: /\.(?:setSigningKey|verifyWith|withSecretKey)$|NimbusJwtDecoder\.\w+$/, role: 'accepts' },
  { callee: /\.(?:signWith|setBearerAuth|setBasicAuth|basicAuthentication)$/, role: 'presents' },
];

/** Opens the file that its first argument names. */
export const OPENERS =
  /(?:^|\.)(?:Paths\.get|Path\.of|Files\.read\w+)$|^(?:new )?(?:File|FileInputStream|FileReader|FileSystemResource)$/;

/** Annotations of a method, and when it runs then; the first that fits holds. */
export const METHODS: ReadonlyArray<{
  readonly annotation: RegExp;
  readonly moment: ReadMoment;
  readonly says: string;
}> = [
  { annotation: /^(?:Cacheable|Lazy)$/, moment: 'memoised', says: 'whose first answer is kept' },
  {
    annotation: /^(?:Bean|Produces|Singleton|ApplicationScoped)$/,
    moment: 'start-up',
    says: 'which makes a bean once',
  },
  { annotation: /^(?:PostConstruct|BeforeAll|Startup)$/, moment: 'start-up', says: 'which runs at start-up' },
  {
    annotation:
      /^(?:Request|Get|Post|Put|Delete|Patch|Message|Query|Mutation|SchemaBatch|SubscribeM)Mapping$|^(?:GET|POST|PUT|DELETE|PATCH|Path|Get|Post|Put|Delete|Patch)$/,
    moment: 'per-call',
    says: 'which answers requests',
  },
  {
    annotation: /^(?:Kafka|Rabbit|Jms|Sqs|Pulsar|Stream|Event)Listener$|^Incoming$/,
    moment: 'per-call',
    says: 'which answers messages',
  },
];

/** Methods that a framework calls at start-up, by the interface of their class. */
export const START_METHODS =
  /^(?:main|afterPropertiesSet|contextInitialized|configure|configureContainer|setUp|initialize|module|onStart|onApplicationEvent)$/;
export const RUNNERS = /\b(?:CommandLineRunner|ApplicationRunner|QuarkusApplication)\b/;
export const JOBS = /\b(?:QuartzJobBean|Job|Tasklet|ItemReader|ItemWriter|TimerTask)\b/;

const period = (written: string) =>
  durationOf(/,\s*(\d[\d_]*L?,\s*(?:TimeUnit\.)?[A-Z]+)\s*\)$/.exec(written.trim())?.[1] ?? '');

export const CALLBACKS: readonly CallbackRow[] = [
  {
    callee: /\.(?:scheduleAtFixedRate|scheduleWithFixedDelay|schedule)$|^fixedRateTimer$/,
    moment: 'timer',
    says: 'inside a timer',
    interval: period,
  },
  {
    callee: /(?:^|\.)(?:memoize|memoizeWithExpiration|Lazy\.of|computeIfAbsent)$|^lazy$/,
    moment: 'memoised',
    says: 'inside a function that runs once',
  },
  { callee: /\.addListener$|\.onChange$/, moment: 'watch', says: 'inside the callback of a listener' },
  // Ktor, Javalin, Spark.
  {
    callee:
      /^(?:get|post|put|delete|patch|webSocket|handle)$|^(?:app|Javalin.*|Spark)\.(?:get|post|put|delete|patch|before)$/,
    moment: 'per-call',
    says: 'inside a handler',
  },
];
