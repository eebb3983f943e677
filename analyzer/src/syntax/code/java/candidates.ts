/** Which java files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /getenv|getProperty|@Value|@Config|@Property|Hikari|@Scheduled|@RefreshScope|Secret|Lettuce|Jedis/;
