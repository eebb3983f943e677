/**
 * Argo Workflows: every run is new pods, so that each reads its Secrets anew. CronWorkflows say when. What a workflow takes from a
 * template of another object is not followed. https://argo-workflows.readthedocs.io/en/latest/fields/
 */
import type { ConsumerFact, Fact, Schedule } from '../model/fact.ts';
import { type ResourceRule, resourceFacts } from '../syntax/custom-resource.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects } from '../syntax/kubernetes.ts';
import { isTrue, itemsAt, numberAt, type Scalar, scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const RUN: ResourceRule = { kind: 'job', freshProcess: true };

const RULES: Readonly<Record<string, ResourceRule>> = {
  Workflow: RUN,
  WorkflowTemplate: RUN,
  ClusterWorkflowTemplate: RUN,
  CronWorkflow: { kind: 'cron', freshProcess: true },
};

const KINDS: Kinds = Object.fromEntries(Object.keys(RULES).map((kind) => [kind, ['argoproj.io']]));

export default defineReader({
  id: 'argo-workflow',
  reads: 'Argo Workflows, workflow templates and CronWorkflows with their schedules',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: factsOf(object) })),
});

function factsOf(object: KubernetesObject): readonly Fact[] {
  const facts = resourceFacts(object, RULES[object.kind] ?? RUN);
  return object.kind === 'CronWorkflow'
    ? facts.map((fact) => (fact.fact === 'consumer' ? scheduled(fact, object) : fact))
    : facts;
}

/** `schedules` since 3.6, `schedule` before; both default to runs side by side (docs/cron-workflows.md). */
function scheduled(consumer: ConsumerFact, { tree }: KubernetesObject): ConsumerFact {
  const crons = [scalarAt(tree, 'spec', 'schedule'), ...itemsAt(tree, 'spec', 'schedules')].flatMap((item) =>
    item?.kind === 'scalar' && item.text ? [item] : [],
  );
  const policy = textAt(tree, 'spec', 'concurrencyPolicy');
  const schedule = (cron: Scalar): Schedule => ({
    cron: cron.text,
    timeZone: textAt(tree, 'spec', 'timezone') || null,
    concurrency: policy === 'Forbid' || policy === 'Replace' ? policy : 'Allow',
    startingDeadline: numberAt(tree, 'spec', 'startingDeadlineSeconds'),
    row: 'argo-cronworkflow',
    at: cron.span,
  });
  return { ...consumer, schedules: crons.map(schedule), dormant: isTrue(tree, 'spec', 'suspend') ? 'suspended' : null };
}
