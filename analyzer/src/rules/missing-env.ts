/** Code of a known workload asks for a variable that nothing gives it. */
import { type Claim, defineRule } from './contract.ts';
import { nameFew, usesOf } from './reference.ts';

/** Only where the whole environment is written in files does a gap in it mean something; a platform keeps the rest elsewhere. */
function isWritten(objectKind: string): boolean {
  return objectKind === 'compose-service' || /^[A-Z]/.test(objectKind);
}

export default defineRule({
  id: 'missing-env',
  severity: 'note',
  claims: 'The code of a workload reads a variable without a default, and no file delivers it.',
  why: 'Either it comes from a place this scan did not see, and then that carrier is missing from every figure here, or the workload fails at its next start.',
  fix: 'Deliver the variable in the manifest, or declare in keyturn.yaml where it comes from.',
  check({ graph }) {
    return usesOf(graph).flatMap(({ consumer, paths }): Claim[] => {
      if (!isWritten(consumer.objectKind)) return [];
      const missing = paths.filter(
        ({ delivery, reads, carriers: [origin] }) =>
          !delivery.optional && reads !== undefined && graph.carriers.get(origin)?.type === 'environment',
      );
      const places = missing.flatMap(({ reads = [] }) => reads.flatMap(({ because }) => because.slice(0, 1)));
      const [place, ...related] = places;
      const [first] = missing;
      if (!place || !first) return [];
      const names = nameFew(missing.flatMap(({ delivery }) => delivery.variable ?? []));
      return [
        {
          message: `${consumer.name} reads ${names}, and no file here delivers it.`,
          place,
          related,
          credential: first.credential,
          consumer: consumer.id,
        },
      ];
    });
  },
});
