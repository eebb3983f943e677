/**
 * When code on the JVM runs, from the construct around it: one decision table for Java and Kotlin. Static fields run when the class is
 * loaded, other fields when an object is made; a method is per call unless an annotation, its class or a caller in the file says more.
 */
import { callbackRows } from '../callbacks.ts';
import type { Callees } from '../callees.ts';
import { type CodeNode, type CodeTree, enclosing } from '../code-tree.ts';
import { durationOf } from '../duration-text.ts';
import type { MomentRow, MomentTable, Verdict } from '../moment.ts';
import type { Annotation, JvmShape } from './shape.ts';
import { CALLBACKS, JOBS, METHODS, RUNNERS, START_METHODS } from './tables.ts';

export function momentsOf(callees: Callees, shape: JvmShape): MomentTable {
  const { grammar } = callees;
  return {
    rows: [
      ...callbackRows(callees, CALLBACKS, shape.lambdas),
      loop(shape),
      field(shape),
      annotated(callees, shape),
      method(callees, shape),
    ],
    functions: new Set(shape.functionTypes),
    nameOf: (node, tree) => grammar.nameOf(node, tree) ?? nameOfClass(node, tree, shape),
    callers: callees.callsOf,
    otherwise(node, tree) {
      const name = nameOfClass(node, tree, shape) ?? 'a class';
      if (shape.constructors.includes(node.type))
        return { moment: 'construction', says: `in the constructor of ${name}` };
      return FACTORY.test(grammar.nameOf(node, tree) ?? '') && shape.isStatic(node, tree)
        ? { moment: 'construction', says: `in the factory ${grammar.nameOf(node, tree) ?? ''}` }
        : null;
    },
    top: () => ({ moment: 'import', says: 'when the class is loaded' }),
  };
}

const FACTORY = /^(?:create|from|of|build|new|get(?:Default)?Instance)/;

function nameOfClass(node: CodeNode, tree: CodeTree, { classes, grammar }: JvmShape): string | null {
  const around = enclosing(node, ...classes);
  return around && grammar.nameOf(around, tree);
}

function loop({ loops }: JvmShape): MomentRow {
  return {
    on: loops,
    fits(node, inner, tree) {
      const text = tree.text(node);
      const endless = /^(?:while\s*\(\s*(?:true|!|running|isActive)|do\b)/.test(text);
      const sleep = /(?:Thread\.sleep|\bdelay|\.sleep)\(([^()]+(?:\([^()]*\)[^()]*)?)\)/.exec(text);
      if (!endless || !sleep || inner.field === 'condition') return null;
      return { moment: 'timer', says: 'inside a loop that sleeps', interval: durationOf(sleep[1] ?? '', 0.001) };
    },
  };
}

function field(shape: JvmShape): MomentRow {
  return {
    on: [...shape.fieldTypes, 'static_initializer', 'companion_object', 'object_declaration'],
    fits(node, _, tree) {
      const around = enclosing(node, ...shape.classes);
      if (shape.isStatic(node, tree)) return { moment: 'import', says: 'when the class is loaded' };
      if (!around || enclosing(node, ...shape.functionTypes)) return null;
      if (enclosing(node, 'companion_object', 'object_declaration') || around.type === 'object_declaration')
        return { moment: 'import', says: 'when the object is first used' };
      return { moment: 'construction', says: `when a ${shape.grammar.nameOf(around, tree) ?? 'class'} is made` };
    },
  };
}

function annotated({ tree, literal }: Callees, shape: JvmShape): MomentRow {
  return {
    on: shape.functionTypes,
    fits(node) {
      const annotations = shape.annotations(node, tree);
      const name = shape.grammar.nameOf(node, tree) ?? '';
      const scheduled = annotations.find((one) => one.name === 'Scheduled');
      if (scheduled) return whenScheduled(scheduled, name, literal, tree);
      const row = METHODS.find(({ annotation }) => annotations.some((one) => annotation.test(one.name)));
      if (!row) return null;
      const refreshed = annotations.some((one) => one.name === 'RefreshScope');
      return refreshed
        ? { moment: 'watch', says: `inside ${name}, which makes the bean anew when told to refresh` }
        : { moment: row.moment, says: `inside ${name}, ${row.says}` };
    },
  };
}

function whenScheduled(
  { named }: Annotation,
  name: string,
  literal: (node: CodeNode) => string | null,
  tree: CodeTree,
): Verdict {
  const every = named.get('fixedRate') ?? named.get('fixedDelay') ?? named.get('every');
  if (!every) return { moment: 'job', says: `inside the scheduled ${name}` };
  const interval = durationOf(literal(every) ?? tree.text(every), 0.001);
  return { moment: 'timer', says: `inside ${name}, which runs at an interval`, interval };
}

function method(callees: Callees, shape: JvmShape): MomentRow {
  return {
    on: shape.functionTypes,
    fits(node, _, tree) {
      const name = shape.grammar.nameOf(node, tree) ?? '';
      if (START_METHODS.test(name)) return { moment: 'start-up', says: `inside ${name}` };
      const around = enclosing(node, ...shape.classes);
      const supertypes = around ? shape.supertypes(around, callees.tree) : '';
      if (name === 'run' && RUNNERS.test(supertypes))
        return { moment: 'start-up', says: 'inside a runner at start-up' };
      return JOBS.test(supertypes) && /^(?:execute(?:Internal)?|run|read|write)$/.test(name)
        ? { moment: 'job', says: `inside ${name} of a job` }
        : null;
    },
  };
}
