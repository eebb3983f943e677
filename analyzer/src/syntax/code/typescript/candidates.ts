/**
 * Which TypeScript and JavaScript files are worth a look, and which of those worth their tree, by their bytes. Both may let too
 * much in; they must never keep a reader of a secret out.
 */

/** Modules whose clients, pools, schedules and stores the tables beside this know. */
const MODULES = [
  '@aws-sdk|aws-sdk|@aws-lambda-powertools|@google-cloud|@azure|node-vault|hashi-vault-js|@litehex|@infisical|infisical-node|@dopplerhq|@1password',
  'openai|@anthropic-ai|groq-sdk|together-ai|cohere-ai|replicate|@ai-sdk|@langchain|@pinecone-database|resend|@upstash|@vercel|next-auth(?!/react)|better-auth|@clerk|@sentry|twilio|@octokit|@slack|inngest|@trigger\\.dev|langfuse(?:-\\w+)?',
  'pg|pg-pool|pg-boss|postgres|mysql2?|knex|sequelize|sequelize-typescript|@sequelize|typeorm|drizzle-orm|mongodb|mongoose|ioredis|redis|@redis|kafkajs|@confluentinc|amqplib|amqp-connection-manager|mssql|undici|@neondatabase',
  '@nestjs/(?:typeorm|mongoose|schedule|bullm?q?|config)|bull|bullmq|agenda|@hokify|node-cron|croner|cron|node-schedule|convict|env-var',
].join('|');

/** What may read, fetch, connect or be started; ASCII only. */
const SPEAKS = [
  '\\bprocess\\s*[?!]?\\.\\s*env\\b|=\\s*process\\b|\\(process\\b|[\'"](?:node:)?process[\'"]',
  'import\\.meta\\s*[?!]?\\.\\s*env\\b|\\b(?:Deno|Bun)\\.env\\b|[\'"](?:bun|\\$env/|astro:env|cloudflare:workers)',
  // What a platform hands to its handlers: `c.env.X`, `fetch(request, env)`.
  '\\bc(?:tx|ontext)?\\.env\\.[A-Z]|\\b(?:request|req|event|controller)\\w*\\s*(?::\\s*\\w+\\s*)?,\\s*env\\b',
  // Wrappers and configuration objects: `requireEnv('X')`, `env("X")`, `configService.get('X')`, `createEnv({`.
  '[eE](?:nv|NV)\\w*\\s*(?:<[^>(]*>)?\\(\\s*[\'"][A-Z]|\\bcreateEnv\\(',
  '(?:[eE]nv|[cC]onfig|Service|settings)\\s*\\.\\s*(?:get|require|str|url)\\w*\\s*(?:<[^>(]*>)?\\(\\s*[\'"][A-Z]',
  '/run/secrets|etc/secrets|/[\\w.-]+\\.(?:pem|key|p12|pfx|p8|jks)[\'"`]',
  `\\bimport\\s+(?!type\\b)[^;'"]*['"](?:${MODULES})(?:['"/])|\\b(?:require|import)\\(\\s*['"](?:${MODULES})['"/]`,
  '\\bPrismaClient[<(]|@(?:Cron|Processor)\\(',
].join('|');

/** Worth its syntax tree. */
export const NEEDS_TREE = new RegExp(SPEAKS);

/** Worth a look: what needs its tree, and what imports an environment, which is on the way from a handler to its secrets. */
export const CANDIDATE = new RegExp(`\\benv\\b|${SPEAKS}`);
