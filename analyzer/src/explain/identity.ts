/** Section: what the credential is, which carriers hold it, and why they are one. */
import type { WireCarrier, WireCredential } from '../wire/types.ts';
import { type Line, reasoned, type Section, statement } from './explanation.ts';
import { carrierName, isHole, type View } from './view.ts';
import { plural } from './words.ts';

/** What it is, what accepts it and whose it is. */
export function explainIdentity(view: View, credential: WireCredential): Section {
  const dependency = view.inventory.dependencies.find(({ id }) => id === credential.dependency);
  const owners =
    credential.owners.length > 0 ? `owned by ${credential.owners.join(', ')}` : 'nobody is named as its owner';
  const environments =
    credential.environments.length > 0 ? `environment ${credential.environments.join(', ')}` : 'environment not known';
  const accepted = dependency
    ? `accepted by ${dependency.name}${dependency.acceptance ? ` (${dependency.acceptance})` : ''}`
    : 'what accepts it is not known';
  const slots = credential.slots === null ? 'slots not known' : saySlots(credential.slots, dependency?.slots ?? null);
  return {
    title: 'What it is',
    lines: [
      ...reasoned(`${credential.kind ?? 'kind not recognised'}; ${accepted}; ${slots}`, [
        ...(credential.because ?? []),
        ...(dependency?.because ?? []),
      ]),
      statement(`${owners}; ${environments}`),
    ],
  };
}

/** How many values its carriers name, and how many what accepts it takes at once, where that is another number. */
function saySlots(named: number, taken: number | null): string {
  return taken === null || taken === named
    ? plural(named, 'slot')
    : `${plural(named, 'slot')} named here, ${taken} taken at once`;
}

/** Each carrier with its place, and what fills it. */
export function explainCarriers(view: View, credential: WireCredential): Section {
  const lines = credential.carriers.flatMap((id): readonly Line[] => {
    const carrier = view.carriers.get(id);
    if (carrier === undefined) return [statement(`${id}: not described in this inventory`)];
    return [...reasoned(sayCarrier(view, carrier), carrier.because), ...explainFilling(view, id)];
  });
  return { title: `Carriers (${credential.carriers.length})`, lines };
}

function sayCarrier(view: View, carrier: WireCarrier): string {
  const scope = [carrier.cluster, carrier.namespace].filter((part) => part !== null).join('/');
  return [
    carrierName(view, carrier.id),
    carrier.type,
    scope === '' ? null : `in ${scope}`,
    isHole(carrier) ? 'referenced here, declared nowhere in what was read' : null,
    carrier.frozen ? `frozen: ${carrier.frozen}` : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

function explainFilling(view: View, carrier: string): readonly Line[] {
  return view.inventory.derivations
    .filter((derivation) => derivation.to === carrier)
    .flatMap((derivation) =>
      reasoned(`filled from ${carrierName(view, derivation.from)} by ${derivation.by}`, derivation.because, 1),
    );
}
