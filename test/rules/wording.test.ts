/** What findings say and where they point: the line a person would open first, names and figures, and never a value. */
import { expect, test } from 'vitest';
import { seen } from '../../analyzer/src/model/evidence.ts';
import { RULES } from '../../analyzer/src/rules/registry.generated.ts';
import { because, CREDENTIAL, carrier, consumer, derivation, layersOf, line, type Weir } from '../judging/estate.ts';

function only(id: string, weir: Weir) {
  const rule = RULES.find((candidate) => candidate.id === id);
  const [claim, ...more] = rule?.check(layersOf(weir), []) ?? [];
  if (!claim || more.length > 0) throw new Error(`${id} claims ${more.length + (claim ? 1 : 0)} things`);
  return claim;
}

const reed = consumer('reed', { owner: 'marsh' });
const delivery = { at: line(58) };

test('a shared credential points at its declaration, and at every consumer', () => {
  const uses = ['teal', 'smew', 'pochard', 'gadwall'].map((name, index) => ({
    by: consumer(name, { owner: `keeper-${index % 2}`, application: 'weir' }),
    delivery: { at: line(60 + index) },
  }));
  const claim = only('shared-credential', { uses, carriers: [carrier('carrier:nest', { declaredAt: line(2) })] });
  expect(claim.message).toBe('heron is used by 4 consumers (gadwall, pochard, smew and 1 more) of different owners.');
  expect(claim.place).toMatchObject({ span: line(2) });
  expect(claim.related?.map((evidence) => evidence.from !== 'default' && evidence.span.line).sort()).toEqual([
    60, 61, 62, 63,
  ]);
});

test('a consumer that only a person knows is shared with by declaration', () => {
  const vendor = consumer('ferryman', { objectKind: 'declared', kind: 'vendor' });
  const claim = only('shared-credential', { uses: [{ by: vendor, delivery }, { by: reed }] });
  expect([claim.place, ...(claim.related ?? [])].map(({ from }) => from).sort()).toEqual(['declared', 'text']);
});

test('a start-up reader points at its reference, as sure as the verdict, with the missing trigger as related place', () => {
  const claim = only('startup-only-consumer', { uses: [{ by: reed, delivery }] });
  expect(claim).toMatchObject({
    message: 'reed takes a new value of heron only after a restart that somebody causes.',
    place: { span: line(58) },
    confidence: 'assumed',
    credential: CREDENTIAL,
    consumer: reed.id,
  });
  expect(claim.related).toContainEqual(expect.objectContaining({ from: 'absence', span: reed.at }));
});

test.each([
  [
    'never-refreshes',
    'refreshPolicy CreatedOnce',
    'nest#plume never takes a new value of heron (refreshPolicy CreatedOnce): the old one stays with reed.',
  ],
  [
    'pinned-version',
    'pinned version 4',
    'nest#plume stays at one version of heron (pinned version 4): for reed the pin must be moved.',
  ],
])('%s names the hop, why, and who stays behind', (id, frozen, message) => {
  const place = seen(line(31), 'written here');
  const derivations = [derivation('carrier:store', 'carrier:nest', { frozen, because: [place] })];
  const claim = only(id, {
    uses: [{ by: reed, delivery, carriers: ['carrier:store', 'carrier:nest'], derivations }],
    carriers: [carrier('carrier:store', { type: 'external-store' }), carrier('carrier:nest', { name: 'nest' })],
  });
  expect(claim).toMatchObject({ message, place });
  expect(claim.related).toEqual([seen(line(58), 'reed reads it')]);
});

test.each([
  [
    'a slip in a key',
    { nearest: 'plumes' },
    { objectDeclaredAt: line(2) },
    'heronry has no key plume. Is plumes meant?',
  ],
  ['a key nothing is like', {}, { objectDeclaredAt: line(2) }, 'heronry has no key plume.'],
  ['a slip in an object', {}, {}, 'heronry#plume is declared nowhere here. Is heronyr meant?'],
])('%s is offered its neighbour', (_, hole, at, message) => {
  const claim = only('dangling-reference', {
    uses: [{ by: reed, delivery }],
    carriers: [
      carrier('carrier:nest', { name: 'heronry', ...at }),
      carrier('carrier:other', { name: 'heronyr', declaredAt: line(4), objectDeclaredAt: line(4) }),
    ],
    graph: {
      holes: [{ carrier: 'carrier:nest', referencedAt: line(58), nearest: null, optional: false, because, ...hole }],
    },
  });
  expect(claim).toMatchObject({ message, place: { from: 'absence', span: line(58) }, consumer: reed.id });
});

test('a window is called a fiction with the figure, and names who is stranded', () => {
  const mode = (every: number) =>
    ({
      overrides: { refresh: { mode: 'poll', because }, interval: { value: every, because } },
    }) as const;
  const dependency = {
    id: 'dependency:pond',
    name: 'pond',
    kind: null,
    acceptance: 'dual-valid',
    slots: 2,
    sessionClass: 'per-request',
    sided: 'one',
    artefactLife: null,
    behind: null,
    connectionLimit: null,
    because,
  } as const;
  const claim = only('window-shorter-than-convergence', {
    uses: [{ by: consumer('teal', mode(60)) }, { by: consumer('smew', mode(540)) }],
    dependency,
    credential: { overlapWindow: { value: 540, because: [seen(line(6, 'keyturn.yaml'), 'declared')] } },
  });
  expect(claim.message).toBe('The window of 9 min for heron is a fiction: convergence takes 9 min. It strands smew.');
  expect(claim.place).toMatchObject({ span: { file: 'keyturn.yaml' } });
});

test('an estate without owners says so once, with the count', () => {
  const uses = Array.from({ length: 130 }, (_, index) => ({ by: consumer(`reed-${index}`) }));
  expect(only('unowned-consumer', { uses }).message).toBe('No owner is named for any of the 130 consumers here.');
});

test('carriers nobody uses speak of this repository and branch only', () => {
  const carriers = ['egg', 'plume'].map((key) =>
    carrier(`carrier:${key}`, { name: 'nest', key, declaredAt: line(key.length) }),
  );
  const claim = only('unused-carrier', {
    uses: [],
    carriers,
    credential: { carriers: carriers.map(({ id }) => id) },
  });
  expect(claim.message).toBe('Nothing in this repository and branch uses nest#egg, nest#plume.');
});

test('what could not be followed is said once per file, the first by name', () => {
  const unresolved = [8, 9, 10].map((number) => ({ what: `the name ${number}`, at: line(number) }));
  const claim = only('unresolved-access', { uses: [], graph: { unresolved } });
  expect(claim.message).toBe('Not followed: the name 8, and 2 more in this file.');
  expect(claim.related).toHaveLength(2);
});

test('parts that are filled apart are torn, though each is read at the start', () => {
  const uses = ['reeds', 'rushes'].map((name) => ({
    by: reed,
    carriers: [`store:${name}`, name] as const,
    derivations: [derivation(`store:${name}`, name)],
  }));
  const claim = only('torn-credential', {
    uses,
    carriers: [carrier('reeds', { name: 'reeds' }), carrier('rushes', { name: 'rushes' })],
  });
  expect(claim.message).toBe('reed gets the parts of heron apart: reeds#plume, rushes#plume (startup).');
});

test('every rule has its texts, and an id that is its claim', () => {
  for (const { id, claims, why, fix } of RULES) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    for (const text of [claims, why, fix]) expect(text, id).toMatch(/^[A-Z].*\.$/);
  }
});
