/** Which go files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /Getenv|LookupEnv|Environ\(|viper|env(?:config)?:"|EnvVars|ReadFile|sql\.Open|pgx|redis|secretsmanager|secretmanager|azsecrets|vault|cron/;
