/** Compose services as consumers: how many, whether they run now, whether they end by themselves. */
import type { ConsumerFact, ImageUse, Instances } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { commandTexts, commandWords } from '../syntax/command-words.ts';
import { type ComposeService, composeServices } from '../syntax/compose.ts';
import { withDefaults } from '../syntax/interpolation.ts';
import { entriesAt, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'compose-service',
  reads: 'Docker Compose services: replicas, profiles, one-shot jobs, images',
  syntax: 'compose',
  accepts: () => true,
  read(unit, sight) {
    const services = composeServices(unit);
    const awaited = new Set(services.flatMap(({ tree }) => awaitedToEnd(tree)));
    return {
      facts: services.map((service) => consumerFact(service, awaited.has(service.consumer.name), sight)),
      notes: [],
    };
  },
});

function consumerFact(
  { consumer, project, tree, at: place }: ComposeService,
  awaited: boolean,
  sight: Sight,
): ConsumerFact {
  const ends = awaited || neverRestarts(tree) || runsClient(tree, sight);
  return {
    fact: 'consumer',
    consumer,
    kind: ends ? 'job' : 'service',
    application: project,
    instances: instancesOf(tree),
    schedules: [],
    dormant: dormancyOf(tree),
    freshProcess: ends,
    lifecycle: null,
    images: imagesOf(tree, place),
    serviceAccount: null,
    owner: null,
    at: place,
  };
}

/** Services this one waits for to end: only a one-shot service does. */
function awaitedToEnd(service: Tree): readonly string[] {
  return entriesAt(service, 'depends_on')
    .filter(({ value }) => textAt(value, 'condition') === 'service_completed_successfully')
    .map(({ key }) => key.text);
}

/** `restart: no` is the default and says nothing; written out it says that the end is meant. */
function neverRestarts(service: Tree): boolean {
  const restart = textAt(service, 'restart') ?? textAt(service, 'deploy', 'restart_policy', 'condition');
  return restart === 'no' || restart === 'false' || restart === 'none';
}

/** What keeps a client running: a loop, a scheduler, a daemon of its own. */
const STAYS = /\b(?:while|until|watch|sleep infinity|tail -f|crond?|serve|rcd|mount)\b/;

/** A client in a service that nobody asked to restart. */
function runsClient(service: Tree, sight: Sight): boolean {
  if (textAt(service, 'restart') !== null || textAt(service, 'deploy', 'restart_policy', 'condition') !== null)
    return false;
  const image = withDefaults(textAt(service, 'image') ?? '') ?? '';
  const command = [...commandTexts(service, 'entrypoint'), ...commandTexts(service, 'command')];
  return sight.isClientImage(image) && !STAYS.test(command.join(' '));
}

function instancesOf(service: Tree): Instances {
  // One on each node, and the file does not say how many nodes there are.
  if (textAt(service, 'deploy', 'mode')?.startsWith('global')) return { min: 1, max: null, declared: false };
  const written = scalarAt(service, 'deploy', 'replicas') ?? scalarAt(service, 'scale');
  if (!written) return { min: 1, max: 1, declared: false };
  const count = Number(withDefaults(written.text) ?? Number.NaN);
  if (!Number.isInteger(count) || count < 0) return { min: 1, max: null, declared: false };
  return { min: count, max: count, declared: !written.text.includes('$') };
}

function dormancyOf(service: Tree): string | null {
  const profiles = itemsAt(service, 'profiles').flatMap((item) => textAt(item) ?? []);
  if (profiles.length > 0) return `profile ${profiles.join(', ')}`;
  return instancesOf(service).max === 0 ? 'replicas 0' : null;
}

/** A service that is built needs no image name; what it runs is told all the same. */
function imagesOf(tree: Tree, place: Span): readonly ImageUse[] {
  const image = scalarAt(tree, 'image');
  const command = commandWords([...commandTexts(tree, 'entrypoint'), ...commandTexts(tree, 'command')]);
  if (!image?.text && command.length === 0) return [];
  return [
    {
      container: null,
      image: image?.text ?? '',
      ...(command.length > 0 ? { command } : {}),
      at: image?.span ?? place,
    },
  ];
}
