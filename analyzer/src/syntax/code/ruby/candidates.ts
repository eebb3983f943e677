/** Which ruby files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /\bENV\b|_env\b|credentials|secret_key_base|Sidekiq|Job\b|Worker\b|Redis\.new|Aws::|Vault\.|JWT\.|establish_connection|Sequel|Rails::Application|\btask\b|\bcron\b|\bevery\b|run\/secrets|\.pem\b|\.key["']/;
