/**
 * Cloud Run services and jobs in YAML: secrets of Secret Manager as variables and files. A variable is resolved when an instance starts, a
 * mounted one at each read. https://cloud.google.com/run/docs/configuring/services/secrets
 */
import type { ConsumerRef, Fact, Note } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { googleSecret, takenBy } from '../syntax/cloud-secret.ts';
import { commandTexts, commandWords } from '../syntax/command-words.ts';
import { annotationsOf } from '../syntax/kubernetes.ts';
import { consumerFact, deliveryFact, literalFacts, platformVariable } from '../syntax/platform-app.ts';
import { at, entriesAt, itemsAt, numberAt, type Scalar, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'cloud-run',
  reads: 'Cloud Run services and jobs: secrets of Secret Manager as variables and files',
  syntax: 'yaml',
  accepts: ({ content }) => isCloudRun(content),
  read({ content }, sight) {
    const name = scalarAt(content, 'metadata', 'name');
    if (!name?.text) return { facts: [], notes: [] };
    const kind = textAt(content, 'kind') === 'Job' ? 'cloud-run-job' : 'cloud-run-service';
    const service: Service = {
      consumer: { kind, namespace: null, name: name.text },
      pod: podOf(content),
      aliases: aliasesOf(content),
      sight,
      notes: [],
    };
    const facts = itemsAt(service.pod, 'containers').flatMap((container) => readContainer(service, container));
    return { facts: [consumer(service, content, name), ...facts], notes: service.notes };
  },
});

/** Knative's own Services take Kubernetes Secrets; Cloud Run marks its objects, or names a version where Knative has a key. */
function isCloudRun(tree: Tree): boolean {
  const version = textAt(tree, 'apiVersion') ?? '';
  const kind = textAt(tree, 'kind');
  if (kind === 'Job' && version === 'run.googleapis.com/v1') return true;
  if (kind !== 'Service' || !version.startsWith('serving.knative.dev/')) return false;
  const template = at(tree, 'spec', 'template');
  const names = [...annotationsOf(tree), ...annotationsOf(template), ...entriesAt(tree, 'metadata', 'labels')].map(
    ({ key }) => key.text,
  );
  return names.some((name) => /(?:^|\.)(?:run|cloud)\.googleapis\.com\//.test(name)) || takesVersion(podOf(tree));
}

function takesVersion(pod: Tree | null): boolean {
  return itemsAt(pod, 'containers').some((container) =>
    itemsAt(container, 'env').some((item) =>
      /^(?:latest|\d+)$/.test(textAt(item, 'valueFrom', 'secretKeyRef', 'key') ?? ''),
    ),
  );
}

/** A job has two templates around its pod. */
function podOf(tree: Tree): Tree | null {
  return at(tree, 'spec', 'template', 'spec', 'template', 'spec') ?? at(tree, 'spec', 'template', 'spec');
}

interface Service {
  readonly consumer: ConsumerRef;
  readonly pod: Tree | null;
  /** Names that stand for secrets of other projects. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly sight: Sight;
  readonly notes: Note[];
}

/** `run.googleapis.com/secrets: alias:projects/P/secrets/S,…`. */
function aliasesOf(tree: Tree): ReadonlyMap<string, string> {
  const written = [tree, at(tree, 'spec', 'template')].flatMap((one) =>
    annotationsOf(one).flatMap(({ key, value }) =>
      key.text === 'run.googleapis.com/secrets' ? (textAt(value) ?? '').split(',') : [],
    ),
  );
  return new Map(
    written.flatMap((pair) => {
      const colon = pair.indexOf(':');
      return colon > 0 ? [[pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()] as const] : [];
    }),
  );
}

function consumer({ consumer: ref, pod }: Service, tree: Tree, name: Scalar): Fact {
  const scale = Object.fromEntries(
    annotationsOf(at(tree, 'spec', 'template')).map(({ key, value }) => [key.text, value]),
  );
  const [min, max] = ['minScale', 'maxScale'].map((field) =>
    numberAt(scale[`autoscaling.knative.dev/${field}`] ?? null),
  );
  const images = itemsAt(pod, 'containers').flatMap((container) => {
    const image = scalarAt(container, 'image');
    const texts = [...commandTexts(container, 'command'), ...commandTexts(container, 'args')];
    const command = texts.length > 0 ? { command: commandWords(texts) } : {};
    return image?.text ? [{ container: textAt(container, 'name'), image: image.text, ...command, at: image.span }] : [];
  });
  const isJob = ref.kind === 'cloud-run-job';
  return consumerFact(ref, isJob ? 'job' : 'service', name.span, {
    application: name.text,
    instances: {
      min: min ?? (isJob ? 1 : 0),
      max: max ?? (isJob ? 1 : null),
      declared: max !== null && max !== undefined,
    },
    freshProcess: isJob,
    images,
    serviceAccount: textAt(pod, 'serviceAccountName'),
  });
}

function readContainer(service: Service, container: Tree): readonly Fact[] {
  const name = textAt(container, 'name');
  const variables = itemsAt(container, 'env').flatMap((item) => readVariable(service, name, item));
  const mounts = itemsAt(container, 'volumeMounts').flatMap((mount) => readMount(service, name, mount));
  return [...variables, ...mounts];
}

function readVariable(service: Service, container: string | null, item: Tree): readonly Fact[] {
  const variable = textAt(item, 'name');
  const literal = scalarAt(item, 'value');
  const secret = scalarAt(item, 'valueFrom', 'secretKeyRef', 'name');
  if (!variable) return [];
  if (literal) {
    const seen = service.sight.look(literal.text, literal.span, variable);
    return literalFacts([service.consumer], variable, literal, seen, {
      under: [service.consumer.name, container ?? ''],
      container,
    });
  }
  if (!secret?.text) return [];
  const version = textAt(item, 'valueFrom', 'secretKeyRef', 'key');
  return taken(service, secret, version, variable, (from) => [
    deliveryFact(service.consumer, from, 'env', secret.span, { container, variable, row: 'gcp-cloudrun-secret-env' }),
  ]);
}

function readMount(service: Service, container: string | null, mount: Tree): readonly Fact[] {
  const folder = textAt(mount, 'mountPath');
  const volume = itemsAt(service.pod, 'volumes').find((one) => textAt(one, 'name') === textAt(mount, 'name'));
  const secret = scalarAt(volume, 'secret', 'secretName');
  if (!folder || !secret?.text) return [];
  return itemsAt(volume, 'secret', 'items').flatMap((item) => {
    const path = `${folder.replace(/\/$/, '')}/${textAt(item, 'path') ?? secret.text}`;
    return taken(service, secret, textAt(item, 'key'), path, (from) => [
      deliveryFact(service.consumer, from, 'volume', secret.span, {
        container,
        path,
        row: 'gcp-cloudrun-secret-volume',
      }),
    ]);
  });
}

type From = Parameters<typeof deliveryFact>[1];

function taken(
  service: Service,
  name: Scalar,
  version: string | null,
  as: string,
  deliver: (from: From) => readonly Fact[],
): readonly Fact[] {
  const place: Span = name.span;
  const secret = googleSecret(service.aliases.get(name.text) ?? name.text, version, place);
  if (!secret) {
    service.notes.push({ note: 'unresolved', what: `the secret of ${as} is computed`, at: place });
    return [];
  }
  const copy = platformVariable(`cloud-run/${service.consumer.name}`, as);
  const { from, facts } = takenBy(secret, copy, 'cloud-run', place);
  return [...facts, ...deliver(from)];
}
