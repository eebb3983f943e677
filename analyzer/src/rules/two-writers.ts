/** Two things fill one carrier: whichever wrote last wins, and a rotation of one is undone by the other. */
import { type Evidence, seen } from '../model/evidence.ts';
import type { Carrier, Derivation, Graph } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import { type Claim, defineRule } from './contract.ts';
import { carrierName, credentialsByCarrier, nameFew } from './reference.ts';

export default defineRule({
  id: 'two-writers',
  severity: 'warning',
  claims: 'Two sources write one carrier.',
  why: 'Each writes its own value on its own clock. After a rotation the other one may write the old value back, and nobody who looks at one of them sees it.',
  fix: 'Keep one writer. Where a manifest holds the value as well, take it out; where two syncs have the same target, give each a target of its own.',
  check({ graph }) {
    const credentials = credentialsByCarrier(graph);
    const written = groupBy(graph.derivations, ({ to }) => to);
    return [...written.keys()].sort(compareText).flatMap((id): Claim[] => {
      const carrier = graph.carriers.get(id);
      const writers = carrier ? writersOf(carrier, written.get(id) ?? [], graph) : [];
      const [first, second, ...rest] = writers;
      if (!carrier || !first || !second) return [];
      const [credential] = credentials.get(id) ?? [];
      return [
        {
          message: `${carrierName(carrier)} is written by ${nameFew(writers.map(({ name }) => name))}: the last one wins.`,
          place: first.evidence,
          related: [second, ...rest].map(({ evidence }) => evidence),
          ...(credential === undefined ? {} : { credential }),
        },
      ];
    });
  },
});

interface Writer {
  readonly name: string;
  readonly evidence: Evidence;
}

/** One template may take a key from several items: a file and a technology are one writer. */
function writersOf(carrier: Carrier, derivations: readonly Derivation[], graph: Graph): readonly Writer[] {
  const byPlace = groupBy(derivations, ({ by, because: [first] }) =>
    JSON.stringify([by, first.from === 'default' ? first.row : first.span.file]),
  );
  const syncs = [...byPlace.values()].flatMap(([one]): Writer[] =>
    one ? [{ name: whereOf(one), evidence: one.because[0] }] : [],
  );
  const synced = derivations.some(({ from }) => graph.carriers.get(from)?.type === 'external-store');
  const plain = synced ? carrier.plaintextAt : null;
  return plain
    ? [...syncs, { name: `the value in ${plain.file}`, evidence: seen(plain, 'the value is written here') }]
    : syncs;
}

function whereOf({ by, because: [first] }: Derivation): string {
  return first.from === 'default' ? by : `${by} in ${first.span.file}`;
}
