/**
 * Reads through a function: `env('X')`, `requireEnv('X')`, `configService.get('X')`, and functions of the same file that hand a
 * parameter to the environment, whatever their name. The read stands at the call, where the name is; the wrapper reads nothing.
 */

import { isSecretPath } from '../secret-path.ts';
import type { Declaration } from './declarations.ts';
import { isEnvironment } from './environment.ts';
import { envRead, type Found, hasFallback, type Loose, NOTHING, type Search } from './found.ts';
import { literalsOf, pathText } from './literals.ts';
import type { SourceModule } from './module.ts';
import { bare, child, children, identifier, isFunction, memberName, type SyntaxNode } from './node.ts';

/** Names that people give such a function; only a literal in capitals makes it a read. */
const WRAPPER =
  /^(?:env|getenv|useEnv|fromEnv|readEnv|envVar|envOr|envOrThrow|(?:get|must|mustGet|require|required|assert|ensure|expect|optional|check|load|validate|resolve)_?(?:Required|Optional|Server|Private)?_?(?:Env|env|ENV)(?:ironment)?(?:_?Var(?:iable)?)?(?:OrThrow|OrDefault)?)$/;
/** Methods of configuration objects, by what they are called on: `configService.get('X')`, `env.get('X')`, `env.str('X')`. */
const GETTER = /^(?:get|getOrThrow|getString|getNumber|require|required|str|string|url|from)$/;
const CONFIGURATION =
  /(?:^|_)(?:env|config(?:uration)?(?:Service)?|settings)$|(?:Env|Config(?:uration)?(?:Service)?|Settings)$/i;
const VARIABLE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[A-Z][A-Z0-9]{2,}$/;

/** A function that hands its parameter on: to the environment, or to a path of mounted secrets. */
interface Wrapper {
  readonly position: number;
  /** The path around the parameter, with `?` in its place; null: it names a variable. */
  readonly path: string | null;
}

/** All reads through wrappers. */
export function readsThroughWrappers(module: SourceModule): Search {
  const own = wrappersOf(module);
  const found: Found[] = [];
  const loose: Loose[] = [];
  for (const call of module.ofType('CallExpression')) {
    const callee = bare(child(call, 'callee'));
    const declaration = callee && identifier(callee) !== null ? module.declarationOf(callee) : null;
    const wrapper = (declaration && own.get(declaration)) ?? null;
    const read = wrapper ? readOfOwn(module, call, wrapper) : readByName(module, call, callee);
    found.push(...read.found);
    loose.push(...read.loose);
  }
  return { found, loose };
}

function readOfOwn(module: SourceModule, call: SyntaxNode, { position, path }: Wrapper): Search {
  const argument = children(call, 'arguments')[position];
  const names = literalsOf(module, argument ?? null);
  const optional = hasFallback(module, call) || children(call, 'arguments').length > position + 1;
  if (names.length === 0) return isPassedOn(module, argument) ? NOTHING : computed(call);
  return {
    found: names.map((name) =>
      path === null
        ? envRead(call, name, { optional })
        : { ...envRead(call, name, { optional }), source: { kind: 'file', path: path.replace('?', name) } as const },
    ),
    loose: [],
  };
}

function computed(node: SyntaxNode): Search {
  return { found: [], loose: [{ what: 'a wrapper of the environment is called with a computed name', node }] };
}

/** A parameter handed on: its own callers name it. */
function isPassedOn(module: SourceModule, argument: SyntaxNode | undefined): boolean {
  const inner = bare(argument);
  return inner === null || module.declarationOf(inner)?.kind === 'parameter';
}

function readByName(module: SourceModule, call: SyntaxNode, callee: SyntaxNode | null): Search {
  const [first, ...others] = children(call, 'arguments');
  const name = literalsOf(module, first ?? null).filter((text) => VARIABLE.test(text));
  if (name.length === 0 || !callee || isEnvironment(module, child(callee, 'object'))) return NOTHING;
  const method = memberName(callee);
  const isWrapper = method === null ? WRAPPER.test(identifier(callee) ?? '') : isConfiguration(callee, method);
  if (!isWrapper) return NOTHING;
  const optional = hasFallback(module, call) || others.length > 0;
  return { found: name.map((one) => envRead(call, one, { optional })), loose: [] };
}

function isConfiguration(callee: SyntaxNode, method: string): boolean {
  const on = bare(child(callee, 'object'));
  const called = memberName(on) ?? identifier(on) ?? '';
  return (GETTER.test(method) && CONFIGURATION.test(called)) || WRAPPER.test(method);
}

/** The wrappers a file defines; one that calls another counts too. */
function wrappersOf(module: SourceModule): ReadonlyMap<Declaration, Wrapper> {
  const wrappers = new Map<Declaration, Wrapper>();
  const add = (node: SyntaxNode, name: SyntaxNode | null, path: string | null) => {
    const parameter = parameterIn(module, name);
    const declaration = parameter && module.nameOf(parameter.scope);
    const position = parameter
      ? children(parameter.scope, 'params').findIndex(
          (one) => one.start <= parameter.id.start && parameter.id.end <= one.end,
        )
      : -1;
    if (declaration && position >= 0 && !wrappers.has(declaration) && node.start >= parameter.scope.start)
      wrappers.set(declaration, { position, path });
  };
  const wrapperOf = (callee: SyntaxNode) => {
    const declaration = module.declarationOf(callee);
    return declaration ? wrappers.get(declaration) : undefined;
  };
  for (const node of module.ofType('MemberExpression'))
    if (node.computed === true && isEnvironment(module, child(node, 'object')))
      add(node, child(node, 'property'), null);
  for (const call of module.ofType('CallExpression')) {
    const callee = bare(child(call, 'callee'));
    const first = children(call, 'arguments')[0] ?? null;
    if (memberName(callee) === 'get' && isEnvironment(module, child(callee, 'object'))) add(call, first, null);
    else if (WRAPPER.test(identifier(callee) ?? '')) add(call, first, null);
  }
  for (let round = 0; round < 2; round += 1)
    for (const call of module.ofType('CallExpression')) {
      const callee = bare(child(call, 'callee'));
      const known = callee && wrapperOf(callee);
      if (known) add(call, children(call, 'arguments')[known.position] ?? null, known.path);
    }
  for (const template of module.ofType('TemplateLiteral', 'CallExpression')) {
    const path =
      template.type === 'TemplateLiteral' || /join|resolve/.test(memberName(child(template, 'callee')) ?? '')
        ? pathText(module, template)
        : null;
    const unknown = path?.split('?').length === 2 ? path : null;
    if (unknown && isSecretPath(unknown))
      add(
        template,
        [...children(template, 'expressions'), ...children(template, 'arguments')].find((part) =>
          parameterIn(module, part),
        ) ?? null,
        unknown,
      );
  }
  return wrappers;
}

/** The parameter that an expression is, also through `String(x)` or a cast. */
function parameterIn(module: SourceModule, node: SyntaxNode | null): Declaration | null {
  const inner = bare(node);
  if (!inner) return null;
  if (inner.type === 'CallExpression') return parameterIn(module, children(inner, 'arguments')[0] ?? null);
  const declaration = module.declarationOf(inner);
  return declaration?.kind === 'parameter' && isFunction(declaration.scope) ? declaration : null;
}
