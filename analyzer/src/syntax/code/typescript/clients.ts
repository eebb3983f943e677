/**
 * Clients that read their variable without being told: one row a client, with its source. An option that hands the value over
 * silences the row, because then the code names what it reads.
 */
import type { Role } from '../../../model/vocabulary.ts';
import { envRead, type Found, type Search } from './found.ts';
import type { Origin } from './imports.ts';
import type { SourceModule } from './module.ts';
import { child, children, keyName, propertiesOf, type SyntaxNode } from './node.ts';

interface ClientRow {
  readonly module: RegExp;
  /** Exports that are called or constructed. */
  readonly makes: RegExp;
  /** Variables it takes; the first is the secret. */
  readonly variables: readonly string[];
  /** Options that take their place. */
  readonly unless: readonly string[];
  /** A first argument that is no object takes their place (`new Resend(key)`). */
  readonly positional?: boolean;
  /** Absent: it presents what it reads. */
  readonly role?: Role;
  readonly by: string;
  readonly source: string;
}

const CLIENT_ROWS: readonly ClientRow[] = [
  {
    module: /^openai$/,
    makes: /^(?:default|OpenAI)$/,
    variables: ['OPENAI_API_KEY'],
    unless: ['apiKey'],
    by: 'openai',
    source: 'https://github.com/openai/openai-node/blob/master/src/client.ts',
  },
  {
    module: /^openai$/,
    makes: /^AzureOpenAI$/,
    variables: ['AZURE_OPENAI_API_KEY'],
    unless: ['apiKey', 'azureADTokenProvider'],
    by: 'openai',
    source: 'https://github.com/openai/openai-node/blob/master/src/azure.ts',
  },
  {
    module: /^@anthropic-ai\/sdk$/,
    makes: /^(?:default|Anthropic)$/,
    variables: ['ANTHROPIC_API_KEY'],
    unless: ['apiKey', 'authToken'],
    by: 'anthropic',
    source: 'https://github.com/anthropics/anthropic-sdk-typescript/blob/main/src/client.ts',
  },
  {
    module: /^groq-sdk$/,
    makes: /^(?:default|Groq)$/,
    variables: ['GROQ_API_KEY'],
    unless: ['apiKey'],
    by: 'groq',
    source: 'https://github.com/groq/groq-typescript/blob/main/src/index.ts',
  },
  {
    module: /^together-ai$/,
    makes: /^(?:default|Together)$/,
    variables: ['TOGETHER_API_KEY'],
    unless: ['apiKey'],
    by: 'together',
    source: 'https://github.com/togethercomputer/together-typescript',
  },
  {
    module: /^cohere-ai$/,
    makes: /^CohereClient(?:V2)?$/,
    variables: ['CO_API_KEY'],
    unless: ['token'],
    by: 'cohere',
    source: 'https://github.com/cohere-ai/cohere-typescript',
  },
  {
    module: /^replicate$/,
    makes: /^default$/,
    variables: ['REPLICATE_API_TOKEN'],
    unless: ['auth'],
    by: 'replicate',
    source: 'https://github.com/replicate/replicate-javascript/blob/main/index.js',
  },
  {
    module: /^@ai-sdk\/openai$/,
    makes: /^openai(?:\.\w+)?$|^createOpenAI$/,
    variables: ['OPENAI_API_KEY'],
    unless: ['apiKey'],
    by: 'ai-sdk',
    source: 'https://ai-sdk.dev/providers/ai-sdk-providers/openai',
  },
  {
    module: /^@ai-sdk\/anthropic$/,
    makes: /^anthropic(?:\.\w+)?$|^createAnthropic$/,
    variables: ['ANTHROPIC_API_KEY'],
    unless: ['apiKey'],
    by: 'ai-sdk',
    source: 'https://ai-sdk.dev/providers/ai-sdk-providers/anthropic',
  },
  {
    module: /^@ai-sdk\/google$/,
    makes: /^google(?:\.\w+)?$|^createGoogleGenerativeAI$/,
    variables: ['GOOGLE_GENERATIVE_AI_API_KEY'],
    unless: ['apiKey'],
    by: 'ai-sdk',
    source: 'https://ai-sdk.dev/providers/ai-sdk-providers/google-generative-ai',
  },
  {
    module: /^@langchain\/openai$/,
    makes: /^(?:ChatOpenAI|OpenAI|OpenAIEmbeddings)$/,
    variables: ['OPENAI_API_KEY'],
    unless: ['apiKey', 'openAIApiKey'],
    by: 'langchain',
    source: 'https://docs.langchain.com/oss/javascript/integrations/chat/openai',
  },
  {
    module: /^@langchain\/anthropic$/,
    makes: /^ChatAnthropic$/,
    variables: ['ANTHROPIC_API_KEY'],
    unless: ['apiKey', 'anthropicApiKey'],
    by: 'langchain',
    source: 'https://docs.langchain.com/oss/javascript/integrations/chat/anthropic',
  },
  {
    module: /^@pinecone-database\/pinecone$/,
    makes: /^Pinecone$/,
    variables: ['PINECONE_API_KEY'],
    unless: ['apiKey'],
    by: 'pinecone',
    source: 'https://github.com/pinecone-io/pinecone-ts-client',
  },
  {
    module: /^resend$/,
    makes: /^Resend$/,
    variables: ['RESEND_API_KEY'],
    unless: [],
    positional: true,
    by: 'resend',
    source: 'https://github.com/resend/resend-node/blob/canary/src/resend.ts',
  },
  {
    module: /^@upstash\/redis(?:\/\w+)?$/,
    makes: /^Redis\.fromEnv$/,
    variables: ['UPSTASH_REDIS_REST_TOKEN', 'UPSTASH_REDIS_REST_URL'],
    unless: [],
    by: 'upstash',
    source: 'https://upstash.com/docs/redis/sdks/ts/getstarted',
  },
  {
    module: /^@upstash\/qstash(?:\/\w+)?$/,
    makes: /^Client$/,
    variables: ['QSTASH_TOKEN'],
    unless: ['token'],
    by: 'qstash',
    source: 'https://upstash.com/docs/qstash/sdks/ts/gettingstarted',
  },
  {
    module: /^@upstash\/qstash(?:\/\w+)?$/,
    makes: /^(?:Receiver|verifySignature\w*|verifySignatureAppRouter)$/,
    variables: ['QSTASH_CURRENT_SIGNING_KEY', 'QSTASH_NEXT_SIGNING_KEY'],
    unless: ['currentSigningKey', 'nextSigningKey'],
    role: 'accepts',
    by: 'qstash',
    source: 'https://upstash.com/docs/qstash/howto/signature',
  },
  {
    module: /^@vercel\/kv$/,
    makes: /^kv(?:\.\w+)?$/,
    variables: ['KV_REST_API_TOKEN', 'KV_REST_API_URL'],
    unless: [],
    by: 'vercel-kv',
    source: 'https://vercel.com/docs/redis',
  },
  {
    module: /^@vercel\/postgres$/,
    makes: /^(?:sql|createPool|createClient|db\.\w+)$/,
    variables: ['POSTGRES_URL'],
    unless: ['connectionString'],
    by: 'vercel-postgres',
    source: 'https://vercel.com/docs/postgres',
  },
  {
    module: /^@vercel\/blob$/,
    makes: /^(?:put|del|list|head|copy)$/,
    variables: ['BLOB_READ_WRITE_TOKEN'],
    unless: ['token'],
    by: 'vercel-blob',
    source: 'https://vercel.com/docs/vercel-blob/using-blob-sdk',
  },
  {
    module: /^next-auth(?:\/(?:next|jwt|middleware))?$/,
    makes: /^(?:default|getServerSession|getToken|withAuth)$/,
    variables: ['AUTH_SECRET', 'NEXTAUTH_SECRET'],
    unless: ['secret'],
    role: 'both',
    by: 'next-auth',
    source: 'https://authjs.dev/reference/core/errors#missingsecret',
  },
  {
    module: /^better-auth$/,
    makes: /^betterAuth$/,
    variables: ['BETTER_AUTH_SECRET'],
    unless: ['secret'],
    role: 'both',
    by: 'better-auth',
    source: 'https://www.better-auth.com/docs/installation',
  },
  {
    module: /^@clerk\/(?:nextjs|express|fastify|astro|nuxt)(?:\/.+)?$/,
    makes: /^(?:clerkMiddleware|clerkClient|auth|currentUser|authMiddleware|requireAuth|clerkPlugin)$/,
    variables: ['CLERK_SECRET_KEY'],
    unless: ['secretKey'],
    by: 'clerk',
    source: 'https://clerk.com/docs/guides/development/clerk-environment-variables',
  },
  {
    module: /^@sentry\/(?:node|nextjs|bun|nestjs)$/,
    makes: /^init$/,
    variables: ['SENTRY_DSN'],
    unless: ['dsn'],
    by: 'sentry',
    source: 'https://docs.sentry.io/platforms/javascript/guides/node/configuration/options/',
  },
  {
    module: /^twilio$/,
    makes: /^default$/,
    variables: ['TWILIO_AUTH_TOKEN', 'TWILIO_ACCOUNT_SID'],
    unless: [],
    positional: true,
    by: 'twilio',
    source: 'https://github.com/twilio/twilio-node/blob/main/src/base/BaseTwilio.ts',
  },
  {
    module: /^@octokit\/action$/,
    makes: /^Octokit$/,
    variables: ['GITHUB_TOKEN'],
    unless: ['auth'],
    by: 'octokit',
    source: 'https://github.com/octokit/action.js',
  },
  {
    module: /^@slack\/bolt$/,
    makes: /^App$/,
    variables: ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET'],
    unless: ['token', 'authorize'],
    by: 'slack-bolt',
    source: 'https://docs.slack.dev/tools/bolt-js/reference',
  },
  {
    module: /^inngest$/,
    makes: /^Inngest$/,
    variables: ['INNGEST_EVENT_KEY'],
    unless: ['eventKey'],
    by: 'inngest',
    source: 'https://www.inngest.com/docs/sdk/environment-variables',
  },
  {
    module: /^inngest\/\w+$/,
    makes: /^serve$/,
    variables: ['INNGEST_SIGNING_KEY'],
    unless: ['signingKey'],
    by: 'inngest',
    source: 'https://www.inngest.com/docs/sdk/environment-variables',
  },
  {
    module: /^@trigger\.dev\/sdk(?:\/.+)?$/,
    makes: /^(?:tasks\.\w+|runs\.\w+)$/,
    variables: ['TRIGGER_SECRET_KEY'],
    unless: [],
    by: 'trigger.dev',
    source: 'https://trigger.dev/docs/apikeys',
  },
  {
    module: /^langfuse(?:-\w+)?$/,
    makes: /^Langfuse$/,
    variables: ['LANGFUSE_SECRET_KEY', 'LANGFUSE_PUBLIC_KEY'],
    unless: ['secretKey'],
    by: 'langfuse',
    source: 'https://langfuse.com/docs/observability/sdk/typescript/setup',
  },
  {
    module: /^@google-cloud\/[\w-]+$/,
    makes:
      /^(?:Storage|PubSub|BigQuery|Firestore|KeyManagementServiceClient|SecretManagerServiceClient|Logging|CloudTasksClient)$/,
    variables: ['GOOGLE_APPLICATION_CREDENTIALS'],
    unless: ['credentials', 'keyFilename', 'keyFile', 'authClient'],
    by: 'google-cloud',
    source: 'https://cloud.google.com/docs/authentication/application-default-credentials',
  },
  {
    module: /^@aws-sdk\/client-[\w-]+$/,
    makes: /^[A-Z]\w*Client$|^(?:S3|SES|SQS|SNS|KMS|DynamoDB|SSM|SecretsManager|Lambda)$/,
    variables: ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID'],
    unless: ['credentials', 'credentialDefaultProvider'],
    by: 'aws-sdk',
    source: 'https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-credentials-node.html',
  },
  {
    module: /^@azure\/identity$/,
    makes: /^(?:DefaultAzureCredential|EnvironmentCredential)$/,
    variables: ['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_ID'],
    unless: [],
    by: 'azure-identity',
    source: 'https://learn.microsoft.com/javascript/api/@azure/identity/environmentcredential',
  },
];

/** Rows whose variable is one of several ways to be known: a role of the machine may stand in. */
const OTHERWISE_KNOWN = new Set(['aws-sdk', 'google-cloud', 'azure-identity']);

/** All implicit reads: where a client is made, or called that needs no making. */
export function readsOfClients(module: SourceModule): Search {
  const rows = CLIENT_ROWS.filter((row) => module.specifiers.some(({ specifier }) => row.module.test(specifier)));
  if (rows.length === 0) return { found: [], loose: [] };
  const seen = new Set<string>();
  const found = module
    .ofType('CallExpression', 'NewExpression', 'TaggedTemplateExpression')
    .flatMap((call) => readsOfCall(module, rows, call))
    .filter(({ node, source }) => {
      const around = module.functionsAround(node)[0]?.start ?? -1;
      const key = `${around} ${source.kind === 'env' ? source.name : ''}`;
      return !seen.has(key) && seen.add(key);
    });
  return { found, loose: [] };
}

function readsOfCall(module: SourceModule, rows: readonly ClientRow[], call: SyntaxNode): readonly Found[] {
  const origin = module.originOf(child(call, 'callee') ?? child(call, 'tag'));
  const row = origin && rows.find((candidate) => makes(candidate, origin));
  if (!row || isHandedOver(call, row)) return [];
  const optional = OTHERWISE_KNOWN.has(row.by);
  return row.variables.map((name) =>
    envRead(call, name, { implicitBy: row.by, optional, role: row.role ?? 'presents' }),
  );
}

function makes(row: ClientRow, origin: Origin): boolean {
  return row.module.test(origin.module) && row.makes.test(origin.name === '*' ? 'default' : origin.name);
}

/** An option hands the value over, or may (a spread, a variable in place of the options). */
function isHandedOver(call: SyntaxNode, { unless, positional }: ClientRow): boolean {
  const options = children(call, 'arguments');
  const objects = options.filter(({ type }) => type === 'ObjectExpression');
  if (positional && options.some(({ type }) => type !== 'ObjectExpression')) return true;
  if (options.some((option) => option.type === 'Identifier' && unless.length > 0)) return true;
  return objects.some(
    (object) =>
      propertiesOf(object).some((property) => unless.includes(keyName(property) ?? '')) ||
      (unless.length > 0 && children(object, 'properties').some(({ type }) => type === 'SpreadElement')),
  );
}
