/** Consumers that keep the old value until somebody restarts them. */
import { confidenceOf } from '../model/evidence.ts';
import { type Claim, defineRule } from './contract.ts';
import { credentialName, referenceOf, usesOf } from './reference.ts';

export default defineRule({
  id: 'startup-only-consumer',
  severity: 'warning',
  claims: 'A consumer reads the credential when it starts, and nothing restarts it when the value changes.',
  why: 'It works on with the old value until somebody restarts it, and breaks at the next reconnect after the old value died.',
  fix: 'Add a restart trigger that watches this carrier, or read a mounted file again and rebuild the client. Where a restart by hand is fine, ignore this with the reason.',
  check({ graph, refresh, radii }) {
    const kept = graph.paths.filter(({ id }) => refresh.get(id)?.mode === 'startup');
    return usesOf(graph, kept).map(({ consumer, paths: [path] }): Claim => {
      const name = credentialName(graph, path.credential);
      const because = refresh.get(path.id)?.because ?? path.because;
      // Few and near, or asleep: a coordinated restart is a good plan (design, section 8).
      const isSmall = radii.get(path.credential)?.rollout.band === 'contained' || consumer.dormant !== null;
      const isPlanned = consumer.overrides.action !== undefined;
      return {
        message: `${consumer.name} takes a new value of ${name} only after a restart that somebody causes.`,
        place: referenceOf(path, consumer, `takes ${name} when it starts`),
        related: because.filter(({ from }) => from !== 'default'),
        confidence: confidenceOf(because),
        credential: path.credential,
        consumer: consumer.id,
        ...(isSmall || isPlanned ? { severity: 'note' as const } : {}),
      };
    });
  },
});
