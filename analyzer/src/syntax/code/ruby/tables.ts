/** What Ruby libraries read, ask, build and check, as rows over full names. Data only, the reason beside the row. */
import type { ClientRow, ImplicitRow, RoleRow, StoreRow, VariableRow } from '../call-rows.ts';

export const VARIABLES: readonly VariableRow[] = [
  { callee: /^ENV\.(?:fetch|delete)$/, defaultAt: 1 },
  // figaro and dotenv answer with methods of the variable's name; `require_keys` is told by its arguments.
  { callee: /^(?:Figaro\.env|ENV)\.dig$/ },
  {
    callee: /(?:^|\.)(?:get_|required?_|fetch_|read_|must_)?env(?:_var|_variable|_fetch|_or_\w+)?!?$/,
    onlyUpperCase: true,
    defaultAt: 1,
  },
  { callee: /^GlobalConfig(?:Service)?\.(?:get|load|get_value)$/, onlyUpperCase: true, defaultAt: 1 },
];

/** `ENV['X']`. */
export const SUBSCRIPTS = /^ENV$/;

/** https://guides.rubyonrails.org/security.html#custom-credentials */
export const CREDENTIALS = /^(?:Rails\.application|Rails\.app)\.credentials(?:\.(.+))?$/;
export const CREDENTIALS_FILE = 'config/credentials.yml.enc';

export const STORES: readonly StoreRow[] = [
  { callee: /\.get_secret_value$/, at: -1, named: ['secret_id'], scope: 'sdk:aws-sm' },
  { callee: /\.get_parameter$/, at: -1, named: ['name'], scope: 'sdk:aws-ssm' },
  {
    callee: /\.access_secret_version$/,
    at: -1,
    named: ['name'],
    item: /secrets\/([\w-]+)(?:\/versions|["']|$)/,
    scope: 'sdk:gcp-sm',
  },
  { callee: /^Vault\.(?:logical\.read|kv\.read)$/, scope: 'sdk:vault' },
];

export const IMPLICIT: readonly ImplicitRow[] = [
  {
    callee: /^Aws::\w+(?:::\w+)*\.new$/,
    unless: ['credentials', 'secret_access_key', 'profile'],
    variables: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    by: 'aws-sdk',
  },
  // redis-rb: `ENV["REDIS_URL"]` where no address is given.
  {
    callee: /^Redis\.new$/,
    unless: ['url', 'host', 'path', 'sentinels'],
    unlessAt: 0,
    variables: ['REDIS_URL'],
    by: 'redis',
  },
];

export const CLIENTS: readonly ClientRow[] = [
  {
    callee: /^ActiveRecord::Base\.establish_connection$/,
    row: 'activerecord-max-age',
    lifetime: ['max_age'],
    names: /application_name/,
  },
  {
    callee: /^Sequel\.(?:connect|postgres|mysql2)$/,
    row: 'sequel-connection-expiration',
    lifetime: ['connection_expiration_timeout'],
    names: /application_name/,
  },
  {
    callee: /^(?:Redis\.new|RedisClient\.(?:config|new)|ConnectionPool\.new\(\)\.Redis\.new)$/,
    row: 'redis-rb-connection',
    names: /\bid:/,
  },
];

export const ROLES: readonly RoleRow[] = [
  { callee: /^JWT\.decode$/, role: 'accepts' },
  { callee: /^JWT\.encode$/, role: 'presents' },
  {
    callee:
      /(?:^|\.)(?:secure_compare|fixed_length_secure_compare|construct_event|http_basic_authenticate_with|verify_signature)$/,
    role: 'accepts',
  },
  { callee: /^ActiveSupport::Message(?:Verifier|Encryptor)\.new$/, role: 'both' },
  {
    callee:
      /^(?:Redis|Aws::\w+(?:::\w+)*|Faraday|HTTP|Net::HTTP|OpenAI::Client|Stripe::StripeClient|Twilio::REST::Client|Octokit::Client)\.new$/,
    role: 'presents',
  },
];

/** Settings a framework signs and checks with. */
export const SIGNING_SETTINGS = /(?:^|\.)(?:secret_key_base|pepper|hmac_secret|jwt_secret)$|\.secret_key$/;

export const JOB_BASE =
  /(?:^|::)(?:ApplicationJob|ActiveJob::Base|\w*Job|Sidekiq::Worker|Sidekiq::Job|\w*Worker|Resque::Job|Que::Job)$/;
export const CONTROLLER_BASE =
  /(?:Controller|Controller::Base|Controller::API|Grape::API|Sinatra::Base|Channel::Base|Connection::Base|Resolver|Mutation|BaseMutation)$/;

/** Calls whose block runs at a moment of its own; other blocks run where they stand. */
export const BLOCKS: ReadonlyArray<{
  readonly method: RegExp;
  /** Matches the arguments, where the method alone does not tell. */
  readonly given?: RegExp;
  readonly moment: 'job' | 'per-call' | 'start-up' | 'memoised' | 'timer';
  readonly says: string;
}> = [
  { method: /^(?:task|file|multitask)$/, moment: 'job', says: 'inside a rake task' },
  {
    method:
      /^(?:configure_server|configure_client|after_initialize|to_prepare|on_worker_boot|before_fork|on_load|initializer)$/,
    moment: 'start-up',
    says: 'inside a block that runs at start-up',
  },
  {
    method:
      /^(?:get|post|put|patch|delete|before_action|around_action|after_action|rescue_from|authenticate|throttle|safelist|blocklist|subscribe|after_commit|after_create|after_save|before_save|validate|scope|define_method)$/,
    moment: 'per-call',
    says: 'inside a block that runs per call',
  },
  { method: /^use$/, given: /Rack::Auth/, moment: 'per-call', says: 'inside the check of a request' },
  { method: /^(?:memoize|memo_wise)$/, moment: 'memoised', says: 'inside a block that keeps its first answer' },
];
