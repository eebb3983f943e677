/** How each derivation is made to carry a new value now instead of at its next interval, by what does it (`knowledge/commands.yaml`). */
import { carrierName } from '../explain/view.ts';
import { syncOf } from '../knowledge/commands.ts';
import { compareText } from '../model/place.ts';
import type { WireCarrier, WireDerivation } from '../wire/types.ts';
import { type Command, fill, placeWords } from './commands.ts';
import type { Subject } from './subject.ts';

export interface Sync extends Command {
  readonly cluster: string | null;
  readonly does: string;
  readonly unverified: boolean;
}

/** One for each derivation between the carriers of the credential, by cluster. */
export function syncsOf({ view, credential, options }: Subject): readonly Sync[] {
  const held = new Set(credential.carriers);
  const seen = new Map<string, Sync>();
  for (const derivation of view.inventory.derivations.filter(({ from, to }) => held.has(from) && held.has(to))) {
    const to = view.carriers.get(derivation.to);
    if (to === undefined) continue;
    const row = syncOf(derivation.by);
    const made = row === null ? unknown(derivation.by) : fill(row, placeWords(to, options.drill));
    const does = `Carry it to ${carrierName(view, to.id)}${scope(to)}, which ${derivation.by} fills${placeOf(derivation)}`;
    const sync = {
      ...made,
      ...frozen(to, derivation),
      cluster: to.cluster,
      does,
      unverified: row?.confidence === 'low',
    };
    seen.set(`${to.cluster ?? ''} ${to.namespace ?? ''} ${to.name} ${derivation.by}`, sync);
  }
  return [...seen].sort(([a], [b]) => compareText(a, b)).map(([, sync]) => sync);
}

function unknown(by: string): Command {
  const missing = `how ${by} is made to sync at once is not known: wait for its own interval`;
  return { command: null, missing, check: null };
}

function scope({ cluster, namespace }: WireCarrier): string {
  const place = [cluster, namespace].filter((part) => part !== null).join('/');
  return place === '' ? '' : ` in ${place}`;
}

function frozen(to: WireCarrier, { frozen: why }: WireDerivation): Partial<Command> {
  const reason = to.frozen ?? why ?? null;
  return reason === null
    ? {}
    : {
        command: null,
        check: null,
        missing: `it does not change in place (${reason}): make it anew and point its consumers to it`,
      };
}

function placeOf({ because }: WireDerivation): string {
  const seen = because.find(({ file, line }) => file !== null && line !== null);
  return seen === undefined ? '' : ` (${seen.file}:${seen.line})`;
}
