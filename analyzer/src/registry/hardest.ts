/** Which credentials are hardest to rotate, and what makes each of them so. Ranks by what the inventory holds; measures nothing. */
import { sayConvergence } from '../explain/convergence.ts';
import { consumerName, type View, viewOf } from '../explain/view.ts';
import { plural, sayList } from '../explain/words.ts';
import type { WireInventory, WireRadius } from '../wire/types.ts';
import { hardestFirst, type Summary, summaryOf } from './summary.ts';

export interface Hard {
  /** From 1. */
  readonly rank: number;
  readonly credential: string;
  readonly name: string;
  readonly difficulty: Summary['credential']['difficulty'];
  readonly rollout: Pick<WireRadius, 'score' | 'band'>;
  readonly scope: Pick<WireRadius, 'score' | 'band'>;
  readonly consumers: number;
  readonly settles: string;
  /** What makes it hard, most telling first; empty: nothing does. */
  readonly because: readonly string[];
  readonly nextStep: string;
}

type Reason = (view: View, summary: Summary) => string | null;

const REASONS: readonly Reason[] = [
  (view, { credential: { convergence } }) => {
    const names = convergence.neverWithoutAction.map((id) => consumerName(view, id));
    return names.length === 0 ? null : `never without an action: ${sayList(names)}`;
  },
  (_, { credential }) =>
    credential.revocation.verdict === 'cutover' ? 'one valid value: every rotation is an outage' : null,
  (_, { credential }) => (credential.revocation.verdict === null ? 'what accepts it is not known' : null),
  (_, { consumers }) => {
    const outside = consumers.filter(({ kind }) => kind === 'vendor' || kind === 'person');
    return outside.length === 0 ? null : `outside anybody’s sight: ${sayList(outside.map(({ name }) => name))}`;
  },
  (_, { unowned }) => (unowned === 0 ? null : `${plural(unowned, 'consumer')} without an owner`),
  (_, { credential }) =>
    credential.environments.length > 1 ? `${plural(credential.environments.length, 'environment')}` : null,
];

/** Every credential, the hardest first. */
export function hardestOf(inventory: WireInventory): readonly Hard[] {
  const view = viewOf(inventory);
  return hardestFirst(inventory).map((credential, at) => {
    const summary = summaryOf(view, credential);
    const { rolloutRadius: rollout, scopeRadius: scope } = credential;
    return {
      rank: at + 1,
      credential: credential.id,
      name: summary.label,
      difficulty: credential.difficulty,
      rollout: { score: rollout.score, band: rollout.band },
      scope: { score: scope.score, band: scope.band },
      consumers: summary.consumers.length,
      settles: sayConvergence(view, credential),
      because: REASONS.flatMap((reason) => reason(view, summary) ?? []),
      nextStep: summary.nextStep,
    };
  });
}
