/** Which rust files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE = /env::|env!|dotenv|envy|config::|figment|clap|\/run\/secrets|PgPool|sqlx|redis|deadpool/;
