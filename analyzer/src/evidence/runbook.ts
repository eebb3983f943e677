/**
 * The part of a runbook that evidence is held against, and how it is read from a file that somebody hands us: every field
 * checked, nothing of its content repeated.
 */
import type { Expected, Gate, Plan, PlannedConsumer } from '../runbook/plan.ts';
import { listOf, nullable, number, objectOf, oneOf, type Shape, text, truth } from '../wire/shape.ts';
import type { WireMilestones, WireTimes } from '../wire/types.ts';
import { ACCEPTANCES, HOPS, REFRESH_MODES, SESSION_CLASSES } from '../wire/words.ts';
import { at, isObject } from './json.ts';

export type JudgedConsumer = Pick<PlannedConsumer, 'id' | 'name' | 'kind' | 'mode' | 'owner' | 'expected'>;

export interface Runbook {
  readonly credential: Pick<Plan['credential'], 'id' | 'name' | 'accepts' | 'sessions'>;
  readonly start: string | null;
  readonly pattern: Pick<Plan['pattern'], 'id' | 'coexist'>;
  readonly consumers: readonly JudgedConsumer[];
  readonly silence: Plan['silence'];
  readonly gates: ReadonlyArray<Pick<Gate, 'id' | 'opensOn' | 'claims' | 'signs' | 'consumers'>>;
}

const name = nullable(text);

const times: Shape<WireTimes> = objectOf<WireTimes>({
  bound: name,
  p50: name,
  p99: name,
  reason: name,
  conditionalBound: name,
});

const milestones: Shape<WireMilestones> = objectOf<WireMilestones>({
  adopted: times,
  settled: times,
  confirmed: times,
});

const expected: Shape<Expected> = objectOf<Expected>({
  cluster: name,
  namespace: name,
  application: name,
  instances: objectOf<Expected['instances']>({ min: number, max: nullable(number) }),
  scheduled: truth,
  outside: truth,
  dormant: truth,
  delivered: listOf(
    objectOf<Expected['delivered'][number]>({ type: text, cluster: name, namespace: name, name: text, direct: truth }),
  ),
  automatic: milestones,
  withActions: milestones,
  silent: name,
  hops: listOf(
    objectOf<Expected['hops'][number]>({
      hop: oneOf(...HOPS),
      kind: oneOf('fixed', 'uniform', 'schedule', 'campaign', 'never', 'unbounded', 'unknown'),
      min: name,
      max: name,
      row: name,
      says: text,
    }),
  ),
});

const runbook: Shape<Runbook> = objectOf<Runbook>({
  credential: objectOf<Runbook['credential']>({
    id: text,
    name: text,
    accepts: text,
    sessions: nullable(oneOf(...SESSION_CLASSES)),
  }),
  start: name,
  pattern: objectOf<Runbook['pattern']>({ id: oneOf(...ACCEPTANCES), coexist: truth }),
  consumers: listOf(
    objectOf<JudgedConsumer>({
      id: text,
      name: text,
      kind: text,
      mode: oneOf(...REFRESH_MODES),
      owner: name,
      expected,
    }),
  ),
  silence: objectOf<Runbook['silence']>({
    n: name,
    terms: listOf(objectOf<Runbook['silence']['terms'][number]>({ consumer: text, silent: name, says: text })),
    uncovered: listOf(text),
  }),
  gates: listOf(
    objectOf<Runbook['gates'][number]>({
      id: text,
      opensOn: oneOf('delivered', 'loaded', 'settled', 'confirmed', 'silence'),
      claims: text,
      signs: text,
      consumers: listOf(text),
    }),
  ),
});

export type ReadRunbook =
  | { readonly runbook: Runbook; readonly problem: null }
  | { readonly runbook: null; readonly problem: string };

/** The runbook in `text`, or what is wrong as a sentence without the file's name. Never throws. */
export function readRunbookJson(content: string): ReadRunbook {
  const json = parsed(content);
  if (!isObject(json) || at(json, 'runbookVersion') !== 1)
    return refused('no runbook: write it with `keyturn runbook CREDENTIAL --format json`');
  const problem = runbook.problem(json, 'runbook');
  if (problem !== null) return refused(`${problem}; it was edited, or made by an older keyturn: make it again`);
  return { runbook: json as unknown as Runbook, problem: null };
}

function refused(problem: string): ReadRunbook {
  return { runbook: null, problem };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // SyntaxError, with a piece of the file in its message.
    return null;
  }
}
