/**
 * The one next step for a credential (design, section 7), in the order scope, reload, evidence, staged, short-lived: a
 * smaller radius first, since everything after it gets cheaper.
 */
import type { WireCredential } from '../wire/types.ts';
import { consumerName, consumersOf, pathsOf, type View } from './view.ts';
import { plural, sayIso, sayList } from './words.ts';

type Step = (view: View, credential: WireCredential) => string | null;

/** From this score on a radius is wide (design, section 7). */
const WIDE = 50;

const STEPS: readonly Step[] = [scopeStep, reloadStep, evidenceStep, stagedStep, shortLivedStep];

/** The first step that applies, as one sentence. */
export function nextStep(view: View, credential: WireCredential): string {
  for (const step of STEPS) {
    const sentence = step(view, credential);
    if (sentence !== null) return sentence;
  }
  return 'Nothing in this repository and branch uses it: look in other repositories and branches before anybody touches it.';
}

function scopeStep(view: View, credential: WireCredential): string | null {
  const consumers = consumersOf(view, credential);
  const { split } = credential;
  if (split !== null) {
    const { scope, rollout } = split.worst;
    return `Split it by ${split.axis} into ${split.parts}: the worst part then has scope ${scope} and rollout ${rollout}.`;
  }
  const named = consumers.flatMap((id) => view.consumers.get(id)?.owner ?? []);
  const owners = new Set(named);
  const unowned = consumers.length - named.length;
  if (credential.scopeRadius.score < WIDE || owners.size + unowned < 2) return null;
  if (unowned > 0)
    return `Name the owners of ${plural(unowned, 'consumer')} first, then give each owner a credential of its own: one value now serves ${plural(consumers.length, 'consumer')}.`;
  return `Give each of its ${owners.size} owners a credential of its own: one value now serves ${plural(consumers.length, 'consumer')}.`;
}

function reloadStep(view: View, credential: WireCredential): string | null {
  const never = credential.convergence.neverWithoutAction;
  if (never.length === 0) return null;
  const names = sayList(never.map((id) => consumerName(view, id)));
  const bound = credential.convergence.withActions.settled.bound;
  const now =
    bound === null ? 'until then a rotation has no end' : `until then a rotation needs ${sayIso(bound)} and people`;
  return `Make ${names} take a new value without a restart by hand; ${now}.`;
}

function evidenceStep(view: View, credential: WireCredential): string | null {
  const open = pathsOf(view, credential).filter((path) => path.settled.bound === null);
  if (open.length === 0) return null;
  const names = sayList([...new Set(open.map((path) => consumerName(view, path.consumer)))]);
  return `Declare in keyturn.yaml what is not known of ${names} (refresh, start-up, life of connections): without it no bound can be stated.`;
}

function stagedStep(_: View, credential: WireCredential): string | null {
  const { verdict } = credential.revocation;
  const { minimum } = credential.overlapWindow;
  if (verdict === 'cutover')
    return 'Make what accepts it take two values at once; until then every rotation is an outage.';
  if (credential.rolloutRadius.score < WIDE) return null;
  const overlap = minimum === null ? '' : `, with an overlap of at least ${sayIso(minimum)}`;
  return `Rotate it in stages${overlap}.`;
}

function shortLivedStep(view: View, credential: WireCredential): string | null {
  const { bound } = credential.convergence.automatic.settled;
  if (consumersOf(view, credential).length === 0) return null;
  const settles = bound === null ? 'Everybody takes a new value' : `Everybody settles ${within(sayIso(bound))}`;
  return `${settles} without an action: rotate it often, or let it be issued short-lived.`;
}

const within = (said: string): string => (said === 'at once' ? said : `within ${said}`);
