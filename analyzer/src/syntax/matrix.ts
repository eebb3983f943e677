/**
 * GitHub expressions whose values a workflow writes out: `${{ matrix.x }}` for each combination, `${{ env.X }}`, `${{ inputs.x }}` with its
 * default. For names and paths only, never for values. https://docs.github.com/en/actions/reference/workflows-and-actions/contexts
 */
import { at, entriesAt, itemsAt, type Tree, textAt } from './tree.ts';

/** What one run of a job can fill in, by the full name: `matrix.image.file`, `env.REGISTRY`. */
export type Known = ReadonlyMap<string, string>;

/** Combinations looked at; a job that makes more is told by its first ones. */
const MOST_RUNS = 256;

/** The runs of a job: one, or one for each combination of its matrix. */
export function runsOf(workflow: Tree, job: Tree): readonly Known[] {
  const shared = new Map([
    ...variablesOf(workflow),
    ...variablesOf(job),
    ...['workflow_call', 'workflow_dispatch'].flatMap((event) =>
      entriesAt(workflow, 'on', event, 'inputs').flatMap(({ key, value }) => {
        const text = textAt(value, 'default');
        return text === null ? [] : [[`inputs.${key.text}`, text] as const];
      }),
    ),
  ]);
  return combinationsOf(at(job, 'strategy', 'matrix')).map((values) => new Map([...shared, ...values]));
}

function variablesOf(tree: Tree): readonly (readonly [string, string])[] {
  return entriesAt(tree, 'env').flatMap(({ key, value }) => {
    const text = textAt(value);
    return text === null ? [] : [[`env.${key.text}`, text] as const];
  });
}

type Values = readonly (readonly [string, string])[];

function combinationsOf(matrix: Tree | null): readonly Values[] {
  const axes = entriesAt(matrix).filter(({ key }) => key.text !== 'include' && key.text !== 'exclude');
  let runs: readonly Values[] = [[]];
  for (const { key, value } of axes) {
    const choices = value.kind === 'sequence' ? value.items.map((item) => valuesOf(`matrix.${key.text}`, item)) : [];
    if (choices.length > 0)
      runs = runs.flatMap((run) => choices.map((choice) => [...run, ...choice])).slice(0, MOST_RUNS);
  }
  const included = itemsAt(matrix, 'include').map((item) => valuesOf('matrix', item));
  return axes.length === 0 && included.length > 0
    ? included.slice(0, MOST_RUNS)
    : [...runs, ...included].slice(0, MOST_RUNS);
}

/** Scalars at the node and one level below it. */
function valuesOf(name: string, tree: Tree): Values {
  if (tree.kind === 'scalar') return [[name, tree.text]];
  return entriesAt(tree).flatMap(({ key, value }) =>
    value.kind === 'scalar' ? [[`${name}.${key.text}`, value.text] as const] : [],
  );
}

const EXPRESSION = /\$\{\{\s*([\w.-]+)\s*\}\}/g;

/** The text with what is known filled in, values inside values too; what is not known stays an expression. */
export function filledIn(text: string, known: Known, depth = 3): string {
  if (depth === 0 || !text.includes('${{')) return text;
  const filled = text.replace(EXPRESSION, (whole, name: string) => known.get(name) ?? whole);
  return filled === text ? text : filledIn(filled, known, depth - 1);
}
