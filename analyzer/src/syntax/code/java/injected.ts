/**
 * Values that a JVM framework injects: `@Value`, `@ConfigProperty`, `@ConfigurationProperties`. The read stands at the annotation; what
 * decides its moment is the bean, and `@RefreshScope` makes that bean anew when told.
 */
import type { Callees } from '../callees.ts';
import { ancestors, type CodeNode } from '../code-tree.ts';
import type { FoundRead } from '../findings.ts';
import type { Verdict } from '../moment.ts';
import { kebab, microProfileVariable, placeholdersIn, springVariable } from './properties.ts';
import type { Annotation, JvmShape } from './shape.ts';
import { INJECTIONS } from './tables.ts';

export function injectedReads(callees: Callees, shape: JvmShape): readonly FoundRead[] {
  const { tree } = callees;
  return tree
    .all(...shape.annotated)
    .flatMap((owner) =>
      shape
        .annotations(owner, tree)
        .flatMap((annotation) => [
          ...injected(annotation, owner, callees, shape),
          ...bound(annotation, owner, callees, shape),
        ]),
    );
}

function injected(annotation: Annotation, owner: CodeNode, callees: Callees, shape: JvmShape): readonly FoundRead[] {
  const row = INJECTIONS.find(({ name }) => name.test(annotation.name));
  const argument = row?.argument.map((name) => annotation.named.get(name)).find((node) => node) ?? annotation.first;
  const text = argument ? textOf(argument, callees) : null;
  if (!row || text === null) return [];
  const moment = momentOf(owner, callees, shape);
  const optional = annotation.named.has('defaultValue');
  if (row.is === 'key' && !text.includes('${'))
    return [found(microProfileVariable(text), annotation.node, optional, moment)];
  return placeholdersIn(text).map((one) => found(springVariable(one.name), annotation.node, one.optional, moment));
}

/** `@ConfigurationProperties("orders.store")`: every field is a key below it. */
function bound(annotation: Annotation, owner: CodeNode, callees: Callees, shape: JvmShape): readonly FoundRead[] {
  if (!/^(?:ConfigurationProperties|ConfigMapping)$/.test(annotation.name)) return [];
  const argument = annotation.named.get('prefix') ?? annotation.named.get('value') ?? annotation.first;
  const prefix = argument ? textOf(argument, callees) : null;
  if (prefix === null || !shape.classes.includes(owner.type)) return [];
  const moment = momentOf(owner, callees, shape);
  return shape
    .fields(owner, callees.tree)
    .map(({ name, node }) => found(springVariable(`${prefix}.${kebab(name)}`), node, true, moment));
}

/** Kotlin escapes the dollar sign. */
function textOf(node: CodeNode, callees: Callees): string | null {
  return callees.literal(node) ?? (/^"[^"]*"$/.test(callees.written(node)) ? callees.written(node).slice(1, -1) : null);
}

function found(name: string, node: CodeNode, optional: boolean, moment: Verdict): FoundRead {
  return { source: { kind: 'env', name }, node, optional, moment };
}

function momentOf(owner: CodeNode, { tree }: Callees, shape: JvmShape): Verdict {
  const around = [owner, ...ancestors(owner)].filter(({ type }) => shape.annotated.includes(type));
  const refreshed = around.find((one) => shape.annotations(one, tree).some(({ name }) => REFRESHED.test(name)));
  return refreshed
    ? { moment: 'watch', says: 'injected into a bean that is made anew when told to refresh', node: refreshed }
    : { moment: 'construction', says: 'injected when the bean is made', node: owner };
}

export const REFRESHED = /^(?:RefreshScope|Refreshable)$/;
