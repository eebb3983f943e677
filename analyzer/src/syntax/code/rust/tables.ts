/** What calls mean in Rust: one row a call, with the reason where the name does not say it. Data only. */
import type { ClientRow, RoleRow, StoreRow, VariableRow } from '../call-rows.ts';
import type { CallbackRow } from '../callbacks.ts';
import type { SettingRow } from '../lifetimes.ts';
import { READS_VARIABLE } from '../named-reads.ts';

export const VARIABLES: readonly VariableRow[] = [
  { callee: /^(?:std::)?env::(?:var|var_os)$|^(?:dotenvy?|dotenv_codegen)::var$/ },
  { callee: READS_VARIABLE, defaultAt: 1, onlyUpperCase: true },
];
/** Worked out by the compiler. */
export const BUILD_VARIABLES: readonly VariableRow[] = [{ callee: /^(?:std::)?(?:option_)?env!$|^dotenv!$/ }];

export const STORES: readonly StoreRow[] = [
  { callee: /\.get_secret_value\(\)\.secret_id$/, scope: 'sdk:aws-sm' },
  { callee: /\.get_parameter\(\)\.name$/, scope: 'sdk:aws-ssm' },
  { callee: /^(?:vaultrs::)?kv2::read$/, at: 2, scope: 'sdk:vault' },
];

export const CLIENTS: readonly ClientRow[] = [
  {
    // `PgPoolOptions::new().max_lifetime(…).connect(url)`, `PgPool::connect(url)`.
    callee:
      /^(?:sqlx::(?:\w+::)*)?(?:(?:Pg|MySql|Any|Mssql)?PoolOptions(?:::<[^>]*>)?::new\(\)(?:\.\w+\(\))*|(?:(?:Pg|MySql|Any)Pool|Pool(?:::<[^>]*>)?):)[.:](?:connect(?:_lazy)?(?:_with)?|connect_lazy_with)$/,
    row: 'sqlx-max-lifetime',
    names: /application_name/,
  },
  {
    // redis-rs has a ConnectionManager too: only the type of its connections tells Diesel's.
    callee: /(?:^|::)ConnectionManager(?:::<[^>]*>)?::new$/,
    given: /ConnectionManager::<\w*Connection>/,
    row: 'r2d2-max-lifetime',
    names: /application_name/,
  },
  {
    callee: /(?:^|::)(?:deadpool_postgres::)(?:Manager::(?:new|from_config)|Config::.*create_pool)$|\.create_pool$/,
    row: 'deadpool-postgres',
    names: /application_name/,
  },
  { callee: /^(?:redis::)?Client::open$|^redis::Client::build_with_tls$/, row: 'redis-rs-connection', names: null },
  { callee: /^(?:lapin::)?Connection::connect$/, row: 'amqp-connection', names: null },
];

export const SETTINGS: readonly SettingRow[] = [
  { clients: /^(?:sqlx|r2d2)-/, name: /^max_lifetime$/, sets: 'lifetime', bare: null },
  { clients: /^sqlx-/, name: /^application_name$/, sets: 'names' },
];

export const ROLES: readonly RoleRow[] = [
  { callee: /(?:^|::)DecodingKey::from_\w+$|(?:^|::)verify_slice$|\.verify_slice$/, role: 'accepts' },
  { callee: /(?:^|::)EncodingKey::from_\w+$|\.(?:bearer_auth|basic_auth)$/, role: 'presents' },
];

export const OPENERS = /^(?:std::|tokio::)?fs::read(?:_to_string)?$|(?:^|::)File::open$/;

export const CALLBACKS: readonly CallbackRow[] = [
  {
    callee: /(?:^|::)(?:LazyLock|Lazy|LazyCell)::new$|\.get_or_(?:try_)?init$|\.call_once$/,
    moment: 'memoised',
    says: 'inside a function that runs once',
  },
  { callee: /(?:^|::)Job::new(?:_async)?$/, moment: 'job', says: 'inside a scheduled job' },
  {
    callee: /^(?:get|post|put|delete|patch)$|\.(?:route|to)$|(?:^|::)HttpServer::new$/,
    moment: 'per-call',
    says: 'inside a handler',
  },
  { callee: /(?:^|::)recommended_watcher$|\.watch$/, moment: 'watch', says: 'inside the callback of a file watcher' },
];

/** Attributes of a function that answers requests. */
export const HANDLER = /^(?:\w+::)?(?:get|post|put|delete|patch|route|tauri::command)\b/;
export const MAIN = /^(?:tokio::main|actix_web::main|async_std::main|rocket::main|launch|shuttle_runtime::main)\b/;

export const STARTS =
  /^(?:main|run|init\w*|setup\w*|start\w*|load(?:_config|_env|_settings)?|parse(?:_config|_env)?|configure\w*|from_env|rocket)$/;
export const MAKES =
  /^(?:new\w*|connect|connect_\w+|open|default|(?:create|build|make|establish)_(?:pool|client|connection))$/;
