/** What lists say of one credential: counts and figures taken from the inventory, each once, so that every format agrees. Words nothing. */
import { nextStep } from '../explain/next-step.ts';
import { consumersOf, credentialLabel, type View } from '../explain/view.ts';
import { parseDuration, type Seconds } from '../model/duration.ts';
import { compareText } from '../model/place.ts';
import type { WireConsumer, WireCredential, WireFinding, WireInventory } from '../wire/types.ts';
import { DIFFICULTIES } from '../wire/words.ts';

export interface Summary {
  readonly credential: WireCredential;
  /** Its name, or its id where another has the same name. */
  readonly label: string;
  readonly consumers: readonly WireConsumer[];
  readonly unowned: number;
  readonly findings: Readonly<Record<WireFinding['severity'], number>>;
  /** Settled, by itself; null: no bound. */
  readonly automatic: Seconds | null;
  /** Settled, with the known actions; null: no bound. */
  readonly withActions: Seconds | null;
  readonly nextStep: string;
}

/** The figures of one credential. */
export function summaryOf(view: View, credential: WireCredential): Summary {
  const consumers = consumersOf(view, credential).flatMap((id) => view.consumers.get(id) ?? []);
  const findings = view.findings.get(credential.id) ?? [];
  const count = (severity: WireFinding['severity']) => findings.filter((one) => one.severity === severity).length;
  return {
    credential,
    label: credentialLabel(view, credential),
    consumers,
    unowned: consumers.filter(({ owner }) => owner === null).length,
    findings: { error: count('error'), warning: count('warning'), note: count('note') },
    automatic: secondsOf(credential.convergence.automatic.settled.bound),
    withActions: secondsOf(credential.convergence.withActions.settled.bound),
    nextStep: nextStep(view, credential),
  };
}

/** ISO 8601 as seconds; null stays null. */
export function secondsOf(duration: string | null | undefined): Seconds | null {
  return duration === null || duration === undefined ? null : parseDuration(duration);
}

/** The order of every list in an export: hardest to rotate first, then who waits for people, both radii, id. */
export function hardestFirst({ credentials }: WireInventory): readonly WireCredential[] {
  return credentials.toSorted(
    (a, b) =>
      DIFFICULTIES.indexOf(b.difficulty) - DIFFICULTIES.indexOf(a.difficulty) ||
      b.convergence.neverWithoutAction.length - a.convergence.neverWithoutAction.length ||
      b.rolloutRadius.score - a.rolloutRadius.score ||
      b.scopeRadius.score - a.scopeRadius.score ||
      compareText(a.id, b.id),
  );
}
