/**
 * Items fetched from a secret manager through its SDK: one row a call. The item is named as the code names it; where the name
 * is computed the fetch is said to be unresolved.
 */
import type { CarrierRef } from '../../../model/fact.ts';
import type { Found, Loose, Search } from './found.ts';
import { literalsOf, pathText } from './literals.ts';
import type { SourceModule } from './module.ts';
import {
  bare,
  child,
  children,
  dotted,
  identifier,
  keyName,
  memberName,
  propertiesOf,
  propertyOf,
  type SyntaxNode,
} from './node.ts';

interface StoreCall {
  /** The SDK, as the file imports it. */
  readonly module: RegExp;
  /** Last name of the callee. */
  readonly callee: RegExp;
  /** Option that names the item, or the position of the argument that does. */
  readonly item: string | number;
  readonly provider: string;
}

const STORE_CALLS: readonly StoreCall[] = [
  {
    module: /^@aws-sdk\/client-secrets-manager$/,
    callee: /^GetSecretValueCommand$/,
    item: 'SecretId',
    provider: 'aws-sm',
  },
  {
    module: /^(?:@aws-sdk\/client-secrets-manager|aws-sdk.*)$/,
    callee: /^getSecretValue$/,
    item: 'SecretId',
    provider: 'aws-sm',
  },
  { module: /^@aws-lambda-powertools\/parameters\/secrets$/, callee: /^getSecret$/, item: 0, provider: 'aws-sm' },
  { module: /^@aws-sdk\/client-ssm$/, callee: /^GetParameterCommand$/, item: 'Name', provider: 'aws-ssm' },
  { module: /^@aws-sdk\/client-ssm$/, callee: /^GetParametersCommand$/, item: 'Names', provider: 'aws-ssm' },
  { module: /^(?:@aws-sdk\/client-ssm|aws-sdk.*)$/, callee: /^getParameter$/, item: 'Name', provider: 'aws-ssm' },
  { module: /^@aws-lambda-powertools\/parameters\/ssm$/, callee: /^getParameter$/, item: 0, provider: 'aws-ssm' },
  { module: /^@google-cloud\/secret-manager$/, callee: /^accessSecretVersion$/, item: 'name', provider: 'gcp-sm' },
  { module: /^@azure\/keyvault-secrets$/, callee: /^getSecret$/, item: 0, provider: 'azure-kv' },
  {
    module: /^(?:node-vault|@litehex\/node-vault|hashi-vault-js)$/,
    callee: /^(?:read|readKVSecret)$/,
    item: 0,
    provider: 'vault',
  },
  { module: /^@infisical\/sdk$/, callee: /^getSecret$/, item: 'secretName', provider: 'infisical' },
  { module: /^infisical-node$/, callee: /^getSecret$/, item: 0, provider: 'infisical' },
  { module: /^@dopplerhq\/node-sdk$/, callee: /^(?:get|getSecret)$/, item: 2, provider: 'doppler' },
  { module: /^@1password\/sdk$/, callee: /^resolve$/, item: 0, provider: '1password' },
];

/** All fetches from secret managers. */
export function readsOfStores(module: SourceModule): Search {
  const used = STORE_CALLS.filter((row) => module.specifiers.some(({ specifier }) => row.module.test(specifier)));
  if (used.length === 0) return { found: [], loose: [] };
  const found: Found[] = [];
  const loose: Loose[] = [];
  for (const call of module.ofType('CallExpression', 'NewExpression')) {
    const callee = bare(child(call, 'callee'));
    const row = used.find((candidate) => candidate.callee.test(memberName(callee) ?? identifier(callee) ?? ''));
    if (!row) continue;
    const item = itemOf(call, row);
    const names = item ? namesOf(module, item) : [];
    if (item && names.length === 0)
      loose.push({ what: `an item of ${row.provider} is fetched by a computed name`, node: call });
    for (const name of names) for (const key of keysTaken(module, call)) found.push(fetched(call, row, name, key));
  }
  return { found, loose };
}

function itemOf(call: SyntaxNode, { item }: StoreCall): SyntaxNode | null {
  const arguments_ = children(call, 'arguments');
  return typeof item === 'number' ? (arguments_[item] ?? null) : propertyOf(arguments_[0], item);
}

function namesOf(module: SourceModule, item: SyntaxNode): readonly string[] {
  const list = bare(item)?.type === 'ArrayExpression' ? children(bare(item), 'elements') : [item];
  return list.flatMap((one) => {
    const path = literalsOf(module, one).length > 0 ? null : pathText(module, one);
    return path !== null && !path.includes('?') ? [path] : literalsOf(module, one);
  });
}

function fetched(node: SyntaxNode, { provider }: StoreCall, name: string, key: string | null): Found {
  const carrier: CarrierRef = { type: 'external-store', scope: `sdk:${provider}`, name, key };
  return {
    source: { kind: 'store', carrier },
    node,
    optional: false,
    implicitBy: null,
    inlined: null,
    happensAt: null,
    role: null,
  };
}

/** Properties that the same function takes out of `JSON.parse(…)`; null alone: the whole item. */
function keysTaken(module: SourceModule, call: SyntaxNode): readonly (string | null)[] {
  const around = module.functionsAround(call)[0] ?? null;
  const parses = module
    .ofType('CallExpression')
    .filter(
      (node) => dotted(child(node, 'callee')) === 'JSON.parse' && (module.functionsAround(node)[0] ?? null) === around,
    );
  const keys = parses.flatMap((parse) => propertiesTaken(module, parse));
  return keys.length > 0 ? [...new Set(keys)].sort() : [null];
}

function propertiesTaken(module: SourceModule, parse: SyntaxNode): readonly string[] {
  let at = module.parentOf(parse);
  while (at && /^TS|^Await|^Chain|^Logical/.test(at.type)) at = module.parentOf(at);
  const asked = memberName(at);
  if (asked !== null) return [asked];
  if (at?.type !== 'VariableDeclarator') return [];
  const id = child(at, 'id');
  if (id?.type === 'ObjectPattern') return propertiesOf(id).flatMap((property) => keyName(property) ?? []);
  const declaration = id && module.declarationOf(id);
  return declaration ? module.usesOf(declaration).flatMap((use) => memberName(module.parentOf(use)) ?? []) : [];
}
