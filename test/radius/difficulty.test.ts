/** How hard a rotation is: each ordinal from what makes it so, and which claim wins. */
import { expect, test } from 'vitest';
import { declared } from '../../analyzer/src/model/evidence.ts';
import type { Connection, Consumer, Dependency } from '../../analyzer/src/model/graph.ts';
import type { Difficulty } from '../../analyzer/src/model/vocabulary.ts';
import { difficultyOf } from '../../analyzer/src/radius/difficulty.ts';
import { because, CREDENTIAL, consumer, credential, layersOf, line, type Weir } from '../judging/estate.ts';

const said = [declared(line(4, 'keyturn.yaml'), 'declared at the weir')] as const;

function mode(value: 'poll' | 'manual' | 'per-call'): Partial<Consumer> {
  const interval = value === 'poll' ? { interval: { value: 71, because: said } } : {};
  return { overrides: { refresh: { mode: value, because: said }, ...interval } };
}

const fleet = (count: number, says: (index: number) => Partial<Consumer>) =>
  Array.from({ length: count }, (_, index) => ({ by: consumer(`heron-${index}`, says(index)) }));

const pond: Dependency = {
  id: 'dependency:pond',
  name: 'pond',
  kind: 'database',
  acceptance: 'dual-valid',
  slots: 2,
  sessionClass: 'killed-no-reconnect',
  sided: 'one',
  artefactLife: null,
  behind: null,
  connectionLimit: null,
  because,
};

/** A pool whose row of the fact tables says that nothing ends its connections. */
const endless: Connection = {
  consumer: 'consumer:heron-0',
  credential: null,
  container: null,
  row: 'tomcat-jdbc-max-age',
  lifetime: null,
  because,
};
const holding: Weir = { uses: fleet(1, () => mode('per-call')), graph: { connections: [endless] } };

const CASES: ReadonlyArray<readonly [what: string, weir: Weir, is: Difficulty]> = [
  ['one consumer that looks again', { uses: fleet(1, () => mode('poll')) }, 'boring'],
  ['one consumer that is restarted', { uses: fleet(1, () => ({})) }, 'boring'],
  ['one vendor', { uses: fleet(1, () => ({ ...mode('manual'), kind: 'vendor' })) }, 'campaign'],
  [
    'an administrator',
    { uses: fleet(1, () => ({})), credential: { privilege: { value: 'admin', because } } },
    'campaign',
  ],
  [
    'two environments',
    { uses: fleet(2, () => ({})), credential: { environments: ['production', 'staging'] } },
    'campaign',
  ],
  ['three of one team that look again', { uses: fleet(3, () => ({ owner: 'marsh', ...mode('poll') })) }, 'boring'],
  ['twenty of one team', { uses: fleet(20, () => ({ owner: 'marsh', ...mode('poll') })) }, 'campaign'],
  ['ninety of thirty teams', { uses: fleet(90, (index) => ({ owner: `team-${index % 30}` })) }, 'surgery'],
  [
    'one valid value for seven',
    { uses: fleet(7, () => mode('poll')), dependency: { ...pond, acceptance: 'cutover', slots: 1 } },
    'surgery',
  ],
  [
    'one valid value for one',
    { uses: fleet(1, () => mode('poll')), dependency: { ...pond, acceptance: 'cutover', slots: 1 } },
    'boring',
  ],
  ['sessions without end that revocation kills', { ...holding, dependency: pond }, 'impossible today'],
  ['sessions without end that survive it', { ...holding, dependency: { ...pond, sessionClass: 'survives' } }, 'boring'],
];

test.each(CASES)('%s', (_, weir, is) => {
  const { graph, convergence, radii } = layersOf(weir);
  const rotated = graph.credentials.get(CREDENTIAL) ?? credential();
  expect(difficultyOf(rotated, graph, convergence.get(CREDENTIAL), radii.get(CREDENTIAL))).toBe(is);
});

test('what was not measured is boring, and no crash', () => {
  const { graph } = layersOf({ uses: [] });
  expect(difficultyOf(credential(), graph, undefined, undefined)).toBe('boring');
});
