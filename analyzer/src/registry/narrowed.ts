/** An inventory cut down to one credential and what belongs to it, so that every format can show just that. Changes nothing it keeps. */
import type { WireCredential, WireInventory } from '../wire/types.ts';

/** The same inventory with one credential, its paths, consumers, carriers, derivations, dependencies and findings. */
export function narrowed(inventory: WireInventory, credential: WireCredential): WireInventory {
  const paths = inventory.paths.filter((path) => path.credential === credential.id);
  const carriers = new Set([...credential.carriers, ...paths.flatMap((path) => path.carriers)]);
  const consumers = new Set(paths.map(({ consumer }) => consumer));
  const dependencies = withFront(inventory, [credential.dependency, ...paths.map(({ dependency }) => dependency)]);
  return {
    ...inventory,
    credentials: [credential],
    paths,
    carriers: inventory.carriers.filter(({ id }) => carriers.has(id)),
    consumers: inventory.consumers.filter(({ id }) => consumers.has(id)),
    dependencies: inventory.dependencies.filter(({ id }) => dependencies.has(id)),
    derivations: inventory.derivations.filter(({ from, to }) => carriers.has(from) && carriers.has(to)),
    findings: inventory.findings.filter((finding) => finding.credential === credential.id),
  };
}

/** The dependencies named, and what each stands behind. */
function withFront({ dependencies }: WireInventory, named: readonly (string | null)[]): ReadonlySet<string> {
  const behind = new Map(dependencies.map((one) => [one.id, one.behind]));
  const kept = new Set<string>();
  for (let next of named)
    while (next && !kept.has(next)) {
      kept.add(next);
      next = behind.get(next) ?? null;
    }
  return kept;
}
