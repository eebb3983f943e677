/** Roots and plain files together: who claims what, what was asked, and what a failing renderer costs. */
import { describe, expect, test } from 'vitest';
import compose from '../../analyzer/src/rendering/compose.ts';
import { defineRenderer } from '../../analyzer/src/rendering/contract.ts';
import { planUnits, renderRoot } from '../../analyzer/src/rendering/units.ts';
import { filesOf } from '../reading/folder.ts';

function plan(texts: Readonly<Record<string, string>>, renderers = [compose]) {
  const map = new Map(Object.entries(texts));
  return planUnits([...map.keys()].sort(), filesOf(map), renderers);
}

const SERVICE = 'services: { kelp: { image: kelp } }';

describe('Compose projects', () => {
  const ids = (texts: Readonly<Record<string, string>>) =>
    plan(texts).units.map(({ id, context }) => `${id} ${context.environment}`);

  test('are a base with its override and layers, and one for each environment', () => {
    expect(
      ids({
        'compose.yaml': SERVICE,
        'compose.override.yaml': SERVICE,
        'compose.full.yaml': SERVICE,
        'compose.prod.yaml': 'services: { kelp: { scale: 3 } }',
        'compose.staging.yaml': SERVICE,
      }),
    ).toEqual([
      'compose.yaml@compose.yaml null',
      'compose.yaml@compose.prod.yaml prod',
      'compose.staging.yaml@compose.staging.yaml staging',
    ]);
  });

  test('without a base are each its own', () => {
    expect(
      ids({ 'a/docker-compose.eel.yml': SERVICE, 'a/docker-compose.dev.yml': SERVICE, 'a/eel.compose.yml': SERVICE }),
    ).toEqual([
      'a/docker-compose.dev.yml@a/docker-compose.dev.yml dev',
      'a/docker-compose.eel.yml@a/docker-compose.eel.yml null',
      'a/eel.compose.yml@a/eel.compose.yml null',
    ]);
  });

  test('that another includes are part of it, a file that only lends services is no layer', () => {
    expect(
      ids({
        'compose.yaml':
          'include: [deep/compose.yaml]\nservices: { kelp: { extends: { file: compose.common.yaml, service: kelp } } }',
        'compose.common.yaml': 'services: { kelp: { image: kelp }, abstract: {} }',
        'deep/compose.yaml': SERVICE,
      }),
    ).toEqual(['compose.yaml@compose.yaml null', 'deep/compose.yaml@compose.yaml null']);
  });

  test('that include each other end in a note', () => {
    const { units, notes } = plan({
      'a/compose.yaml': `include: [../b/compose.yaml]\n${SERVICE}`,
      'b/compose.yaml': `include: [../a/compose.yaml]\n${SERVICE}`,
    });
    expect(units.map(({ id }) => id)).toEqual(['a/compose.yaml@a/compose.yaml', 'b/compose.yaml@a/compose.yaml']);
    expect(notes.map(({ what }) => what)).toEqual(['Compose files that include each other in a circle']);
  });

  test('never leave the workspace', () => {
    const { notes } = plan({ 'compose.yaml': `include: [../../etc/compose.yaml, /etc/compose.yaml]\n${SERVICE}` });
    expect(new Set(notes.map(({ what }) => what))).toEqual(
      new Set([
        'a path of another Compose file that this repository does not hold',
        'includes a Compose file that is not here',
      ]),
    );
  });

  test('are nothing where a file only has the name', () => {
    expect(plan({ 'compose.yaml': 'kelp: [1, 2]' })).toEqual({ units: [], notes: [] });
  });

  test('that cannot be read are named', () => {
    const { units, notes } = plan({ 'compose.yaml': '"services' });
    expect(units).toEqual([]);
    expect(notes.map(({ note, what }) => `${note}: ${what}`)).toEqual([
      'skipped: YAML does not parse here: missing char',
    ]);
  });

  test('keep the place of what was merged, and of what asked for it', () => {
    const [unit] = plan({
      'compose.yaml': 'services:\n  kelp:\n    image: kelp\n    environment: [DEPTH=3]\n  eel:\n    extends: kelp\n',
    }).units;
    const services = JSON.stringify(unit?.content, (_, value) =>
      value instanceof Map ? Object.fromEntries(value) : value,
    );
    const { eel } = JSON.parse(services).entries.services.value.entries;
    const { environment } = eel.value.entries;
    expect(environment.value.via).toMatchObject([{ line: 6, column: 14 }]);
    expect(environment.value.entries.DEPTH.value).toMatchObject({
      text: '3',
      span: { line: 4, column: 25, endColumn: 26 },
    });
  });
});

describe('a root', () => {
  const root = { id: 'compose.yaml', entries: ['compose.yaml'] };

  test('tells every question it asked, missing files included', () => {
    const files = filesOf(new Map([['compose.yaml', `include: [gone.yaml]\n${SERVICE}`]]));
    const { questions, claims } = renderRoot(compose, root, files);
    expect(questions).toEqual([
      { asks: 'text', path: 'compose.yaml' },
      { asks: 'has', path: '.env' },
      { asks: 'text', path: 'gone.yaml' },
    ]);
    expect(claims).toContain('compose.yaml');
  });

  test('whose renderer fails claims nothing and is named', () => {
    const broken = defineRenderer({
      id: 'whirlpool',
      joins: 'nothing',
      roots: () => [root],
      render: () => {
        throw new Error('cnry-4Rz');
      },
    });
    const { units, notes } = plan({ 'compose.yaml': SERVICE, '.env': 'KELP=1' }, [broken]);
    expect(notes.map(({ what }) => what)).toEqual(['whirlpool could not be rendered']);
    expect(units.map(({ id }) => id)).toEqual(['.env']);
  });
});
