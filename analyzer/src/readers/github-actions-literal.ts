/**
 * Values that a workflow writes out for its own runs: texts below `env`, of the workflow, a job, a step, a service container. Most are
 * good for one run only, and the run holds them all the same. A text that a matrix fills in is every value the matrix has for it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#env
 */
import type { ConsumerRef, Fact, Note } from '../model/fact.ts';
import { hasExpression } from '../syntax/expression.ts';
import { baseName } from '../syntax/path.ts';
import { carrierFact, deliveryFact, writtenAt } from '../syntax/platform-app.ts';
import { at, type Entry, entriesAt, itemsAt, type Scalar, scalarAt, type Tree } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

const WORKFLOW = /(?:^|\/)\.(?:github|forgejo|gitea)\/workflows\/[^/]+\.ya?ml$/;

export default defineReader({
  id: 'github-actions-literal',
  reads: 'values written out in the env of GitHub Actions and Forgejo workflows',
  syntax: 'yaml',
  accepts: (unit) => WORKFLOW.test(unit.file) && at(unit.content, 'jobs')?.kind === 'mapping',
  read(unit, sight) {
    const name = baseName(unit.file).replace(/\.ya?ml$/, '');
    const consumer: ConsumerRef = { kind: 'workflow', namespace: null, name };
    const shared = entriesAt(unit.content, 'env').flatMap((entry) =>
      readVariable({ consumer, job: null, matrix: null, sight }, entry),
    );
    const jobs = entriesAt(unit.content, 'jobs').flatMap(({ key, value }) => {
      const run: Run = { consumer, job: key.text, matrix: at(value, 'strategy', 'matrix'), sight };
      return environmentsOf(value).flatMap((entry) => readVariable(run, entry));
    });
    return { facts: [...shared, ...jobs], notes: computedIn(unit.content) };
  },
});

/** Items of 1Password under a name that an expression makes. */
function computedIn(workflow: Tree): readonly Note[] {
  const jobs = entriesAt(workflow, 'jobs').flatMap(({ value }) => environmentsOf(value));
  return [...entriesAt(workflow, 'env'), ...jobs].flatMap(({ key, value }): readonly Note[] => {
    if (value.kind !== 'scalar' || !value.text.startsWith('op://') || !hasExpression(value.text)) return [];
    return [
      { note: 'unresolved', what: `the item of 1Password that fills ${key.text} has a computed name`, at: value.span },
    ];
  });
}

interface Run {
  readonly consumer: ConsumerRef;
  /** null: what all jobs share. */
  readonly job: string | null;
  readonly matrix: Tree | null;
  readonly sight: Sight;
}

/** Every `env` of one job: its own, its container's, those of its service containers and of its steps. */
function environmentsOf(job: Tree): readonly Entry[] {
  const services = entriesAt(job, 'services').map(({ value }) => value);
  const container = at(job, 'container');
  const holders = [job, ...(container ? [container] : []), ...services, ...itemsAt(job, 'steps')];
  return holders.flatMap((holder) => entriesAt(holder, 'env'));
}

function readVariable(run: Run, { key, value }: Entry): readonly Fact[] {
  if (value.kind !== 'scalar') return [];
  return textsOf(run, value).flatMap((text) => readText(run, key.text, text));
}

const FROM_MATRIX = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/;

/** The texts that the value can be; none where an expression computes it. */
function textsOf({ matrix }: Run, value: Scalar): readonly Scalar[] {
  if (!hasExpression(value.text)) return value.value === null ? [] : [value];
  const axis = FROM_MATRIX.exec(value.text)?.[1];
  if (axis === undefined) return [];
  const listed = itemsAt(matrix, axis).flatMap((item) => (item.kind === 'scalar' ? [item] : []));
  const included = itemsAt(matrix, 'include').flatMap((item) => scalarAt(item, axis) ?? []);
  return [...listed, ...included].filter(({ text }) => !hasExpression(text));
}

function readText({ consumer, job, sight }: Run, variable: string, text: Scalar): readonly Fact[] {
  const seen = sight.look(text.text, text.span, variable);
  const from = writtenAt(text.span, ...(job === null ? [] : [job]), variable);
  return [
    carrierFact(from, seen, text.span),
    deliveryFact(consumer, from, 'literal', text.span, { container: job, variable, value: seen }),
  ];
}
