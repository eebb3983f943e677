/**
 * Direct reads of the environment: `process.env.X` and its relatives, in every spelling. What is computed is followed to
 * literals of the same file, else said to be unresolved. Wrappers and schemas have files of their own.
 */
import { envRead, type Found, hasFallback, type Loose, type Search } from './found.ts';
import { literalsOf } from './literals.ts';
import type { SourceModule } from './module.ts';
import {
  bare,
  child,
  children,
  identifier,
  isWrapping,
  keyName,
  literalText,
  memberName,
  propertiesOf,
  type SyntaxNode,
} from './node.ts';

/** Modules whose export is the environment. */
const ENVIRONMENT_EXPORTS: Readonly<Record<string, readonly string[]>> = {
  process: ['env'],
  'node:process': ['env'],
  bun: ['env'],
  'cloudflare:workers': ['env'],
  '$env/dynamic/private': ['env'],
  '$env/dynamic/public': ['env'],
};
/** Modules whose exports are variables, put in by the bundler. */
const INLINED_MODULES = /^(?:\$env\/static\/(?:private|public)|astro:env\/(?:client|server))$/;
const ENVIRONMENTS = new Set([
  'process.env',
  'globalThis.process.env',
  'global.process.env',
  'Bun.env',
  'Deno.env',
  'import.meta.env',
]);

/** Names that bundlers put into what browsers get, with the bundler that does it. */
const PUBLIC_PREFIXES: ReadonlyArray<readonly [prefix: string, by: string]> = [
  ['NEXT_PUBLIC_', 'Next.js'], // https://nextjs.org/docs/app/guides/environment-variables
  ['VITE_', 'Vite'], // https://vite.dev/guide/env-and-mode
  ['REACT_APP_', 'Create React App'], // https://create-react-app.dev/docs/adding-custom-environment-variables/
  ['GATSBY_', 'Gatsby'], // https://www.gatsbyjs.com/docs/how-to/local-development/environment-variables/
  ['EXPO_PUBLIC_', 'Expo'], // https://docs.expo.dev/guides/environment-variables/
  ['VUE_APP_', 'Vue CLI'], // https://cli.vuejs.org/guide/mode-and-env.html
];

/** Whether an expression is the whole environment, by any name the file gives it. */
export function isEnvironment(module: SourceModule, node: SyntaxNode | null, depth = 4): boolean {
  const inner = bare(node);
  if (!inner || depth === 0) return false;
  if (inner.type === 'MemberExpression') {
    if (memberName(inner) !== 'env') return false;
    const object = bare(child(inner, 'object'));
    if (object?.type === 'MetaProperty') return true;
    const path = `${pathOf(object)}.env`;
    if (ENVIRONMENTS.has(path)) return true;
    const origin = module.originOf(object);
    return origin?.module === 'process' || origin?.module === 'node:process';
  }
  const name = identifier(inner);
  if (name === null) return false;
  const declaration = module.declarationOf(inner);
  if (!declaration) {
    const origin = module.imports.get(name);
    return origin !== undefined && (ENVIRONMENT_EXPORTS[origin.module]?.includes(origin.name) ?? false);
  }
  if (declaration.property === 'env') return pathOf(bare(declaration.init)) === 'process';
  return declaration.property === null && isEnvironment(module, declaration.init, depth - 1);
}

function pathOf(node: SyntaxNode | null): string {
  if (node?.type === 'MemberExpression') return `${pathOf(bare(child(node, 'object')))}.${memberName(node) ?? '?'}`;
  return identifier(node) ?? '?';
}

const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/**
 * What a platform hands to a handler in place of the environment: `c.env` of Hono, the `env` parameter of a Worker
 * (https://developers.cloudflare.com/workers/runtime-apis/handlers/fetch/).
 */
function isBindings(module: SourceModule, node: SyntaxNode | null): boolean {
  if (!node) return false;
  const holder = memberName(node) === 'env' ? bare(child(node, 'object')) : identifier(node) === 'env' ? node : null;
  const declaration = holder && module.declarationOf(holder);
  return declaration?.kind === 'parameter' && !declaration.init && declaration.property === null;
}

/** All direct reads of a file. */
export function readsOfEnvironment(module: SourceModule): Search {
  const found: Found[] = [];
  const loose: Loose[] = [];
  for (const node of module.ofType('MemberExpression')) {
    const object = bare(child(node, 'object'));
    if (!isEnvironment(module, object) && !(isBindings(module, object) && VARIABLE.test(memberName(node) ?? '')))
      continue;
    const read = readOfMember(module, node);
    found.push(...read.found);
    loose.push(...read.loose);
  }
  for (const node of module.ofType('VariableDeclarator', 'AssignmentExpression', 'AssignmentPattern'))
    found.push(...readsOfPattern(module, node));
  found.push(...inlinedImports(module));
  return { found, loose };
}

function readOfMember(module: SourceModule, node: SyntaxNode): Search {
  if (isWritten(module, node)) return { found: [], loose: [] };
  const name = memberName(node);
  if (name !== null) {
    const asked = name === 'get' ? argumentOfCall(module, node) : null;
    if (asked) return named(module, asked.call, asked.argument);
    if (NO_VARIABLE.has(name)) return { found: [], loose: [] };
    const inlined = inliner(child(node, 'object'), name, node.computed === true);
    return { found: [envRead(node, name, { optional: hasFallback(module, node), inlined })], loose: [] };
  }
  return named(module, node, child(node, 'property'));
}

/** Members of `Deno.env` and `import.meta.env` that are no variables. */
const NO_VARIABLE = new Set([
  'get',
  'set',
  'has',
  'delete',
  'toObject',
  'hasOwnProperty',
  'DEV',
  'PROD',
  'SSR',
  'MODE',
  'BASE_URL',
]);

/** The first argument of the call whose callee is `node`. */
function argumentOfCall(module: SourceModule, node: SyntaxNode) {
  let call = module.parentOf(node);
  if (isWrapping(call)) call = call && module.parentOf(call);
  const argument = call?.type === 'CallExpression' ? children(call, 'arguments')[0] : undefined;
  return call && argument ? { call, argument } : null;
}

function named(module: SourceModule, node: SyntaxNode, name: SyntaxNode | null): Search {
  const names = literalsOf(module, name);
  if (names.length > 0) {
    const optional = hasFallback(module, node);
    return { found: names.map((one) => envRead(node, one, { optional })), loose: [] };
  }
  const parameter = name && module.declarationOf(name);
  if (parameter?.kind === 'parameter') return { found: [], loose: [] };
  return { found: [], loose: [{ what: 'a variable of the environment is read by a computed name', node }] };
}

function inliner(environment: SyntaxNode | null, name: string, computed: boolean): string | null {
  if (bare(child(bare(environment), 'object'))?.type === 'MetaProperty')
    return 'import.meta.env is put in by the bundler';
  if (computed || pathOf(bare(environment)) !== 'process.env') return null;
  const by = PUBLIC_PREFIXES.find(([prefix]) => name.startsWith(prefix))?.[1];
  return by === undefined ? null : `${by} puts this name into the bundle`;
}

/** `process.env.X = …`, `delete process.env.X`. */
function isWritten(module: SourceModule, node: SyntaxNode): boolean {
  const parent = module.parentOf(node);
  if (parent?.type === 'AssignmentExpression') return child(parent, 'left') === node && parent.operator === '=';
  return parent?.type === 'UnaryExpression' && parent.operator === 'delete';
}

/** `const { A: b = c } = process.env`; also as an assignment and as a parameter's default. */
function readsOfPattern(module: SourceModule, node: SyntaxNode): readonly Found[] {
  const pattern = child(node, 'id') ?? child(node, 'left');
  const value = child(node, 'init') ?? child(node, 'right');
  if (pattern?.type !== 'ObjectPattern') return [];
  if (isEnvironment(module, value)) return variablesOf(pattern);
  const nested = propertiesOf(pattern).find((property) => keyName(property) === 'env');
  const inner = child(nested, 'value');
  return inner?.type === 'ObjectPattern' && pathOf(bare(value)) === 'process' ? variablesOf(inner) : [];
}

function variablesOf(pattern: SyntaxNode): readonly Found[] {
  return propertiesOf(pattern).flatMap((property) => {
    const name = keyName(property);
    const optional = child(property, 'value')?.type === 'AssignmentPattern';
    return name === null ? [] : [envRead(property, name, { optional })];
  });
}

/** `import { API_KEY } from '$env/static/private'`. */
function inlinedImports(module: SourceModule): readonly Found[] {
  return module.ofType('ImportDeclaration').flatMap((node) => {
    const from = literalText(child(node, 'source')) ?? '';
    if (!INLINED_MODULES.test(from)) return [];
    return children(node, 'specifiers').flatMap((specifier) => {
      const name = identifier(child(specifier, 'imported'));
      return name === null ? [] : [envRead(specifier, name, { inlined: `${from} is put in by the bundler` })];
    });
  });
}
