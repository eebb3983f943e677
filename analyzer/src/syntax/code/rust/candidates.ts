/** Which Rust files are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /\benv::|\benv!|\benv\(|env\s*=\s*"|dotenv|envy::|config::|figment|#\[(?:arg|clap)\(|\/run\/secrets|\/etc\/secrets|PgPool|MySqlPool|PgConnection|sqlx|deadpool|bb8|redis::|lapin|secretsmanager|vaultrs|\bfn main\b/;
