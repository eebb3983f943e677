/** A rollout radius past the limit that people set for themselves. */
import { type Claim, defineRule } from './contract.ts';

export default defineRule({
  id: 'rollout-radius-over-limit',
  severity: 'warning',
  claims: 'The rollout radius of a credential is above `thresholds.maxRolloutRadius`.',
  why: 'The limit is where one bad rotation breaks more than the team accepts to break at once.',
  fix: 'Split the credential, or bring its consumers to fewer mechanisms: `keyturn explain` shows the points and what would lower them.',
  check({ graph, radii, configuration }) {
    const { maxRolloutRadius: limit } = configuration.thresholds;
    if (limit === null) return [];
    return [...graph.credentials.values()].flatMap(({ id, name }): Claim[] => {
      const rollout = radii.get(id)?.rollout;
      if (!rollout || rollout.score <= limit) return [];
      const [most, ...others] = rollout.factors.toSorted((a, b) => b.points - a.points);
      if (!most) return [];
      const terms = [most, ...others].slice(0, 3).map((factor) => `${factor.name} ${Math.round(factor.points)}`);
      return [
        {
          message: `The rollout radius of ${name} is ${rollout.score}, above ${limit}: ${terms.join(', ')}.`,
          place: most.because[0],
          related: others.slice(0, 2).map(({ because: [first] }) => first),
          credential: id,
        },
      ];
    });
  },
});
