/**
 * Reads by a schema: the whole environment is given to something that lists its variables (zod, valibot, joi, envalid, t3-env,
 * znv, convict…). The variables are the keys in capitals of the object that meets it; which library it is does not matter.
 */
import { isEnvironment } from './environment.ts';
import { envRead, type Found, type Search } from './found.ts';
import { literalOf, originalOf } from './literals.ts';
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
  type SyntaxNode,
} from './node.ts';

const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;
const OPTIONAL = /^(?:optional|nullish|nullable|default|catch|exactOptional|optionalWhen)$/;

/** All reads by schemas. */
export function readsBySchema(module: SourceModule): Search {
  const found = new Map<SyntaxNode, Found>();
  for (const call of callsWithEnvironment(module))
    for (const read of variablesAround(module, call)) found.set(read.node, read);
  for (const call of module.ofType('CallExpression')) {
    const of = CONFIGURED[dotted(child(call, 'callee'))] ?? CONFIGURED[identifier(bare(child(call, 'callee'))) ?? ''];
    for (const read of of?.(module, call) ?? []) if (!found.has(read.node)) found.set(read.node, read);
  }
  return { found: [...found.values()].sort((a, b) => a.node.start - b.node.start), loose: [] };
}

/** Libraries that take the environment without being handed it. */
const CONFIGURED: Readonly<Record<string, (module: SourceModule, call: SyntaxNode) => readonly Found[]>> = {
  convict: (module, call) => envProperties(module, call),
  createEnv: (module, call) => variablesAround(module, call),
  'ConfigModule.forRoot': (module, call) => {
    const schema = optionOf(call, 'validationSchema') ?? optionOf(call, 'validate');
    return schema ? variablesIn(module, schema, 4) : [];
  },
};

function optionOf(call: SyntaxNode, name: string): SyntaxNode | null {
  const options = propertiesOf(children(call, 'arguments')[0]);
  return child(
    options.find((property) => keyName(property) === name),
    'value',
  );
}

/** convict: `{ password: { env: 'DB_PASSWORD', default: '' } }`. */
function envProperties(module: SourceModule, call: SyntaxNode): readonly Found[] {
  return module
    .inside(call, 'Property')
    .filter((property) => keyName(property) === 'env')
    .flatMap((property) => {
      const name = literalOf(module, child(property, 'value'));
      return name === null ? [] : [envRead(property, name, { optional: true })];
    });
}

/** Calls that the whole environment goes into, directly, as a property, spread, or through up to two other calls. */
function callsWithEnvironment(module: SourceModule): readonly SyntaxNode[] {
  const calls = new Set<SyntaxNode>();
  for (const node of module.ofType('MemberExpression', 'Identifier')) {
    if (!isEnvironment(module, node) || isLookedInto(module, node)) continue;
    let left = 3;
    for (let at = module.parentOf(node); at && left > 0; at = module.parentOf(at)) {
      if (at.type === 'CallExpression') {
        calls.add(at);
        left -= 1;
      } else if (!CARRIES.has(at.type)) break;
    }
  }
  return [...calls];
}

const CARRIES = new Set([
  'Property',
  'ObjectExpression',
  'SpreadElement',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'LogicalExpression',
  'AwaitExpression',
]);

/** `process.env.X`: a variable is asked for, not the whole. */
function isLookedInto(module: SourceModule, node: SyntaxNode): boolean {
  const parent = module.parentOf(node);
  return parent?.type === 'MemberExpression' && (child(parent, 'object') === node || parent.computed !== true);
}

/** The variables listed by what a call is made on and given: `z.object({…}).parse(process.env)`, `cleanEnv(process.env, {…})`. */
function variablesAround(module: SourceModule, call: SyntaxNode): readonly Found[] {
  const callee = bare(child(call, 'callee'));
  const on = callee?.type === 'MemberExpression' ? child(callee, 'object') : null;
  const listed = [on, ...children(call, 'arguments')].flatMap((part) => (part ? variablesIn(module, part, 5) : []));
  const direct = new Set(listed.length > 0 ? namesReadIn(module, call) : []);
  return listed
    .filter(({ source }) => source.kind !== 'env' || !direct.has(source.name))
    .map((read) => ({ ...read, happensAt: call }));
}

/** Variables that the call reads by itself (`runtimeEnv: { X: process.env.X }`): the rule about them is no second read. */
function namesReadIn(module: SourceModule, call: SyntaxNode): readonly string[] {
  return module
    .inside(call, 'MemberExpression')
    .filter((node) => isEnvironment(module, child(node, 'object')))
    .flatMap((node) => memberName(node) ?? []);
}

/** Sections of t3-env that list variables; the others hold what was read directly. */
const SECTIONS = /^(?:server|client|shared|extends|schema|entries|shape)$/;

function variablesIn(module: SourceModule, node: SyntaxNode, depth: number): readonly Found[] {
  const inner = bare(originalOf(module, node));
  if (!inner || depth === 0 || isEnvironment(module, inner)) return [];
  if (inner.type === 'ObjectExpression') return variablesOfObject(module, inner, depth);
  if (inner.type === 'ArrayExpression')
    return children(inner, 'elements').flatMap((element) => variablesIn(module, element, depth - 1));
  if (inner.type !== 'CallExpression') return [];
  const callee = bare(child(inner, 'callee'));
  const on = callee?.type === 'MemberExpression' ? child(callee, 'object') : null;
  return [on, ...children(inner, 'arguments')].flatMap((part) => (part ? variablesIn(module, part, depth - 1) : []));
}

function variablesOfObject(module: SourceModule, object: SyntaxNode, depth: number): readonly Found[] {
  return children(object, 'properties').flatMap((property) => {
    const value = child(property, 'value');
    if (property.type === 'SpreadElement')
      return variablesIn(module, child(property, 'argument') ?? property, depth - 1);
    const name = keyName(property);
    if (name === null || !value) return [];
    if (SECTIONS.test(name)) return variablesIn(module, value, depth - 1);
    const isRule = VARIABLE.test(name) && !isValue(module, value);
    return isRule ? [envRead(property, name, { optional: isOptional(value) })] : [];
  });
}

/** What was read already, or written out, is no rule about a variable. */
function isValue(module: SourceModule, value: SyntaxNode): boolean {
  const inner = bare(value);
  return (
    inner?.type === 'Literal' ||
    inner?.type === 'TemplateLiteral' ||
    (inner?.type === 'MemberExpression' && isEnvironment(module, child(inner, 'object')))
  );
}

/** `z.string().optional()`, `str({ default: '' })`. */
function isOptional(rule: SyntaxNode): boolean {
  let at = bare(rule);
  while (at?.type === 'CallExpression') {
    const callee = bare(child(at, 'callee'));
    if (OPTIONAL.test(memberName(callee) ?? identifier(callee) ?? '')) return true;
    if (
      children(at, 'arguments').some((argument) =>
        propertiesOf(argument).some((property) => keyName(property) === 'default'),
      )
    )
      return true;
    at = callee?.type === 'MemberExpression' ? bare(child(callee, 'object')) : null;
  }
  return false;
}
