/**
 * When code of a file runs: from a place outwards, through the functions around it, to the first that decides. Calls within
 * the file are followed a few steps; what other files do is not known here. It never says more than the file shows.
 */
import type { Seconds } from '../../../model/duration.ts';
import type { ReadMoment } from '../../../model/fact.ts';
import { callbackRow, propertyMoment } from './callbacks.ts';
import { exportConvention, fileConvention, isScript } from './conventions.ts';
import type { Declaration } from './declarations.ts';
import { numberOf } from './literals.ts';
import { memoOf } from './memo.ts';
import { classOf, methodMoment } from './methods.ts';
import type { SourceModule } from './module.ts';
import {
  bare,
  child,
  children,
  contains,
  dotted,
  isCall,
  isFunction,
  isWrapping,
  keyName,
  type SyntaxNode,
} from './node.ts';
import { remembered } from './remember.ts';
import { definition, exportedAs, firstStatement, givenName } from './surroundings.ts';

export interface Decision {
  readonly moment: ReadMoment;
  readonly node: SyntaxNode;
  readonly says: string;
  /** Of a timer or a cache that ends. */
  readonly interval: Seconds | null;
  /** The function that runs on the timer or on the change. */
  readonly callback: SyntaxNode | null;
}

/** When the code at `node` runs. */
export function momentOf(module: SourceModule, node: SyntaxNode): Decision {
  const file = module.source.file;
  const decision = decide(module, node, []);
  const defined = definition(module, node);
  if (defined) return made('build', defined, 'put into the bundle by its definition');
  const convention = fileConvention(file);
  if (convention) return { ...decision, ...convention, interval: null };
  const atLoad = decision.moment === 'import' || decision.moment === 'start-up';
  return atLoad && isScript(file) ? { ...decision, moment: 'job', says: `${decision.says} of a script` } : decision;
}

function made(moment: ReadMoment, node: SyntaxNode, says: string, more: Partial<Decision> = {}): Decision {
  return { moment, node, says, interval: null, callback: null, ...more };
}

/** How many calls within the file are followed. */
const FURTHEST = 4;

function decide(module: SourceModule, node: SyntaxNode, followed: readonly SyntaxNode[]): Decision {
  for (let at = module.parentOf(node); at; at = module.parentOf(at)) {
    if (at.type === 'PropertyDefinition' && !isFunction(bare(child(at, 'value')))) return ofField(module, at);
    const decision = isFunction(at)
      ? followed.length > 0
        ? ofFunction(module, at, followed)
        : nearest(module, at)
      : null;
    if (decision) return decision;
  }
  return made('import', firstStatement(module, node), 'at module level');
}

function ofField(module: SourceModule, field: SyntaxNode): Decision {
  const name = classOf(module, field).name;
  if (field.static === true) return made('import', field, `in a static field of ${name}`);
  return made('construction', field, `in a field of ${name}`);
}

/** Of the function nearest to a read; many reads share one. */
const nearest = remembered((module, node): Decision | null => ofFunction(module, node, []));

/** null: it runs where it stands, so what is around it decides. */
function ofFunction(module: SourceModule, node: SyntaxNode, followed: readonly SyntaxNode[]): Decision | null {
  const memo = memoOf(module, node);
  if (memo)
    return memo.ends
      ? made('timer', memo.node, 'kept until a time limit', { interval: memo.ends.after, callback: node })
      : made('memoised', memo.node, 'kept after the first call');
  let [inner, outer] = [node, module.parentOf(node)];
  while (outer && isWrapping(outer)) [inner, outer] = [outer, module.parentOf(outer)];
  if (outer?.type === 'MethodDefinition' || outer?.type === 'PropertyDefinition')
    return ofMethod(module, outer, followed);
  if (isCall(outer)) return child(outer, 'callee') === inner ? null : ofCallback(module, inner, outer, followed);
  const declaration = module.nameOf(node);
  if (declaration) return ofNamed(module, declaration, node, followed);
  if (outer?.type === 'ExportDefaultDeclaration') return ofExport(module, 'default', node);
  if (outer?.type === 'Property') return ofProperty(module, outer, followed);
  if (outer?.type === 'AssignmentExpression') return ofAssigned(module, outer);
  return made('per-call', node, 'inside a function that is handed out');
}

function ofMethod(module: SourceModule, method: SyntaxNode, followed: readonly SyntaxNode[]): Decision {
  const own = methodMoment(module, method);
  if (own.certain) {
    const every = own.moment === 'timer' ? numberOf(module, children(own.decorator, 'arguments').at(-1)) : null;
    return made(own.moment, method, own.says, { interval: every === null ? null : every / 1000 });
  }
  const callers =
    followed.includes(method) || followed.length >= FURTHEST
      ? []
      : callsOfMethod(module, method).map((call) => decide(module, call, [...followed, method]));
  const early = callers.filter(({ moment }) => moment !== 'per-call');
  const onlyEarly = early.length === callers.length || own.hidden;
  return (onlyEarly && strongest(early)) || made(own.moment, method, own.says);
}

/** `this.load()` within the same class, outside the method itself. */
function callsOfMethod(module: SourceModule, method: SyntaxNode): readonly SyntaxNode[] {
  const { node: around, name } = classOf(module, method);
  const called = [`this.${keyName(method) ?? ''}`, `${name}.${keyName(method) ?? ''}`];
  return called
    .flatMap((callee) => module.callsTo(callee))
    .filter((call) => contains(around, call) && !contains(method, call))
    .slice(0, MOST_USES);
}

function ofCallback(
  module: SourceModule,
  node: SyntaxNode,
  call: SyntaxNode,
  followed: readonly SyntaxNode[],
): Decision | null {
  const callee = dotted(child(call, 'callee'));
  const row = callbackRow(callee, children(call, 'arguments')[0]);
  if (row?.moment === 'through') return null;
  if (row) {
    const interval = row.moment === 'timer' ? numberOf(module, children(call, 'arguments')[1]) : null;
    const says = row.says.replace('%', callee.replaceAll('?', '…'));
    return made(row.moment, call, says, { interval: interval === null ? null : interval / 1000, callback: node });
  }
  const given = givenName(module, call);
  if (given === 'default') return ofExport(module, 'default', call);
  if (given && module.exported(given))
    return (
      exportDecision(module, given.name, call) ??
      made('per-call', call, `inside a function handed to ${callee.replaceAll('?', '…')}`)
    );
  if (given)
    return (
      ofUses(module, given, call, followed) ??
      made('unknown', call, `inside a function handed to ${callee.replaceAll('?', '…')}`)
    );
  return module.functionsAround(call).length > 0
    ? null
    : made('unknown', call, `inside a function handed to ${callee.replaceAll('?', '…')}`);
}

function ofProperty(module: SourceModule, property: SyntaxNode, followed: readonly SyntaxNode[]): Decision | null {
  const known = propertyMoment(keyName(property));
  if (known) return made(known[0], property, known[1]);
  for (let at = module.parentOf(property); at; at = module.parentOf(at)) {
    if (isCall(at)) {
      const decision = ofCallback(module, property, at, followed);
      return decision ?? made('per-call', property, `inside the function ${keyName(property) ?? ''}`.trimEnd());
    }
    if (at.type !== 'Property' && at.type !== 'ObjectExpression' && at.type !== 'ArrayExpression' && !isWrapping(at))
      break;
  }
  return made('per-call', property, `inside the function ${keyName(property) ?? ''}`.trimEnd());
}

function ofAssigned(module: SourceModule, assignment: SyntaxNode): Decision {
  const target = dotted(child(assignment, 'left'));
  const name = /^(?:module\.)?exports\.?(\w*)$/.exec(target)?.[1];
  return name === undefined
    ? made('per-call', assignment, 'inside a function that is assigned')
    : ofExport(module, name || 'default', assignment);
}

function ofExport(module: SourceModule, name: string, node: SyntaxNode): Decision {
  return (
    exportDecision(module, name, node) ??
    made(
      'per-call',
      node,
      name === 'default' ? 'inside the function the file exports' : `inside the exported function ${name}`,
    )
  );
}

function exportDecision(module: SourceModule, name: string, node: SyntaxNode): Decision | null {
  const convention = exportConvention(module.source.file, name);
  return convention && made(convention.moment, node, convention.says);
}

/** Functions that programs begin in. */
const START_UP =
  /^(?:main|bootstrap|boot|start|startServer|startApp|startWorker|runServer|init|initialize|initialise|setup)$|^(?:init|setup|bootstrap)[A-Z]/;

function ofNamed(
  module: SourceModule,
  declaration: Declaration,
  node: SyntaxNode,
  followed: readonly SyntaxNode[],
): Decision | null {
  const exported = module.exported(declaration);
  const convention = exported ? exportDecision(module, exportedAs(module, declaration), node) : null;
  if (convention) return convention;
  const used = ofUses(module, declaration, node, followed);
  const isStart = START_UP.test(declaration.name);
  if (used && isStart && used.moment === 'import')
    return made('start-up', node, `inside ${declaration.name}, called at module level`);
  if (used && (used.moment !== 'per-call' || !isStart)) return used;
  if (isStart) return made('start-up', node, `inside ${declaration.name}, a start-up function by its name`);
  return made(
    'per-call',
    node,
    exported ? `inside the exported function ${declaration.name}` : `inside the function ${declaration.name}`,
  );
}

/** What the uses of a named function in this file decide together; null: they decide nothing. */
function ofUses(
  module: SourceModule,
  declaration: Declaration,
  node: SyntaxNode,
  followed: readonly SyntaxNode[],
): Decision | null {
  if (followed.includes(node) || followed.length >= FURTHEST) return null;
  const next = [...followed, node];
  return strongest(
    module
      .usesOf(declaration)
      .filter((use) => !contains(node, use))
      .slice(0, Math.ceil(MOST_USES / 4 ** followed.length))
      .flatMap((use) => ofUse(module, use, next) ?? []),
  );
}

/** More uses than these would only repeat what the first say; further away, fewer count. */
const MOST_USES = 40;

function ofUse(module: SourceModule, use: SyntaxNode, followed: readonly SyntaxNode[]): Decision | null {
  let [inner, outer] = [use, module.parentOf(use)];
  while (outer && isWrapping(outer)) [inner, outer] = [outer, module.parentOf(outer)];
  if (isCall(outer)) {
    if (child(outer, 'callee') === inner) return decide(module, outer, followed);
    return ofCallback(module, inner, outer, followed) ?? decide(module, outer, followed);
  }
  if (outer?.type === 'Property' && module.parentOf(outer)?.type === 'ObjectExpression')
    return ofProperty(module, outer, followed);
  return null;
}

/** A function that several call: what happens again beats what happens once, and that beats a call now and then. */
const ORDER: readonly ReadMoment[] = [
  'build',
  'watch',
  'timer',
  'memoised',
  'import',
  'start-up',
  'construction',
  'job',
  'per-call',
];

function strongest(decisions: readonly Decision[]): Decision | null {
  for (const moment of ORDER) {
    const found = decisions.find((decision) => decision.moment === moment);
    if (found) return found;
  }
  return null;
}
