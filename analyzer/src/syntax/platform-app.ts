/**
 * What the app files of hosting platforms have in common: facts with everything left open that the file does not tell. It
 * knows no platform; each reader says what its own file means.
 */
import type {
  BuildFact,
  CarrierFact,
  CarrierRef,
  ConsumerFact,
  ConsumerRef,
  DeliveryFact,
  Fact,
  ImageUse,
  Schedule,
  ValueSeen,
} from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import type { ConsumerKind, DeliveryForm } from '../model/vocabulary.ts';
import { commandWords } from './command-words.ts';
import { baseName, folderOf } from './path.ts';
import type { Scalar } from './tree.ts';

/** A consumer of one instance that runs now, as far as `told` does not say otherwise. */
export function consumerFact(
  consumer: ConsumerRef,
  kind: ConsumerKind,
  at: Span,
  told: Partial<ConsumerFact> = {},
): ConsumerFact {
  return {
    fact: 'consumer',
    consumer,
    kind,
    application: null,
    instances: { min: 1, max: 1, declared: false },
    schedules: [],
    dormant: null,
    freshProcess: false,
    lifecycle: null,
    images: [],
    serviceAccount: null,
    owner: null,
    at,
    ...told,
  };
}

/** A delivery that only says from where and how. */
export function deliveryFact(
  consumer: ConsumerRef,
  from: CarrierRef,
  form: DeliveryForm,
  at: Span,
  told: Partial<DeliveryFact> = {},
): DeliveryFact {
  return {
    fact: 'delivery',
    consumer,
    container: null,
    from,
    form,
    variable: null,
    path: null,
    optional: false,
    role: null,
    row: null,
    value: null,
    at,
    ...told,
  };
}

/** A carrier whose text stands at `at`. */
export function carrierFact(carrier: CarrierRef, value: ValueSeen, at: Span): CarrierFact {
  return { fact: 'carrier', carrier, value, secretType: null, frozen: null, at };
}

/** A build from `context`, a folder relative to the root. */
export function buildFact(context: string, at: Span, told: Partial<BuildFact> = {}): BuildFact {
  return { fact: 'build', image: null, consumer: null, context, dockerfile: null, target: null, at, ...told };
}

/** A schedule that starts a run whether or not the last one has ended. */
export function scheduleOf(cron: string, timeZone: string | null, row: string, at: Span): Schedule {
  return { cron, timeZone, concurrency: 'Allow', startingDeadline: null, row, at };
}

/** A variable that a platform keeps for `scope` (an app, a service, a group). */
export function platformVariable(scope: string, name: string): CarrierRef {
  return { type: 'environment', scope, name, key: null };
}

/** A text written in the app file itself, named by where it goes. */
export function writtenAt(place: Span, ...path: readonly string[]): CarrierRef {
  return { type: 'file', scope: null, name: place.file, key: path.join('.') };
}

/** A literal as a carrier named by `under` and its variable, delivered to each of `consumers`. */
export function literalFacts(
  consumers: readonly ConsumerRef[],
  variable: string,
  text: Scalar,
  value: ValueSeen,
  { under, ...told }: { readonly under: readonly string[] } & Partial<Pick<DeliveryFact, 'form' | 'row' | 'container'>>,
): readonly Fact[] {
  const from = writtenAt(text.span, ...under, variable);
  const more = { variable, value, ...told };
  return [
    carrierFact(from, value, text.span),
    ...consumers.map((consumer) => deliveryFact(consumer, from, told.form ?? 'literal', text.span, more)),
  ];
}

/** A process that a platform starts from an image it builds itself: the image has no name, the command tells what runs. */
export function processUse(command: string | readonly string[], at: Span): ImageUse {
  return { container: null, image: '', command: commandWords(typeof command === 'string' ? [command] : command), at };
}

/** Name of an image without tag and digest; null where nothing but a template remains. */
export function imageName(written: string): string | null {
  const name = written
    .trim()
    .replace(/@sha\w+:.*$/, '')
    .replace(/:[^/]*$/, '');
  return name === '' || /[$`{}\s]/.test(name) ? null : name;
}

/** What an app without a name of its own is called: its folder, or `fallback` in the root. */
export function folderName(file: string, fallback: string): string {
  return baseName(folderOf(file)) || fallback;
}

/** The namespace of a consumer that only its file places: the folder; null for the root. */
export function folderNamespace(file: string): string | null {
  return folderOf(file) || null;
}
