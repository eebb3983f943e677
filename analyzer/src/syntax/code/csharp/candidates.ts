/** Which C# files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /GetEnvironmentVariable|IConfiguration|[cC]onfiguration\[|\.Configuration\b|ConnectionString|IOptions|SectionName|AddAzureKeyVault|SecretClient|SecretsManager|Npgsql|MySqlConnection|SqlConnection|AddSqlServer|ConnectionMultiplexer|AddRedis|AddRabbitMQ|ConnectionFactory|AddParameter|AddOpenAI|BackgroundService|RecurringJob|CronSchedule|\.Add\w*(?:EventBus|RabbitM[Qq]|Redis|Npgsql|Postgres|Kafka|ServiceBus|Mongo)\w*\(|IJob\b|\/run\/secrets|\/etc\/secrets|AddKeyPerFile/;
