/** Which Go files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. `package main` says what is run. */
export const CANDIDATE =
  /[gG]etenv|LookupEnv|ExpandEnv|\w[eE]nv\(\s*"|viper|\benv(?:config)?:"|EnvVars?\b|\/run\/secrets|\/etc\/secrets|ReadFile\(|sql\.Open|sqlx\.|gorm\.Open|pgxpool|pgx\.Connect|redis\.New|amqp|kafka|[sS]ecret[sS]?[mM]anager|azsecrets|hashicorp\/vault|robfig\/cron|gocron|\bpackage main\b/;
