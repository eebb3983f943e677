/** `--registry`: inventories whose radii include what the other repositories of the organisation hold of the same credentials. */
import type { WireInventory } from '../../wire/types.ts';
import type { Context } from '../contract.ts';
import type { Options } from '../options.ts';
import { BRANCH_OPTION, inRegistry, nameGiven } from './organisation.ts';

export const WIDENING_OPTIONS = {
  registry: {
    kind: 'text',
    value: 'FOLDER|URL',
    says: 'both radii over all repositories that published to this registry',
  },
  repository: {
    kind: 'text',
    value: 'NAME',
    says: 'with --registry: the name this one is published under; its folder\u2019s if not given',
  },
  ...BRANCH_OPTION,
} as const satisfies Options;

interface Asked {
  readonly registry: string | null;
  readonly repository: string | null;
  readonly branch: string | null;
}

export interface Widened {
  readonly inventory: WireInventory;
  /** By credential id: the other repositories whose part is in its radii. */
  readonly elsewhere: ReadonlyMap<string, readonly string[]>;
}

/** The inventory as it is where no registry was asked for; null: the registry cannot be used, and that was said. */
export async function widened(inventory: WireInventory, asked: Asked, context: Context): Promise<WireInventory | null> {
  const all = await widenedAll([inventory], asked, context);
  return all?.[0]?.inventory ?? null;
}

/** Several of one repository, held against the same state of the registry; null as for one. */
export async function widenedAll(
  inventories: readonly WireInventory[],
  asked: Asked,
  context: Context,
): Promise<readonly Widened[] | null> {
  if (asked.registry === null) return inventories.map((inventory) => ({ inventory, elsewhere: new Map() }));
  const repository = nameGiven('repository', asked.repository ?? inventories[0]?.source.root ?? null);
  const branch = nameGiven('branch', asked.branch ?? 'main');
  const { loadKnowledge } = await import('../../knowledge/load.ts');
  const { usesWith } = await import('../../organisation/uses.ts');
  const { usesOf } = await import('../../sharing/use.ts');
  const { repositoriesBeside, widenRadii } = await import('../../sharing/widen.ts');
  const uses = inventories.flatMap((inventory) => usesOf(repository, inventory));
  const identities = uses.flatMap((use) => use.identities);
  const others = await inRegistry(asked.registry, context, (database) => usesWith(database, branch, identities), {
    reads: true,
  });
  if (others === null) return null;
  return inventories.map((inventory) => ({
    inventory: widenRadii(inventory, repository, others, loadKnowledge()),
    elsewhere: repositoriesBeside(inventory, repository, others),
  }));
}
