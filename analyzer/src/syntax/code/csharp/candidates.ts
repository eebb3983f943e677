/** Which csharp files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /Environment|IConfiguration|Configuration\[|ConnectionString|IOptions|SecretClient|Npgsql|SqlConnection|ConnectionMultiplexer|AddParameter|BackgroundService|Hangfire|Quartz/;
