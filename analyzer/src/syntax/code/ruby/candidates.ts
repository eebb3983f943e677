/** Which ruby files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /ENV\b|credentials|secret_key_base|Sidekiq|Redis|establish_connection|Sequel|Rails\.configuration|cron|every /;
