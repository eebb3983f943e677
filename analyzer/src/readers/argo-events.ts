/**
 * Argo Events: event sources and sensors. Their controller mounts the Secrets they name as files into the pods it makes for them
 * (argo-events, `pkg/shared/util/volumes.go`); what their pod template names is delivered as written there. An object that a sensor
 * creates is a consumer of its own.
 */
import type { Fact } from '../model/fact.ts';
import { type ResourceRule, resourceFacts } from '../syntax/custom-resource.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects } from '../syntax/kubernetes.ts';
import { at, itemsAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const MOUNTED = { form: 'volume', row: 'k8s-secret-volume' } as const;

/** Whoever sends an event proves it with the webhook's secret, and the source checks it. */
const CHECKED = { role: 'accepts', ...MOUNTED } as const;

const RULES: Readonly<Record<string, ResourceRule>> = {
  Sensor: {
    kind: 'worker',
    fields: [
      { at: 'spec.template.**' },
      { at: 'spec.triggers.template.**.resource.**', is: 'ignore' },
      { at: 'spec.**', ...MOUNTED },
    ],
  },
  EventSource: {
    kind: 'service',
    fields: [
      { at: 'spec.template.**' },
      { at: 'spec.*.*.webhookSecret', ...CHECKED },
      { at: 'spec.*.*.webhook.authSecret', ...CHECKED },
      { at: 'spec.webhook.*.authSecret', ...CHECKED },
      { at: 'spec.**', ...MOUNTED },
    ],
  },
  EventBus: { kind: 'service' },
};

const CREATED: ResourceRule = { kind: 'job', freshProcess: true };

const KINDS: Kinds = Object.fromEntries(Object.keys(RULES).map((kind) => [kind, ['argoproj.io']]));

export default defineReader({
  id: 'argo-events',
  reads: 'Argo Events: EventSources, EventBuses, Sensors and the objects that these create',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: factsOf(object) })),
});

function factsOf(object: KubernetesObject): readonly Fact[] {
  const rule = RULES[object.kind];
  return [
    ...(rule ? resourceFacts(object, rule) : []),
    ...createdBy(object).flatMap((made) => resourceFacts(made, CREATED)),
  ];
}

/** Fields of a trigger that hold an object to be created. */
const CREATES = ['k8s', 'argoWorkflow'];

function createdBy(sensor: KubernetesObject): readonly KubernetesObject[] {
  if (sensor.kind !== 'Sensor') return [];
  return itemsAt(sensor.tree, 'spec', 'triggers').flatMap((trigger) =>
    CREATES.flatMap((field) => created(sensor, trigger, at(trigger, 'template', field, 'source', 'resource'))),
  );
}

/** Where the object has no name, the trigger's stands for it. */
function created(sensor: KubernetesObject, trigger: Tree, tree: Tree | null): readonly KubernetesObject[] {
  const [kind, apiVersion] = [textAt(tree, 'kind'), textAt(tree, 'apiVersion')];
  if (!tree || !kind || apiVersion === null) return [];
  const own = textAt(tree, 'metadata', 'name') || textAt(tree, 'metadata', 'generateName');
  const name = own || `${sensor.name}-${textAt(trigger, 'template', 'name') ?? ''}`;
  const namespace = textAt(tree, 'metadata', 'namespace') || sensor.namespace;
  return [{ kind, apiVersion, name, namespace, at: tree.span, tree }];
}
