/**
 * The second reading: every inventory in turn becomes rows of the merged one, and what joins is kept until the end. The caller writes the rows as they
 * come, so that memory is that of one inventory and of what is shared.
 */
import type { Knowledge } from '../../knowledge/tables.ts';
import { groupBy } from '../../model/group.ts';
import { compareText } from '../../model/place.ts';
import type { WireInventory } from '../../wire/types.ts';
import type { At } from '../place.ts';
import { everyUse, identitiesOf, type Use } from '../use.ts';
import { type Member, type MergedCredential, mergeCredential } from './credential.ts';
import type { Plan } from './ledger.ts';
import { renamed } from './renamed.ts';

/** Lists of the inventory, in the order of the format. */
export const SECTIONS = [
  'credentials',
  'dependencies',
  'carriers',
  'derivations',
  'consumers',
  'paths',
  'findings',
] as const;
export type Section = (typeof SECTIONS)[number];
type Coverage = Pick<WireInventory['coverage'], 'filesSkipped' | 'unresolved'>;
export type Rows = Readonly<Record<Section, readonly unknown[]>> & Coverage;

export interface Merge {
  /** Rows of one repository; to be given in the order of the plan. What an earlier one has shown already is left out. */
  rows(repository: string, inventory: WireInventory): Rows;
  /** The credentials that several repositories hold, sorted; after the last rows. */
  shared(knowledge: Knowledge): readonly MergedCredential[];
}

export function openMerge(plan: Plan): Merge {
  const members: Member[] = [];
  const wholes: { readonly id: string; readonly use: Use }[] = [];
  const shown = new Set<string>();
  return {
    rows(repository, inventory) {
      const at = { repository, commit: inventory.source.commit };
      const whole = renamed(repository, inventory, plan);
      const uses = everyUse(repository, inventory);
      // Ids of carriers known everywhere are the same under both names.
      const everywhere = identitiesOf(inventory);
      const alone = collect(whole, uses, at, plan, members, wholes);
      return { ...firstShown(whole, everywhere, plan, shown), credentials: alone, ...coverageOf(whole) };
    },
    shared(knowledge) {
      const ofWhole = groupBy(wholes, ({ id }) => id);
      return [...groupBy(members, ({ credential }) => credential.id)]
        .sort(([a], [b]) => compareText(a, b))
        .flatMap(([id, [first, ...rest]]) => {
          const also = (ofWhole.get(id) ?? []).map(({ use }) => use);
          return first ? [mergeCredential([first, ...rest], also, knowledge)] : [];
        });
    },
  };
}

/** Keeps what joins; gives the others. */
function collect(
  { credentials }: WireInventory,
  uses: readonly Use[],
  at: At,
  plan: Plan,
  members: Member[],
  wholes: { readonly id: string; readonly use: Use }[],
): readonly MergedCredential[] {
  return credentials.flatMap((credential, n): readonly MergedCredential[] => {
    const use = uses[n];
    if (!use) return [];
    wholes.push(...plan.alsoHeldBy(at.repository, use.credential).map((id) => ({ id, use })));
    if (plan.joinedId(at.repository, use.credential) === null) return [{ ...credential, repositories: [at] }];
    members.push({ at, credential, use });
    return [];
  });
}

/**
 * One carrier, one workload, one path of it: the first repository that shows it speaks for it. Names of what only one repository can show are not
 * remembered.
 */
function firstShown(
  whole: WireInventory,
  everywhere: ReadonlyMap<string, unknown>,
  plan: Plan,
  shown: Set<string>,
): Omit<Rows, 'credentials' | keyof Coverage> {
  const { dependencies, carriers, derivations, consumers, paths, findings } = whole;
  const isFirst = (name: string): boolean => !shown.has(name) && shown.add(name).has(name);
  return {
    dependencies,
    carriers: carriers.filter(({ id }) => !everywhere.has(id) || isFirst(id)),
    derivations: derivations.filter(
      ({ from, to, by }) => !everywhere.has(from) || !everywhere.has(to) || isFirst(`${from} > ${to} > ${by}`),
    ),
    consumers: consumers.filter(({ id }) => !plan.isRepeated(id) || isFirst(id)),
    paths: paths.filter(({ id, consumer }) => !plan.isRepeated(consumer) || isFirst(id)),
    findings,
  };
}

function coverageOf({ coverage }: WireInventory): Coverage {
  return { filesSkipped: coverage.filesSkipped, unresolved: coverage.unresolved };
}
