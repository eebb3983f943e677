/**
 * The first reading of many inventories: which credentials of which repositories are one. It keeps names only, so that three thousand inventories
 * fit; what belongs to a joined credential is collected in the second reading.
 */
import { compareText } from '../../model/place.ts';
import type { WireInventory } from '../../wire/types.ts';
import { joinUses } from '../join.ts';
import type { At } from '../place.ts';
import { usesOf } from '../use.ts';

/** What is known of one repository. */
export interface Listed extends At {
  readonly root: string;
  readonly tool: string;
  readonly credentials: number;
  readonly filesRead: number;
  readonly filesSkipped: number;
  readonly unresolved: number;
}

export interface Ledger {
  add(repository: string, inventory: WireInventory): void;
  /** What joins; the same for every order of adding. */
  close(): Plan;
}

export interface Plan {
  /** Sorted by name. */
  readonly repositories: readonly Listed[];
  /** Id of the joined credential that this one is part of; null: it stays alone. */
  joinedId(repository: string, credential: string): string | null;
  /** Ids of joined credentials that a use of the whole item holds too. */
  alsoHeldBy(repository: string, credential: string): readonly string[];
  /** Whether several repositories show this workload. */
  isRepeated(consumer: string): boolean;
}

export function openLedger(): Ledger {
  const repositories: Listed[] = [];
  const named: Named[] = [];
  const workloads = new Set<string>();
  const repeated = new Set<string>();
  return {
    add(repository, inventory) {
      repositories.push(listed(repository, inventory));
      for (const { credential, identities } of usesOf(repository, inventory))
        named.push({ repository, credential, identities });
      for (const { id, cluster } of inventory.consumers) {
        if (cluster === null) continue;
        (workloads.has(id) ? repeated : workloads).add(id);
      }
    },
    close() {
      const joined = new Map<string, string>();
      const held = new Map<string, string[]>();
      named.sort((a, b) => compareText(a.repository, b.repository) || compareText(a.credential, b.credential));
      for (const { key, uses, ofWhole } of joinUses(named)) {
        const id = `cred:${key}`;
        for (const use of uses) joined.set(nameOf(use.repository, use.credential), id);
        for (const use of ofWhole) {
          const name = nameOf(use.repository, use.credential);
          held.set(name, [...(held.get(name) ?? []), id]);
        }
      }
      return {
        repositories: repositories.toSorted((a, b) => compareText(a.repository, b.repository)),
        joinedId: (repository, credential) => joined.get(nameOf(repository, credential)) ?? null,
        alsoHeldBy: (repository, credential) => held.get(nameOf(repository, credential)) ?? [],
        isRepeated: (consumer) => repeated.has(consumer),
      };
    },
  };
}

type Named = Pick<ReturnType<typeof usesOf>[number], 'repository' | 'credential' | 'identities'>;

function nameOf(repository: string, credential: string): string {
  return JSON.stringify([repository, credential]);
}

function listed(repository: string, { source, tool, credentials, coverage }: WireInventory): Listed {
  return {
    repository,
    commit: source.commit,
    root: source.root,
    tool: `${tool.name} ${tool.version}`,
    credentials: credentials.length,
    filesRead: coverage.filesRead,
    filesSkipped: coverage.filesSkipped.length,
    unresolved: coverage.unresolved.length,
  };
}
