/**
 * Render blueprints: services, workers and cron jobs with their variables, from groups, databases, other services, or set on the
 * dashboard. https://render.com/docs/blueprint-spec
 */
import type { ConsumerRef, Fact, Note } from '../model/fact.ts';
import type { ConsumerKind } from '../model/vocabulary.ts';
import { pathOf } from '../syntax/docker-build.ts';
import { baseName } from '../syntax/path.ts';
import {
  buildFact,
  carrierFact,
  consumerFact,
  deliveryFact,
  literalFacts,
  platformVariable,
  processUse,
  scheduleOf,
} from '../syntax/platform-app.ts';
import { at, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'render-blueprint',
  reads: 'render.yaml: services, cron jobs, variables and variable groups',
  syntax: 'yaml',
  accepts: ({ file, content }) =>
    /^render\.ya?ml$/.test(baseName(file)) && (at(content, 'services') ?? at(content, 'envVarGroups')) !== null,
  read({ content }, sight) {
    const notes: Note[] = [];
    const groups = new Map(itemsAt(content, 'envVarGroups').map((group) => [textAt(group, 'name') ?? '', group]));
    const blueprint: Blueprint = { groups, sight, notes };
    const written = [...groups].flatMap(([name, group]) => groupCarriers(name, group, sight));
    return {
      facts: [...written, ...itemsAt(content, 'services').flatMap((service) => readService(service, blueprint))],
      notes,
    };
  },
});

interface Blueprint {
  readonly groups: ReadonlyMap<string, Tree>;
  readonly sight: Sight;
  readonly notes: Note[];
}

const KINDS: Readonly<Record<string, ConsumerKind>> = {
  worker: 'worker',
  cron: 'cron',
  pserv: 'service',
  web: 'service',
};

function readService(service: Tree, blueprint: Blueprint): readonly Fact[] {
  const name = scalarAt(service, 'name');
  const kind = KINDS[textAt(service, 'type') ?? ''];
  if (!name?.text || !kind) return [];
  const consumer: ConsumerRef = { kind: 'render-service', namespace: null, name: name.text };
  const schedule = scalarAt(service, 'schedule');
  const command = scalarAt(service, 'startCommand') ?? scalarAt(service, 'dockerCommand');
  const image = scalarAt(service, 'image', 'url');
  return [
    consumerFact(consumer, kind, name.span, {
      application: name.text,
      // The fact tables have no row of Render's own; it runs plain cron in UTC.
      schedules: schedule?.text ? [scheduleOf(schedule.text, 'UTC', 'unix-crontab', schedule.span)] : [],
      freshProcess: kind === 'cron',
      images: image?.text
        ? [{ container: null, image: image.text, at: image.span }]
        : command?.text
          ? [processUse(command.text, command.span)]
          : [],
    }),
    ...(image?.text ? [] : buildOf(service, consumer, name.span)),
    ...itemsAt(service, 'envVars').flatMap((item) => readVariable(item, consumer, blueprint)),
  ];
}

function buildOf(service: Tree, consumer: ConsumerRef, place: Tree['span']): readonly Fact[] {
  const root = pathOf('', textAt(service, 'rootDir') ?? '.');
  const context = root === null ? null : pathOf(root, textAt(service, 'dockerContext') ?? '.');
  const written = textAt(service, 'dockerfilePath');
  if (root === null || context === null) return [];
  return [buildFact(context, place, { consumer, dockerfile: written ? pathOf(root, written) : null })];
}

function readVariable(item: Tree, consumer: ConsumerRef, blueprint: Blueprint): readonly Fact[] {
  const group = scalarAt(item, 'fromGroup');
  if (group?.text) return fromGroup(group.text, group.span, consumer, blueprint);
  const key = scalarAt(item, 'key');
  if (!key?.text) return [];
  const variable = key.text;
  const literal = scalarAt(item, 'value');
  if (literal && literal.value !== null)
    return literalFacts([consumer], variable, literal, blueprint.sight.look(literal.text, literal.span, variable), {
      under: [consumer.name],
    });
  const database = textAt(item, 'fromDatabase', 'name');
  const other = textAt(item, 'fromService', 'name');
  const from = database
    ? platformVariable(`render/${database}`, textAt(item, 'fromDatabase', 'property') ?? 'connectionString')
    : other
      ? platformVariable(
          `render/${other}`,
          textAt(item, 'fromService', 'envVarKey') ?? textAt(item, 'fromService', 'property') ?? variable,
        )
      : // `sync: false` and `generateValue`: one value for this service alone.
        platformVariable(`render/${consumer.name}`, variable);
  return [deliveryFact(consumer, from, 'env', key.span, { variable })];
}

/** Every variable of a group that is written here; one that is kept on the dashboard alone is said to be unknown. */
function fromGroup(
  name: string,
  place: Tree['span'],
  consumer: ConsumerRef,
  { groups, notes }: Blueprint,
): readonly Fact[] {
  const group = groups.get(name);
  if (!group) {
    notes.push({ note: 'unresolved', what: `the variables of group ${name}`, at: place });
    return [];
  }
  return itemsAt(group, 'envVars').flatMap((item) => {
    const variable = textAt(item, 'key');
    return variable
      ? [deliveryFact(consumer, platformVariable(`render/${name}`, variable), 'env', place, { variable })]
      : [];
  });
}

function groupCarriers(name: string, group: Tree, sight: Sight): readonly Fact[] {
  return itemsAt(group, 'envVars').flatMap((item) => {
    const variable = textAt(item, 'key');
    const literal = scalarAt(item, 'value');
    if (!variable || !literal?.text) return [];
    return [
      carrierFact(
        platformVariable(`render/${name}`, variable),
        sight.look(literal.text, literal.span, variable),
        literal.span,
      ),
    ];
  });
}
