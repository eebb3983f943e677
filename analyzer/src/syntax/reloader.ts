/**
 * Annotations of Stakater Reloader, wherever a chart's values or a pod carry them. It reads what is asked for; whether the
 * controller runs is not told here. Source: stakater/Reloader, internal/pkg/options/flags.go.
 */
import type { CarrierType } from '../model/vocabulary.ts';
import { type Entry, entriesAt, type Scalar, type Tree } from './tree.ts';

export interface RestartWish {
  /** Restart row of the fact tables. */
  readonly row: string;
  /** null: whatever the workload refers to. */
  readonly watches: { readonly type: CarrierType; readonly names: readonly string[] } | null;
  readonly at: Scalar;
}

/** Annotations of Reloader by what they ask for; each sort of carrier has some of its own. */
export const RELOADER = {
  auto: 'reloader.stakater.com/auto',
  search: 'reloader.stakater.com/search',
  secret: {
    auto: 'secret.reloader.stakater.com/auto',
    named: 'secret.reloader.stakater.com/reload',
    exclude: 'secrets.exclude.reloader.stakater.com/reload',
  },
  configMap: {
    auto: 'configmap.reloader.stakater.com/auto',
    named: 'configmap.reloader.stakater.com/reload',
    exclude: 'configmaps.exclude.reloader.stakater.com/reload',
  },
} as const;

const SWITCHES: Readonly<Record<string, string>> = {
  [RELOADER.auto]: 'reloader-auto',
  [RELOADER.secret.auto]: 'reloader-secret-auto',
  [RELOADER.search]: 'reloader-search-match',
};

const NAMED: Readonly<Record<string, CarrierType>> = {
  [RELOADER.secret.named]: 'kubernetes-secret',
  [RELOADER.configMap.named]: 'config-map',
};

const MOST_DEPTH = 16;

/** Every wish in any mapping below `tree`, in the order written. */
export function restartWishes(tree: Tree | null, depth = 0): readonly RestartWish[] {
  if (!tree || depth > MOST_DEPTH || tree.kind === 'scalar') return [];
  if (tree.kind === 'sequence') return tree.items.flatMap((item) => restartWishes(item, depth + 1));
  return entriesAt(tree).flatMap((entry) => [...wishOf(entry), ...restartWishes(entry.value, depth + 1)]);
}

function wishOf({ key, value }: Entry): readonly RestartWish[] {
  if (value.kind !== 'scalar') return [];
  const row = Object.hasOwn(SWITCHES, key.text) ? SWITCHES[key.text] : undefined;
  // Go `strconv.ParseBool`: only these words switch it on.
  if (row) return /^(?:true|t|1)$/i.test(value.text) ? [{ row, watches: null, at: key }] : [];
  const type = Object.hasOwn(NAMED, key.text) ? NAMED[key.text] : undefined;
  const names = value.text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => /^[a-z0-9][a-z0-9.-]*$/.test(name));
  return type && names.length > 0 ? [{ row: 'reloader-secret-named', watches: { type, names }, at: key }] : [];
}
