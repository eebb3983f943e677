/**
 * What is different between two inventories, by identity: what came, what went, and which figures of what stayed. Lines and reasons are no
 * difference, so that a moved file says nothing.
 */
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import type {
  WireConsumer,
  WireCredential,
  WireDependency,
  WireInventory,
  WireMilestones,
  WirePath,
} from '../wire/types.ts';

export const ENTITIES = ['credential', 'dependency', 'carrier', 'consumer', 'path', 'finding'] as const;
export type Entity = (typeof ENTITIES)[number];

/** A figure or word as it is written; null: there is none. */
type Figure = string | number | boolean | null;

export interface Difference {
  readonly entity: Entity;
  readonly change: 'added' | 'removed' | 'changed';
  readonly id: string;
  /** Of a change: each field that differs, in the order of the inventory. */
  readonly fields: ReadonlyArray<{ readonly field: string; readonly before: Figure; readonly after: Figure }>;
}

type Figures = Readonly<Record<string, Figure>>;
type Entities = ReadonlyMap<string, Figures>;

/** Sorted by entity, then id. */
export function differencesOf(before: WireInventory, after: WireInventory): readonly Difference[] {
  return ENTITIES.flatMap((entity) => {
    const [old, now] = [READ[entity](before), READ[entity](after)];
    const ids = [...new Set([...old.keys(), ...now.keys()])].toSorted(compareText);
    return ids.flatMap((id) => differenceOf(entity, id, old.get(id), now.get(id)));
  });
}

function differenceOf(entity: Entity, id: string, old?: Figures, now?: Figures): readonly Difference[] {
  if (old === undefined) return [{ entity, change: 'added', id, fields: [] }];
  if (now === undefined) return [{ entity, change: 'removed', id, fields: [] }];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  const fields = names.flatMap((field) => {
    const [was, is] = [old[field] ?? null, now[field] ?? null];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
  return fields.length === 0 ? [] : [{ entity, change: 'changed', id, fields }];
}

/** What is compared of each entity, by its id. */
const READ: Readonly<Record<Entity, (inventory: WireInventory) => Entities>> = {
  credential: ({ credentials }) => byId(credentials, ofCredential),
  dependency: ({ dependencies }) => byId(dependencies, ofDependency),
  carrier: ({ carriers }) =>
    byId(carriers, ({ type, environment, frozen }) => ({ type, environment, frozen: frozen ?? null })),
  consumer: ({ consumers }) => byId(consumers, ofConsumer),
  path: ({ paths }) => byId(paths, ofPath),
  // Findings have no id: a rule, what it is about, and how often.
  finding: ({ findings }) => {
    const same = groupBy(findings, ({ rule, credential, consumer }) =>
      [rule, credential, consumer].filter((part) => part !== null).join(' '),
    );
    return new Map([...same].map(([id, all]) => [id, { severity: all[0]?.severity ?? null, times: all.length }]));
  },
};

function byId<T extends { readonly id: string }>(items: readonly T[], figuresOf: (item: T) => Figures): Entities {
  return new Map(items.map((item) => [item.id, figuresOf(item)]));
}

function ofCredential(credential: WireCredential): Figures {
  const { convergence, revocation, overlapWindow } = credential;
  return {
    name: credential.name,
    kind: credential.kind,
    dependency: credential.dependency,
    owners: credential.owners.join(', ') || null,
    environments: credential.environments.join(', ') || null,
    carriers: credential.carriers.length,
    scopeRadius: credential.scopeRadius.score,
    rolloutRadius: credential.rolloutRadius.score,
    difficulty: credential.difficulty,
    ...boundsOf('automatic', convergence.automatic),
    ...boundsOf('withActions', convergence.withActions),
    neverWithoutAction: convergence.neverWithoutAction.length,
    verdict: revocation.verdict,
    overlapMinimum: overlapWindow.minimum,
    overlapDeclared: overlapWindow.declared,
    lastRotated: credential.lastRotated ?? null,
    cadence: credential.cadence ?? null,
  };
}

function ofDependency({ name, kind, acceptance, slots, sessionClass, behind }: WireDependency): Figures {
  return { name, kind, acceptance, slots, sessionClass, behind };
}

function ofConsumer(consumer: WireConsumer): Figures {
  const { name, kind, environment, owner, instances, connections, schedule, dormant, observability } = consumer;
  const { min, max } = instances;
  return {
    name,
    kind,
    environment,
    owner,
    instancesMin: min,
    instancesMax: max,
    connections,
    schedule,
    dormant,
    observability,
  };
}

function ofPath({ role, delivery, refresh, adopted, settled }: WirePath): Figures {
  return {
    role,
    delivery: delivery.form,
    variable: delivery.variable,
    path: delivery.path,
    refresh: refresh.mode,
    adopted: adopted.bound,
    settled: settled.bound,
  };
}

function boundsOf(which: string, { adopted, settled, confirmed }: WireMilestones): Figures {
  return {
    [`${which}.adopted`]: adopted.bound,
    [`${which}.settled`]: settled.bound,
    [`${which}.confirmed`]: confirmed.bound,
  };
}
