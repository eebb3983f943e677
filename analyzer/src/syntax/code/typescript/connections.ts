/**
 * Clients and pools that keep connections: one row a constructor, with the row of the fact tables that says how long they live.
 * Detected by where the constructor comes from; settings are read from its options as written, in the unit of the row.
 */
import type { Seconds } from '../../../model/duration.ts';
import { numberOf, originalOf } from './literals.ts';
import type { SourceModule } from './module.ts';
import {
  bare,
  child,
  children,
  identifier,
  isFunction,
  keyName,
  memberName,
  propertiesOf,
  propertyOf,
  type SyntaxNode,
} from './node.ts';

interface ConnectionRow {
  /** Modules that export it; null: whoever does, the name is enough. */
  readonly module: RegExp | null;
  readonly makes: RegExp;
  readonly row: string;
  /** Option of the longest life, in the unit given, and the values that switch it off. */
  readonly lifetime?: { readonly option: string; readonly unit: 's' | 'ms'; readonly off: readonly (number | null)[] };
  /** Options whose value may be a function that is asked for each connection, and the row that then holds. */
  readonly asks?: { readonly options: readonly string[]; readonly row?: string };
  /** Options by which it names itself to the server; absent: it cannot. */
  readonly named?: readonly string[];
}

const CONNECTION_ROWS: readonly ConnectionRow[] = [
  {
    module: /^(?:pg|pg-pool|@neondatabase\/serverless)$/,
    makes: /^(?:Pool|Client|native\.Pool|default)$/,
    row: 'node-pg-max-lifetime',
    lifetime: { option: 'maxLifetimeSeconds', unit: 's', off: [0] },
    asks: { options: ['password'], row: 'node-pg-password-function' },
    named: ['application_name', 'fallback_application_name'],
  },
  {
    module: /^postgres$/,
    makes: /^default$/,
    row: 'postgresjs-max-lifetime',
    lifetime: { option: 'max_lifetime', unit: 's', off: [0, null] },
    asks: { options: ['password', 'pass'] },
    named: ['connection.application_name'],
  },
  {
    module: /^mysql2?(?:\/promise)?$/,
    makes: /^(?:createPool|createConnection|createPoolCluster)$/,
    row: 'mysql2-idle-timeout',
    named: ['connectAttributes'],
  },
  {
    module: /^knex$/,
    makes: /^(?:default|knex|Knex)$/,
    row: 'knex-pool',
    asks: { options: ['connection'] },
    named: ['connection.application_name'],
  },
  {
    module: /^(?:sequelize(?:-typescript)?|@sequelize\/core)$/,
    makes: /^(?:Sequelize|default)$/,
    row: 'sequelize-pool',
    named: ['dialectOptions.application_name'],
  },
  {
    module: /^typeorm$/,
    makes: /^(?:DataSource|createConnection|createConnections)$/,
    row: 'typeorm-extra',
    named: ['applicationName', 'extra.application_name'],
  },
  {
    module: /^@nestjs\/typeorm$/,
    makes: /^TypeOrmModule\.forRoot(?:Async)?$/,
    row: 'typeorm-extra',
    named: ['applicationName', 'extra.application_name'],
  },
  { module: /^drizzle-orm\/.+$/, makes: /^drizzle$/, row: 'drizzle-driver-pool' },
  { module: null, makes: /^(?:PrismaClient|Prisma\.PrismaClient)$/, row: 'prisma-pool' },
  {
    module: /^mongodb$/,
    makes: /^(?:MongoClient|MongoClient\.connect)$/,
    row: 'mongodb-node-max-idle',
    named: ['appName'],
  },
  { module: /^mongoose$/, makes: /^(?:connect|createConnection)$/, row: 'mongodb-node-max-idle', named: ['appName'] },
  {
    module: /^@nestjs\/mongoose$/,
    makes: /^MongooseModule\.forRoot(?:Async)?$/,
    row: 'mongodb-node-max-idle',
    named: ['appName'],
  },
  {
    module: /^ioredis$/,
    makes: /^(?:default|Redis|Cluster)$|^(?:Redis\.)?Cluster$/,
    row: 'ioredis-single-connection',
    named: ['connectionName'],
  },
  {
    module: /^(?:redis|@redis\/client)$/,
    makes: /^(?:createClient|createCluster)$/,
    row: 'ioredis-single-connection',
    asks: { options: ['credentialsProvider'] },
    named: ['name'],
  },
  {
    module: /^(?:kafkajs|@confluentinc\/kafka-javascript)$/,
    makes: /^(?:Kafka|KafkaJS\.Kafka)$/,
    row: 'kafka-max-reauth',
    asks: { options: ['sasl.oauthBearerProvider'] },
    named: ['clientId'],
  },
  {
    module: /^(?:amqplib(?:\/.+)?|amqp-connection-manager)$/,
    makes: /^(?:connect|default)$/,
    row: 'amqp-connection',
    named: ['clientProperties'],
  },
  {
    module: /^mssql(?:\/.+)?$/,
    makes: /^(?:connect|ConnectionPool)$/,
    row: 'mssql-node-pool',
    named: ['options.appName'],
  },
  { module: /^undici$/, makes: /^(?:Agent|Pool|Client|ProxyAgent)$/, row: 'undici-keepalive' },
];

export interface FoundConnection {
  readonly node: SyntaxNode;
  readonly row: string;
  readonly lifetime: Seconds | null;
  readonly off: boolean;
  readonly asksEachTime: boolean;
  readonly attributable: boolean | null;
}

/** All clients and pools a file builds. */
export function connectionsOf(module: SourceModule): readonly FoundConnection[] {
  const used = CONNECTION_ROWS.filter(
    (row) => row.module === null || module.specifiers.some(({ specifier }) => row.module?.test(specifier)),
  );
  return module.ofType('NewExpression', 'CallExpression').flatMap((node) => {
    const row = used.find((candidate) => makes(module, candidate, node));
    return row ? [connectionOf(module, row, node)] : [];
  });
}

function makes(module: SourceModule, row: ConnectionRow, node: SyntaxNode): boolean {
  const callee = child(node, 'callee');
  if (row.module === null)
    return node.type === 'NewExpression' && row.makes.test(memberName(bare(callee)) ?? identifier(bare(callee)) ?? '');
  const origin = module.originOf(callee);
  const name = origin?.name === '*' ? 'default' : origin?.name;
  return origin !== null && row.module.test(origin.module) && row.makes.test(name ?? '');
}

function connectionOf(module: SourceModule, row: ConnectionRow, node: SyntaxNode): FoundConnection {
  const options = children(node, 'arguments').flatMap((argument) => {
    const value = originalOf(module, argument);
    return value?.type === 'ObjectExpression' ? [value] : [];
  });
  const asked = (row.asks?.options ?? []).some((name) => isFunctionLike(module, optionIn(options, name)));
  const life = row.lifetime
    ? lifeOf(module, optionIn(options, row.lifetime.option), row.lifetime)
    : { lifetime: null, off: false };
  return {
    node,
    row: asked ? (row.asks?.row ?? row.row) : row.row,
    ...life,
    asksEachTime: asked,
    attributable: row.named
      ? row.named.some((name) => optionIn(options, name) !== null) || namesItself(node, module)
      : null,
  };
}

/** The value of an option, `a.b` inside another. */
function optionIn(options: readonly SyntaxNode[], path: string): SyntaxNode | null {
  for (const option of options) {
    let at: SyntaxNode | null = option;
    for (const step of path.split('.')) at = at && bare(propertyOf(at, step) ?? methodOf(at, step));
    if (at) return at;
  }
  return null;
}

function methodOf(object: SyntaxNode, name: string): SyntaxNode | null {
  return propertiesOf(object).find((property) => keyName(property) === name && property.method === true) ?? null;
}

function isFunctionLike(module: SourceModule, value: SyntaxNode | null): boolean {
  const inner = originalOf(module, value);
  return isFunction(inner) || inner?.type === 'Property';
}

function lifeOf(
  module: SourceModule,
  value: SyntaxNode | null,
  { unit, off }: NonNullable<ConnectionRow['lifetime']>,
): Pick<FoundConnection, 'lifetime' | 'off'> {
  if (!value) return { lifetime: null, off: false };
  const isNull = value.type === 'Literal' && value.value === null;
  const number = numberOf(module, value);
  if (off.includes(isNull ? null : (number ?? Number.NaN))) return { lifetime: null, off: true };
  return { lifetime: number === null ? null : unit === 'ms' ? number / 1000 : number, off: false };
}

/** A connection string that names the application: `…?application_name=orders`, `appName=…`. */
function namesItself(node: SyntaxNode, { source }: SourceModule): boolean {
  return /[?&](?:application_name|appName)=/.test(source.text.slice(node.start, node.end));
}
