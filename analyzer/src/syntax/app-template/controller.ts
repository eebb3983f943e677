/**
 * One controller of an app-template release as the workload object the chart makes of it. Defaults of the chart are
 * written here because they differ from those of Kubernetes: Recreate, Forbid, a deadline of 30 s. Source: bjw-s-labs/helm-charts,
 * charts/library/common/templates/classes/ and values/_init.tpl.
 */
import { madeMapping, madeSequence, madeText, mappingOf } from '../made-tree.ts';
import { fillTemplate, type Release } from '../release.ts';
import { at, type Entry, entriesAt, scalarAt, type Tree, textAt } from '../tree.ts';
import { containerFields, containersIn } from './container.ts';
import { fullName, objectName, referredName } from './names.ts';
import { mountsOf, volumesOf } from './volumes.ts';

interface Shape {
  readonly kind: string;
  readonly apiVersion: string;
  spec(release: Release, controller: Entry, template: Tree): Tree;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  deployment: { kind: 'Deployment', apiVersion: 'apps/v1', spec: deploymentSpec },
  statefulset: { kind: 'StatefulSet', apiVersion: 'apps/v1', spec: statefulSetSpec },
  daemonset: {
    kind: 'DaemonSet',
    apiVersion: 'apps/v1',
    spec: (_, { value }, template) => madeMapping(value, { template }),
  },
  cronjob: { kind: 'CronJob', apiVersion: 'batch/v1', spec: cronJobSpec },
  job: { kind: 'Job', apiVersion: 'batch/v1', spec: jobSpec },
};

/** The workload; null for a type the chart does not know. */
export function controllerObject(release: Release, controller: Entry): Tree | null {
  const type = textAt(controller.value, 'type') ?? textAt(release.values, 'defaultControllerType') ?? 'deployment';
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  if (!shape) return null;
  const { key, value } = controller;
  const globals = at(release.values, 'global', 'annotations');
  return madeMapping(value, {
    apiVersion: madeText(shape.apiVersion, key),
    kind: madeText(shape.kind, key),
    metadata: madeMapping(value, {
      name: objectName(release, 'controllers', controller),
      namespace: release.namespace === null ? null : madeText(release.namespace, key),
      labels: labels(release, controller),
      annotations: joined(value, globals, at(value, 'annotations')),
    }),
    spec: shape.spec(release, controller, podTemplate(release, controller)),
  });
}

function labels(release: Release, { key, value }: Entry): Tree {
  const name = { key: madeText('app.kubernetes.io/name', key), value: madeText(fullName(release), key) };
  return mappingOf(value, [name, ...entriesAt(release.values, 'global', 'labels'), ...entriesAt(value, 'labels')]);
}

/** A mapping of all entries; of two with one key the later holds. */
function joined(origin: Tree, ...trees: readonly (Tree | null)[]): Tree | null {
  const entries = trees.flatMap((tree) => entriesAt(tree));
  return entries.length > 0 ? mappingOf(origin, entries) : null;
}

function podTemplate(release: Release, controller: Entry): Tree {
  const { key, value } = controller;
  const option = (field: string) => podOption(release, value, field);
  const containers = (section: 'containers' | 'initContainers') =>
    madeSequence(
      value,
      containersIn(value, section).map((entry) => {
        const volumeMounts = madeSequence(entry.value, mountsOf(release, key.text, entry.key.text));
        return madeMapping(entry.value, { ...containerFields(release, entry), volumeMounts });
      }),
    );
  const account = referredName(release, 'serviceAccount', at(value, 'serviceAccount'));
  return madeMapping(value, {
    metadata: madeMapping(value, { annotations: option('annotations') }),
    spec: madeMapping(value, {
      serviceAccountName: account,
      imagePullSecrets: option('imagePullSecrets'),
      terminationGracePeriodSeconds: option('terminationGracePeriodSeconds'),
      initContainers: containers('initContainers'),
      containers: containers('containers'),
      volumes: madeSequence(value, volumesOf(release, key.text)),
    }),
  });
}

/** The controller's own option wins whole; with `defaultPodOptionsStrategy: merge` mappings are joined. */
function podOption({ values }: Release, controller: Tree, field: string): Tree | null {
  const own = at(controller, 'pod', field);
  const shared = at(values, 'defaultPodOptions', field);
  const merges = textAt(values, 'defaultPodOptionsStrategy') === 'merge' && own?.kind === 'mapping';
  return merges ? joined(own, shared, own) : (own ?? shared);
}

function deploymentSpec(_: Release, { value }: Entry, template: Tree): Tree {
  const type = scalarAt(value, 'strategy') ?? madeText('Recreate', value);
  const rolling = at(value, 'rollingUpdate');
  const rollingUpdate = rolling
    ? madeMapping(rolling, {
        maxSurge: at(rolling, 'maxSurge') ?? at(rolling, 'surge'),
        maxUnavailable: at(rolling, 'maxUnavailable') ?? at(rolling, 'unavailable'),
      })
    : null;
  return madeMapping(value, {
    replicas: at(value, 'replicas'),
    strategy: madeMapping(type, { type, rollingUpdate }),
    template,
  });
}

function statefulSetSpec(_: Release, { value }: Entry, template: Tree): Tree {
  const type = scalarAt(value, 'strategy') ?? madeText('RollingUpdate', value);
  const rolling = at(value, 'rollingUpdate');
  const updateStrategy = madeMapping(type, {
    type,
    rollingUpdate: rolling ? madeMapping(rolling, { partition: at(rolling, 'partition') }) : null,
  });
  return madeMapping(value, { replicas: at(value, 'replicas'), updateStrategy, template });
}

function cronJobSpec(release: Release, { value }: Entry, template: Tree): Tree {
  const cron = at(value, 'cronjob') ?? value;
  const schedule = scalarAt(cron, 'schedule');
  return madeMapping(cron, {
    schedule: schedule ? fillTemplate(schedule, release) : null,
    timeZone: at(cron, 'timeZone'),
    suspend: at(cron, 'suspend'),
    concurrencyPolicy: at(cron, 'concurrencyPolicy') ?? madeText('Forbid', cron),
    startingDeadlineSeconds: at(cron, 'startingDeadlineSeconds') ?? madeText('30', cron),
    jobTemplate: madeMapping(cron, { spec: madeMapping(cron, { parallelism: at(cron, 'parallelism'), template }) }),
  });
}

function jobSpec(_: Release, { value }: Entry, template: Tree): Tree {
  const job = at(value, 'job');
  return madeMapping(value, {
    suspend: at(job, 'suspend'),
    parallelism: at(job, 'parallelism'),
    completions: at(job, 'completions'),
    template,
  });
}
