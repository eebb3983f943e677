/** Which Java files are worth parsing, by a look at their bytes; Kotlin shares its libraries. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /getenv|getProperty\(|@Value\b|@Config|@Property\b|@SpringBootApplication|Hikari|DriverManager|DataSourceBuilder|BasicDataSource|ConnectionPoolConfiguration|@Scheduled|@RefreshScope|SecretsManager|SecretManager|SecretClient|VaultTemplate|Lettuce|RedisClient|RedisURI|Jedis|KafkaProducer|KafkaConsumer|ConnectionFactory\(|\/run\/secrets|\/etc\/secrets|[dD]otenv|JobBuilder|cronSchedule/;
