/** Scans a sample from source and plans from what the wire says, as the command does. */
import path from 'node:path';
import { advise } from '../../analyzer/src/advice/advise.ts';
import { scan } from '../../analyzer/src/index.ts';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import { makePlan } from '../../analyzer/src/runbook/make-plan.ts';
import type { Plan } from '../../analyzer/src/runbook/plan.ts';
import type { Options } from '../../analyzer/src/runbook/subject.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import type { WireAcceptance, WireInventory } from '../../analyzer/src/wire/types.ts';

export const SAMPLES = path.join(import.meta.dirname, '../../samples');
export const ROUTINE: Options = { mode: 'routine', drill: false, start: null, window: null };

const scanned = new Map<string, Promise<WireInventory>>();

/** The inventory of a sample, scanned once. */
export function inventoryOf(sample: string): Promise<WireInventory> {
  const known = scanned.get(sample);
  if (known) return known;
  const fresh = scan({ root: path.join(SAMPLES, sample), cache: false }).then(({ inventory }) =>
    toWire(inventory, advise(inventory, loadKnowledge())),
  );
  scanned.set(sample, fresh);
  return fresh;
}

export function plan(inventory: WireInventory, name: string, options: Partial<Options> = {}): Plan {
  const credential = inventory.credentials.find((one) => one.name === name);
  if (credential === undefined) throw new Error(`no credential ${name}`);
  const kind = loadKnowledge().kinds.get(credential.kind ?? '') ?? null;
  const made = makePlan(inventory, credential, kind, { ...ROUTINE, ...options });
  if (made === null) throw new Error(`no plan for ${name}`);
  return made;
}

/** The same estate, had its only dependency another acceptance and its credentials the kind that recommends it. */
export function accepting(
  inventory: WireInventory,
  acceptance: WireAcceptance | null,
  kind: string | null,
): WireInventory {
  return {
    ...inventory,
    dependencies: inventory.dependencies.map((one) => ({ ...one, acceptance })),
    credentials: inventory.credentials.map((one) => ({
      ...one,
      kind,
      pattern: { recommended: acceptance, why: [] },
      revocation: {
        ...one.revocation,
        verdict: acceptance === null ? null : acceptance === 'cutover' ? 'cutover' : 'partial',
      },
    })),
  };
}

/** Every step as text, in the order in which it is done. */
export function stepTexts({ phases }: Plan): readonly string[] {
  return phases.flatMap(({ groups }) =>
    groups.flatMap(({ steps }) => steps.map(({ id, does, command }) => `${id} ${does} ${command ?? ''}`)),
  );
}
