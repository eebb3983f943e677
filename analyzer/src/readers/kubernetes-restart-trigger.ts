/**
 * Annotations that ask for a restart when a Secret changes: Stakater Reloader, Wave, checksum annotations. They are intent;
 * whether the controller runs is not told here.
 */
import type { CarrierRef, Note, RestartTriggerFact } from '../model/fact.ts';
import { annotationsOf, configMapOf, consumerOf, secretOf } from '../syntax/kubernetes.ts';
import { mayHoldWorkload, readWorkloads, type Workload } from '../syntax/kubernetes-pod.ts';
import { RELOADER } from '../syntax/reloader.ts';
import { type Entry, itemsAt, type Scalar, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'kubernetes-restart-trigger',
  reads: 'Reloader, Wave and checksum annotations of workloads and their pod templates',
  syntax: 'yaml',
  accepts: (unit) => mayHoldWorkload(unit.content),
  read: (unit) =>
    readWorkloads(unit.content, (workload) => {
      const readings = WATCHED.map((watched) => reloaderTriggers(workload, watched));
      const facts = [
        ...readings.flatMap(({ facts }) => facts),
        ...waveTriggers(workload),
        ...checksumTriggers(workload),
      ];
      const merged = withoutRepeats(facts);
      return { facts: merged, notes: [...readings.flatMap(({ notes }) => notes), ...searchNotes(merged)] };
    }),
});

/** What Reloader watches, each with annotations of its own (stakater/Reloader, internal/pkg/options/flags.go). */
interface Watched {
  readonly name: (workload: Workload, name: string) => CarrierRef;
  readonly auto: string;
  readonly named: string;
  readonly exclude: string;
  /** Where a pod names such an object: below `env[].valueFrom`, `envFrom[]`, a volume and a projected source. */
  readonly env: string;
  readonly envFrom: string;
  readonly volume: readonly [string, string];
}

const WATCHED: readonly Watched[] = [
  {
    name: secretOf,
    ...RELOADER.secret,
    env: 'secretKeyRef',
    envFrom: 'secretRef',
    volume: ['secret', 'secretName'],
  },
  {
    name: configMapOf,
    ...RELOADER.configMap,
    env: 'configMapKeyRef',
    envFrom: 'configMapRef',
    volume: ['configMap', 'name'],
  },
];

const { auto: AUTO, search: SEARCH } = RELOADER;

type Annotations = ReadonlyMap<string, { readonly key: Scalar; readonly value: Scalar }>;

interface Reading {
  readonly facts: readonly RestartTriggerFact[];
  readonly notes: readonly Note[];
}

function reloaderTriggers(workload: Workload, watched: Watched): Reading {
  const annotations = reloaderAnnotations(workload, watched);
  const except = namesIn(annotations, watched.exclude).map(({ name }) => watched.name(workload, name));
  const named = namesIn(annotations, watched.named);
  const carriers = named.filter(({ name }) => !isPattern(name)).map(({ name }) => watched.name(workload, name));
  const trigger = (annotation: string, row: string, watches: RestartTriggerFact['watches']): RestartTriggerFact[] => {
    const at = annotations.get(annotation)?.key.span;
    return at ? [{ fact: 'restart-trigger', consumer: consumerOf(workload), row, watches, except, at }] : [];
  };
  return {
    facts: [
      ...(isOn(annotations, AUTO) ? trigger(AUTO, 'reloader-auto', 'references') : []),
      ...(isOn(annotations, watched.auto)
        ? trigger(watched.auto, 'reloader-secret-auto', namedByPod(workload, watched))
        : []),
      ...(isOn(annotations, SEARCH) ? trigger(SEARCH, 'reloader-search-match', 'references') : []),
      ...(carriers.length > 0 ? trigger(watched.named, 'reloader-secret-named', carriers) : []),
    ],
    notes: named
      .filter(({ name }) => isPattern(name))
      .map(({ at }): Note => ({ note: 'unresolved', what: 'a name pattern of Reloader', at: at.span })),
  };
}

/**
 * Reloader looks at the pod template only where the object itself has none of its annotations for that sort of carrier
 * (internal/pkg/handler/upgrade.go).
 */
function reloaderAnnotations(workload: Workload, watched: Watched): Annotations {
  const own = readAnnotations(workload.tree);
  const decides = [watched.named, watched.auto, AUTO, SEARCH].some((name) => own.has(name));
  return decides ? own : readAnnotations(workload.template);
}

function readAnnotations(tree: Tree | null): Annotations {
  const scalars = annotationsOf(tree).flatMap(({ key, value }: Entry) =>
    value.kind === 'scalar' ? [[key.text, { key, value }] as const] : [],
  );
  return new Map(scalars);
}

/** Only the word itself switches Reloader and Wave on (Go `strconv.ParseBool` for the first, a comparison for the other). */
function isOn(annotations: Annotations, name: string): boolean {
  return /^(?:true|t|1)$/i.test(annotations.get(name)?.value.text ?? '');
}

function namesIn(annotations: Annotations, name: string): readonly { readonly name: string; readonly at: Scalar }[] {
  const value = annotations.get(name)?.value;
  if (!value) return [];
  return value.text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => ({ name: part, at: value }));
}

/** Reloader reads each name as a regular expression; a plain object name is one that matches itself. */
function isPattern(name: string): boolean {
  return /[*+?^$()[\]|\\]/.test(name) && !name.includes('${');
}

/** Which of the referenced objects carry the other half, `reloader.stakater.com/match`, stands in those objects. */
function searchNotes(facts: readonly RestartTriggerFact[]): readonly Note[] {
  const what = 'Reloader search: only objects annotated reloader.stakater.com/match restart it';
  return facts.flatMap(({ row, at }) =>
    row === 'reloader-search-match' ? [{ note: 'unresolved', what, at } satisfies Note] : [],
  );
}

/** Objects of one sort that the pod names; Reloader does not look at pull secrets. */
function namedByPod(workload: Workload, watched: Watched): readonly CarrierRef[] {
  const [field, nameField] = watched.volume;
  const containers = workload.containers.flatMap(({ tree }) => [
    ...itemsAt(tree, 'env').map((item) => textAt(item, 'valueFrom', watched.env, 'name')),
    ...itemsAt(tree, 'envFrom').map((item) => textAt(item, watched.envFrom, 'name')),
  ]);
  const volumes = itemsAt(workload.pod, 'volumes').flatMap((volume) => [
    textAt(volume, field, nameField),
    ...itemsAt(volume, 'projected', 'sources').map((source) => textAt(source, field, 'name')),
  ]);
  const names = [...containers, ...volumes].filter((name): name is string => Boolean(name));
  return [...new Set(names)].map((name) => watched.name(workload, name));
}

const WAVE = 'wave.pusher.com/update-on-config-change';
/** Wave handles these three (wave-k8s/wave README). */
const WAVE_KINDS: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

function waveTriggers(workload: Workload): readonly RestartTriggerFact[] {
  const annotations = readAnnotations(workload.tree);
  const at = annotations.get(WAVE)?.key.span;
  if (!at || !WAVE_KINDS.includes(workload.kind) || !isOn(annotations, WAVE)) return [];
  return [references(workload, 'wave-update-on-config-change', at)];
}

/** helm.sh, "Automatically Roll Deployments": the annotation counts on the pod template only. */
function checksumTriggers(workload: Workload): readonly RestartTriggerFact[] {
  return annotationsOf(workload.template)
    .filter(({ key }) => key.text.startsWith('checksum/'))
    .map(({ key }) => references(workload, 'helm-checksum-annotation', key.span));
}

function references(workload: Workload, row: string, at: RestartTriggerFact['at']): RestartTriggerFact {
  return { fact: 'restart-trigger', consumer: consumerOf(workload), row, watches: 'references', except: [], at };
}

/** `auto` and `search` speak for both sorts of carriers at once: said once, with the exceptions of both. */
function withoutRepeats(facts: readonly RestartTriggerFact[]): readonly RestartTriggerFact[] {
  const merged = new Map<string, RestartTriggerFact>();
  for (const fact of facts) {
    const key = `${fact.row} ${fact.at.line}:${fact.at.column}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, except: [...known.except, ...fact.except] } : fact);
  }
  return [...merged.values()];
}
