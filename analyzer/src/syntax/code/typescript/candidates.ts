/**
 * Which TypeScript and JavaScript files are worth parsing, by a look at their bytes: the wide prefilter, so that
 * `const { env } = process` and `import { env } from './env'` are met too. It may let too much in; parsing decides.
 */

/** Environment, mounted files, clients and stores, schedules, routes that read; ASCII only. */
export const CANDIDATE =
  /\benv\b|getenv|[eE]nv\(|\/run\/secrets|etc\/secrets|_FILE\b|PrismaClient|createPool|createClient|Redis\(|Pool\(|Sequelize\(|DataSource\(|MongoClient|mongoose|SecretManager|secrets-manager|client-ssm|SecretClient|node-vault|infisical|dopplerhq|1password|cron|configService|ConfigService|Schedule|new Worker\(|\$env\//;
