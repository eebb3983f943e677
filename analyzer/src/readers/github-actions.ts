/**
 * GitHub Actions workflows (and Forgejo's, which share the format): which job takes in which secret, on what schedule, and which
 * workflow hands secrets to another. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */
import type { CallFact, ConsumerFact, ConsumerRef, DeliveryFact, Fact, Note, Schedule } from '../model/fact.ts';
import { findSecretUses, hasExpression, RUN_TOKEN } from '../syntax/expression.ts';
import { narrow } from '../syntax/line-index.ts';
import { baseName } from '../syntax/path.ts';
import { at, type Entry, entriesAt, itemsAt, type Scalar, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const WORKFLOW = /(?:^|\/)\.(?:github|forgejo|gitea)\/workflows\/[^/]+\.ya?ml$/;

export default defineReader({
  id: 'github-actions',
  reads: 'GitHub Actions and Forgejo workflows: secrets, environments, schedules, reusable workflows',
  syntax: 'yaml',
  accepts: (unit) => WORKFLOW.test(unit.file) && at(unit.content, 'jobs')?.kind === 'mapping',
  read(unit) {
    const consumer = workflowOf(unit.file);
    const notes: Note[] = [];
    const whole: Job = { consumer, id: null, environment: null, notes };
    const facts: Fact[] = [
      consumerFact(consumer, unit.content),
      ...entriesAt(unit.content, 'env').flatMap((entry) => usesIn(whole, entry.value, entry.key.text)),
    ];
    for (const { key, value } of entriesAt(unit.content, 'jobs'))
      facts.push(...readJob({ ...whole, id: key.text }, value));
    return { facts, notes };
  },
});

/** One job while it is read; `id: null` stands for what all jobs share. */
interface Job {
  readonly consumer: ConsumerRef;
  readonly id: string | null;
  readonly environment: string | null;
  readonly notes: Note[];
}

function workflowOf(path: string): ConsumerRef {
  return { kind: 'workflow', namespace: null, name: baseName(path).replace(/\.ya?ml$/, '') };
}

function consumerFact(consumer: ConsumerRef, workflow: Tree): ConsumerFact {
  return {
    fact: 'consumer',
    consumer,
    kind: 'ci',
    application: null,
    instances: { min: 1, max: 1, declared: false },
    schedules: itemsAt(workflow, 'on', 'schedule').flatMap((item) => scheduleOf(item, workflow)),
    dormant: null,
    freshProcess: true,
    lifecycle: null,
    images: [],
    serviceAccount: null,
    owner: null,
    at: (at(workflow, 'name') ?? workflow).span,
  };
}

function scheduleOf(item: Tree, workflow: Tree): readonly Schedule[] {
  const cron = scalarAt(item, 'cron');
  if (!cron?.text) return [];
  const cancels = textAt(workflow, 'concurrency', 'cancel-in-progress') === 'true';
  return [
    {
      cron: cron.text,
      timeZone: textAt(item, 'timezone') ?? 'UTC',
      concurrency: cancels ? 'Replace' : 'Allow',
      startingDeadline: null,
      row: 'gha-schedule',
      at: cron.span,
    },
  ];
}

function readJob(shared: Job, tree: Tree): readonly Fact[] {
  const written = scalarAt(tree, 'environment') ?? scalarAt(tree, 'environment', 'name');
  const computed = written !== null && hasExpression(written.text);
  const job: Job = { ...shared, environment: computed ? null : written?.text || null };
  const facts = [...usesIn(job, tree, null), ...callOf(job, tree)];
  if (computed && facts.length > 0)
    job.notes.push({ note: 'unresolved', what: `job ${job.id} runs in a computed environment`, at: written.span });
  return facts;
}

/** A field whose entries are variables, and one whose lines are arguments of an image build. */
const VARIABLES = 'env';
const BUILD_ARGUMENTS = 'build-args';

/** Every use below `tree`; `variable` is the one it ends up in, where an `env` says so. */
function usesIn(job: Job, tree: Tree, variable: string | null): readonly DeliveryFact[] {
  if (tree.kind === 'scalar') return usesInText(job, tree, variable, 'ci-secret');
  if (tree.kind === 'sequence') return tree.items.flatMap((item) => usesIn(job, item, variable));
  return entriesAt(tree).flatMap(({ key, value }: Entry) => {
    if (key.text === VARIABLES && value.kind === 'mapping')
      return entriesAt(value).flatMap((entry) => usesIn(job, entry.value, entry.key.text));
    if (value.kind !== 'scalar') return usesIn(job, value, null);
    const form = key.text === BUILD_ARGUMENTS ? 'build-arg' : 'ci-secret';
    return usesInText(job, value, null, form, key.text === 'if');
  });
}

/** One delivery a secret and text; a text may hold the same one several times. */
function usesInText(
  job: Job,
  text: Scalar,
  variable: string | null,
  form: 'ci-secret' | 'build-arg',
  whole = false,
): readonly DeliveryFact[] {
  const seen = new Set<string | null>();
  return findSecretUses(text.text, whole).flatMap(({ name, start, end }) => {
    if (seen.has(name)) return [];
    seen.add(name);
    const place = narrow(text.span, text.text, start, end);
    if (name === null) {
      job.notes.push({ note: 'unresolved', what: 'secrets taken by a computed name', at: place });
      return [];
    }
    const argument = form === 'build-arg' ? argumentBefore(text.text, start) : null;
    return [deliver(job, name, form, variable ?? argument, place)];
  });
}

/** `NAME` of the line `NAME=${{ secrets.X }}`. */
function argumentBefore(text: string, offset: number): string | null {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset);
  return /^\s*([A-Za-z_]\w*)=/.exec(line)?.[1] ?? null;
}

function deliver(
  job: Job,
  name: string,
  form: 'ci-secret' | 'build-arg',
  variable: string | null,
  place: DeliveryFact['at'],
): DeliveryFact {
  // The run token belongs to the run, whatever environment the job has.
  const scope = name === RUN_TOKEN ? null : job.environment;
  return {
    fact: 'delivery',
    consumer: job.consumer,
    container: job.id,
    from: { type: 'ci-secret', scope, name, key: null },
    form,
    variable,
    path: null,
    optional: false,
    role: null,
    row: rowOf(form, name, scope),
    value: null,
    at: place,
  };
}

function rowOf(form: 'ci-secret' | 'build-arg', name: string, scope: string | null): string | null {
  if (form === 'build-arg') return 'docker-build-arg';
  if (name === RUN_TOKEN) return null;
  return scope === null ? 'gha-repo-org-secrets' : 'gha-environment-secrets';
}

/** `uses` of a job: a workflow of this repository. */
const LOCAL_WORKFLOW = /^\.\/\.(?:github|forgejo|gitea)\/workflows\/[^/@]+\.ya?ml$/;

function callOf(job: Job, tree: Tree): readonly CallFact[] {
  const uses = scalarAt(tree, 'uses');
  const secrets = at(tree, 'secrets');
  if (!uses) return [];
  const inherits = textAt(secrets) === 'inherit';
  if (!LOCAL_WORKFLOW.test(uses.text)) {
    if (inherits)
      job.notes.push({
        note: 'unresolved',
        what: `every secret is handed to ${uses.text}, which is not here`,
        at: uses.span,
      });
    return [];
  }
  const hands = entriesAt(secrets).flatMap(({ key, value }) => {
    const from = value.kind === 'scalar' ? findSecretUses(value.text)[0]?.name : null;
    return from ? [{ to: key.text.toUpperCase(), from }] : [];
  });
  const call: CallFact = {
    fact: 'call',
    caller: job.consumer,
    callee: workflowOf(uses.text),
    hands: inherits ? 'inherit' : hands,
    at: uses.span,
  };
  return [call];
}
