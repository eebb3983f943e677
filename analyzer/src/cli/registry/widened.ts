/** `--registry`: an inventory whose radii include what the other repositories of the organisation hold of the same credentials. */
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

/** The inventory as it is where no registry was asked for; null: the registry cannot be used, and that was said. */
export async function widened(inventory: WireInventory, asked: Asked, context: Context): Promise<WireInventory | null> {
  if (asked.registry === null) return inventory;
  const repository = nameGiven('repository', asked.repository ?? inventory.source.root);
  const branch = nameGiven('branch', asked.branch ?? 'main');
  const { loadKnowledge } = await import('../../knowledge/load.ts');
  const { usesWith } = await import('../../organisation/uses.ts');
  const { usesOf } = await import('../../sharing/use.ts');
  const { widenRadii } = await import('../../sharing/widen.ts');
  const identities = usesOf(repository, inventory).flatMap((use) => use.identities);
  const others = await inRegistry(asked.registry, context, (database) => usesWith(database, branch, identities));
  return others === null ? null : widenRadii(inventory, repository, others, loadKnowledge());
}
