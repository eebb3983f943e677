/** One quiet line where a credential is made, and one word where it is used: for code lenses, inlay hints and lists. */
import type { WireCredential, WirePath } from '../wire/types.ts';
import { sayReasonBriefly } from './reasons.ts';
import { consumersOf, credentialLabel, pathsOf, type View } from './view.ts';
import { plural, sayIso } from './words.ts';

/** `orders-db: 7 consumers · scope 69 wide · rollout 37 moderate · settles 37 min`; `named` where several stand at one place. */
export function sayLens(view: View, credential: WireCredential, named: boolean): string {
  const consumers = consumersOf(view, credential).length;
  const { scopeRadius: scope, rolloutRadius: rollout } = credential;
  const parts = [
    consumers === 0 ? 'nothing here uses it' : plural(consumers, 'consumer'),
    `scope ${scope.score} ${scope.band}`,
    `rollout ${rollout.score} ${rollout.band}`,
    ...(consumers === 0 ? [] : [saySettles(credential)]),
  ];
  return `${named ? `${credentialLabel(view, credential)}: ` : ''}${parts.join(' · ')}`;
}

/** When everybody has settled without an action, briefly. */
export function saySettles({ convergence }: WireCredential): string {
  const { bound } = convergence.automatic.settled;
  if (bound !== null) return `settles ${sayIso(bound)}`;
  const never = convergence.neverWithoutAction.length;
  return never > 0 ? `${never} never by ${never === 1 ? 'itself' : 'themselves'}` : 'no bound';
}

/** `startup`, or `poll, settles 37 min`: what a hint at a read says of the least cooperative of its paths. */
export function sayHint(paths: readonly WirePath[]): string | null {
  const [worst] = paths;
  if (!worst) return null;
  const { bound, reason } = worst.settled;
  const settles = bound !== null ? `settles ${sayIso(bound)}` : reason === null ? 'no bound' : sayReasonBriefly(reason);
  return `${worst.refresh.mode}, ${settles}`;
}

/** Paths of one credential that come to the new value in which way, the least cooperative first. */
export function countModes(
  view: View,
  credential: WireCredential,
): ReadonlyArray<{ readonly mode: WirePath['refresh']['mode']; readonly paths: number }> {
  const counts = new Map<WirePath['refresh']['mode'], number>();
  for (const { refresh } of pathsOf(view, credential)) counts.set(refresh.mode, (counts.get(refresh.mode) ?? 0) + 1);
  return [...counts].map(([mode, paths]) => ({ mode, paths }));
}
