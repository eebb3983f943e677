/**
 * Programs that a process manager starts inside a container (supervisord, a uWSGI master): they have the container's environment and
 * files, run the code of its image, and are started anew with it. Each is placed where its container is; nothing is joined by name:
 * the container's command names the configuration file, or its recipe copies it.
 */
import { type Evidence, seen } from '../model/evidence.ts';
import type { ConsumerFact, DeliveryFact, ImageUse } from '../model/fact.ts';
import { groupBy } from '../model/group.ts';
import type { DeliveryForm } from '../model/vocabulary.ts';
import { type Builds, dockerfileOf, indexBuilds } from './code/builds.ts';
import { baseName, join, parent } from './code/files.ts';
import { consumerKey } from './deliveries.ts';
import type { Placed, PlacedFacts } from './place.ts';

/** Kinds of consumer that a configuration file of a process manager declares, with the program that starts them. */
const MANAGERS: ReadonlyMap<string, RegExp> = new Map([
  ['supervisor-program', /^supervisord$/],
  ['uwsgi-process', /^uwsgi$/],
]);

/** Programs that run code of an image. What else a manager starts (nginx, crond) has no use for the secrets around it. */
const RUNS_CODE =
  /^(?:python[\d.]*|celery|gunicorn|uvicorn|daphne|hypercorn|rq|php[\d.]*|artisan|node|npm|npx|pnpm|yarn|bun|deno|ruby|bundle|rake|rails|puma|sidekiq|java|dotnet|[\w-]+\.(?:py|[cm]?js|ts|rb|php|jar|dll|sh))$/;

/** Forms that belong to the image or to whoever pulls it, not to its programs. */
const NOT_INHERITED: ReadonlySet<DeliveryForm> = new Set<DeliveryForm>(['image-pull', 'build-arg']);

interface Hosted {
  readonly program: ConsumerFact;
  readonly host: Placed<ConsumerFact>;
  readonly use: ImageUse | null;
  readonly because: Evidence;
}

/** The facts with every program at the places of the containers that start it, and with what it inherits there. */
export function placeProcesses(facts: PlacedFacts, repository: string): PlacedFacts {
  const programs = facts.consumer.filter(({ fact }) => MANAGERS.has(fact.consumer.kind));
  if (programs.length === 0) return facts;
  const builds = indexBuilds(facts, repository);
  const all = new Set(programs.map(({ fact }) => fact));
  const hosted = facts.consumer.flatMap((host) => (all.has(host.fact) ? [] : startedBy(host, all, builds)));
  if (hosted.length === 0) return facts;
  const known = new Set(hosted.map(({ program }) => program));
  const placed: Given = {
    outer: groupBy(facts.delivery, ({ fact, place }) => consumerKey(fact.consumer, place)),
    own: groupBy(facts.delivery, ({ fact }) => refKey(fact.consumer)),
  };
  const inherited = hosted.flatMap((one) => deliveriesOf(one, placed));
  const replaced = new Set(hosted.map(({ program }) => refKey(program.consumer)));
  const others = facts.delivery.filter(({ fact }) => !replaced.has(refKey(fact.consumer)));
  const triggers = groupBy(facts['restart-trigger'], ({ fact, place }) => consumerKey(fact.consumer, place));
  return {
    ...facts,
    consumer: [...facts.consumer.filter(({ fact }) => !known.has(fact)), ...hosted.map(consumerIn)],
    delivery: [...others, ...inherited],
    build: [...facts.build, ...hosted.flatMap((one) => buildOf(one, builds))],
    'restart-trigger': [
      ...facts['restart-trigger'],
      ...hosted.flatMap(({ program, host }) =>
        (triggers.get(keyOf(host)) ?? []).map(({ fact, place }) => ({
          fact: { ...fact, consumer: program.consumer },
          place,
        })),
      ),
    ],
  };
}

/** The programs whose configuration file this consumer's image is started with. */
function startedBy(host: Placed<ConsumerFact>, programs: ReadonlySet<ConsumerFact>, builds: Builds): readonly Hosted[] {
  const uses: readonly (ImageUse | null)[] = host.fact.images.length > 0 ? host.fact.images : [null];
  return uses.flatMap((use) => {
    const build = builds.buildOf(use, host.fact.consumer);
    const recipes = build ? builds.recipesOf(dockerfileOf(build)) : [];
    const recipe = recipes.find(({ target }) => target === (build?.target ?? null)) ?? recipes[0];
    const copied = new Set((recipe?.copies ?? []).map((path) => join(build?.context ?? '', path)));
    const words = use?.command ?? recipe?.command ?? [];
    const replaced = use?.command !== undefined;
    return [...programs].flatMap((program): readonly Hosted[] => {
      const { file } = program.at;
      const named = words.some((word) => isTail(word, file));
      const runs = words.some((word) => MANAGERS.get(program.consumer.kind)?.test(baseName(word)));
      const isIn = copied.has(file) && (runs || !replaced);
      if (!named && !isIn) return [];
      const says = `started in ${host.fact.consumer.name}, which runs with ${file}`;
      return [{ program, host, use, because: seen(program.at, says, named ? 'exact' : 'inferred') }];
    });
  });
}

/** `/opt/lamp/docker/uwsgi.ini` ends like `docker/uwsgi.ini`: the file's name, and its folder where both have one. */
function isTail(word: string, file: string): boolean {
  if (baseName(word) !== baseName(file)) return false;
  const [written, own] = [baseName(parent(word)), baseName(parent(file))];
  return written === '' || own === '' || written === '.' || written === own;
}

/** As often as its container runs, asleep when that is, replaced as that is. */
function consumerIn({ program, host }: Hosted): Placed<ConsumerFact> {
  const [own, outer] = [program.instances, host.fact.instances];
  const fact: ConsumerFact = {
    ...program,
    instances: {
      min: own.min * outer.min,
      max: own.max === null || outer.max === null ? null : own.max * outer.max,
      declared: outer.declared,
    },
    dormant: host.fact.dormant ?? program.dormant,
    lifecycle: host.fact.lifecycle,
    application: host.fact.application ?? program.application,
    owner: host.fact.owner,
  };
  return { fact, place: host.place };
}

/** Deliveries by the consumer at its place, and by the consumer alone. */
interface Given {
  readonly outer: ReadonlyMap<string, readonly Placed<DeliveryFact>[]>;
  readonly own: ReadonlyMap<string, readonly Placed<DeliveryFact>[]>;
}

/** What the program is given by its manager, and what it inherits from its container. */
function deliveriesOf({ program, host, use, because }: Hosted, placed: Given): readonly Placed<DeliveryFact>[] {
  const outer = (placed.outer.get(keyOf(host)) ?? []).filter(
    ({ fact }) =>
      !NOT_INHERITED.has(fact.form) &&
      (fact.container === null || use === null || use.container === null || fact.container === use.container),
  );
  const own = placed.own.get(refKey(program.consumer)) ?? [];
  const given = own.map(({ fact }): Placed<DeliveryFact> => {
    const from =
      fact.from.type === 'environment' ? outer.find((other) => other.fact.variable === fact.from.name) : null;
    const filled = from ? { ...from.fact, variable: fact.variable } : fact;
    return { fact: within(filled, program), place: host.place, because: [seen(fact.at, because.says), because] };
  });
  if (!runsCode(program)) return given;
  const set = new Set(own.flatMap(({ fact }) => fact.variable ?? []));
  const inherited = outer
    .filter(({ fact }) => fact.variable === null || !set.has(fact.variable))
    .map(({ fact }) => ({ fact: within(fact, program), place: host.place, because: [because] }));
  return [...given, ...inherited];
}

function within(fact: DeliveryFact, { consumer }: ConsumerFact): DeliveryFact {
  return { ...fact, consumer, container: null };
}

function runsCode({ images }: ConsumerFact): boolean {
  return images.some(({ command }) => command?.some((word) => RUNS_CODE.test(baseName(word))));
}

function buildOf({ program, host, use }: Hosted, builds: Builds): PlacedFacts['build'] {
  const build = runsCode(program) ? builds.buildOf(use, host.fact.consumer) : null;
  return build ? [{ fact: { ...build, image: null, consumer: program.consumer }, place: host.place }] : [];
}

function refKey({ kind, namespace, name }: ConsumerFact['consumer']): string {
  return `${kind} ${namespace ?? ''} ${name}`;
}

function keyOf({ fact, place }: Placed<ConsumerFact>): string {
  return consumerKey(fact.consumer, place);
}
