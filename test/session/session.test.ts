/** What a session remembers, what it forgets, and what it does with a buffer that does not parse. */
import { describe, expect, test } from 'vitest';
import { defineReader } from '../../analyzer/src/readers/contract.ts';
import { defineRenderer } from '../../analyzer/src/rendering/contract.ts';
import type { FactCache } from '../../analyzer/src/session/memory.ts';
import { layOver } from '../../analyzer/src/session/texts.ts';
import { itemsAt, textAt } from '../../analyzer/src/syntax/tree.ts';
import { parseYaml } from '../../analyzer/src/syntax/yaml.ts';
import { sessionOver, sourceOf, statedBy } from './estate.ts';

const ship = (name: string) => `kind: Secret\nship: ${name}\n`;
const fleet = (...ships: readonly string[]) => `kind: Secret\nships: [${ships.join(', ')}]\n`;

/** States one ownership for each document that names a ship, and counts how often it was asked. */
function shipReader() {
  const asked: string[] = [];
  const reader = defineReader({
    id: 'ship',
    reads: 'ships of a test',
    syntax: 'yaml',
    accepts: (unit) => textAt(unit.content, 'ship') !== null,
    read(unit) {
      const name = textAt(unit.content, 'ship') ?? '';
      asked.push(`${unit.id} ${name}`);
      if (name === 'wreck') throw new Error('ran aground on hunter2hunter2');
      return {
        facts: [{ fact: 'ownership', pattern: '/', owner: name, source: 'catalog', at: unit.content.span }],
        notes: [],
      };
    },
  });
  return { asked, readers: [reader] };
}

/** A root is a `fleet.yaml`; it claims the ships it names and reads them, relative to its folder. */
function fleetRenderer() {
  const rendered: string[] = [];
  const renderer = defineRenderer({
    id: 'fleet',
    joins: 'ships of a test',
    roots: (paths) =>
      paths.filter((path) => path.endsWith('fleet.yaml')).map((path) => ({ id: path, entries: [path] })),
    render(root, files) {
      rendered.push(root.id);
      const folder = root.id.slice(0, -'fleet.yaml'.length);
      const tree = parseYaml(root.id, files.text(root.id) ?? '')[0]?.tree;
      const ships = itemsAt(tree, 'ships').map((item) => `${folder}${item.kind === 'scalar' ? item.text : ''}`);
      return {
        units: ships.flatMap((path) => {
          const content = parseYaml(path, files.text(path) ?? '')[0]?.tree;
          const context = { root: root.id, namespace: null, environment: null };
          return content
            ? [
                {
                  id: `${path}@${root.id}`,
                  syntax: 'yaml' as const,
                  file: path,
                  inputs: [path],
                  context,
                  content,
                  notes: [],
                },
              ]
            : [];
        }),
        claims: [root.id, ...ships],
        notes: ships
          .filter((path) => !files.has(path))
          .map((path) => ({
            note: 'unresolved' as const,
            what: `no ship ${path}`,
            at: { file: root.id, line: 1, column: 1, endLine: 1, endColumn: 1 },
          })),
      };
    },
  });
  return { rendered, renderers: [renderer] };
}

const owners = (session: ReturnType<typeof sessionOver>) =>
  session.facts().units.flatMap((unit) => unit.facts.map((fact) => (fact.fact === 'ownership' ? fact.owner : '')));

describe('edits', () => {
  test('only the edited file is read again', () => {
    const { asked, readers } = shipReader();
    const session = sessionOver({ 'a.yaml': ship('ketch'), 'b.yaml': ship('yawl') }, { readers, renderers: [] });
    expect(owners(session)).toEqual(['ketch', 'yawl']);
    asked.length = 0;
    session.apply([{ file: 'b.yaml', text: ship('sloop') }]);
    expect(owners(session)).toEqual(['ketch', 'sloop']);
    expect(asked).toEqual(['b.yaml#1 sloop']);
  });

  test('files come and go', () => {
    const { readers } = shipReader();
    const session = sessionOver({ 'a.yaml': ship('ketch') }, { readers, renderers: [] });
    session.apply([
      { file: 'b.yaml', text: ship('yawl') },
      { file: 'a.yaml', text: null },
    ]);
    expect(owners(session)).toEqual(['yawl']);
    session.apply([{ file: 'b.yaml', text: 'colour: teal\n' }]);
    expect(owners(session)).toEqual([]);
  });

  test('an edit that changes nothing is no revision, and the snapshot stays the same object', () => {
    const { readers } = shipReader();
    const session = sessionOver({ 'a.yaml': ship('ketch') }, { readers, renderers: [] });
    const analyze = () => ({ count: owners(session).length });
    const before = session.snapshot(analyze);
    session.apply([
      { file: 'a.yaml', text: ship('ketch') },
      { file: 'ghost.yaml', text: null },
    ]);
    expect(session.revision()).toBe(0);
    expect(session.snapshot(analyze)).toBe(before);
    session.apply([{ file: 'c.yaml', text: ship('cog') }]);
    expect(session.revision()).toBe(1);
    expect(session.snapshot(analyze)).toEqual({ count: 2 });
  });
});

describe('roots', () => {
  const files = {
    'north/fleet.yaml': fleet('a.yaml', 'b.yaml'),
    'north/a.yaml': ship('ketch'),
    'south/fleet.yaml': fleet('c.yaml'),
    'south/c.yaml': ship('dhow'),
    'loose.yaml': ship('raft'),
  };

  test('a claimed file is read through its root only, and a root again only when an answer changed', () => {
    const { readers } = shipReader();
    const { rendered, renderers } = fleetRenderer();
    const session = sessionOver(files, { readers, renderers });
    expect(owners(session)).toEqual(['ketch', 'dhow', 'raft']);
    expect(session.facts().unresolved.map(({ what }) => what)).toEqual(['no ship north/b.yaml']);
    rendered.length = 0;
    session.apply([{ file: 'loose.yaml', text: ship('punt') }]);
    expect(owners(session)).toEqual(['ketch', 'dhow', 'punt']);
    expect(rendered).toEqual([]);
    session.apply([{ file: 'north/b.yaml', text: ship('yawl') }]);
    expect(owners(session)).toEqual(['ketch', 'yawl', 'dhow', 'punt']);
    expect(session.facts().unresolved).toEqual([]);
    expect(rendered).toEqual(['north/fleet.yaml']);
  });

  test('a file that its root lets go is read on its own again', () => {
    const { readers } = shipReader();
    const session = sessionOver(files, { readers, renderers: fleetRenderer().renderers });
    session.apply([{ file: 'south/fleet.yaml', text: null }]);
    expect(session.facts().units.map((unit) => unit.unit)).toContain('south/c.yaml#1');
  });
});

test('folders are listed as they stand: files and folders directly below, by their whole path', () => {
  const source = sourceOf({ 'dock/crane.yaml': '', 'dock/deep/bollard.yaml': '', 'top.yaml': '' });
  const texts = layOver(source, () => true);
  expect(texts.list('')).toEqual(['dock', 'top.yaml']);
  expect(texts.list('dock')).toEqual(['dock/crane.yaml', 'dock/deep']);
  texts.apply({ file: 'dock/deep/bollard.yaml', text: null });
  texts.apply({ file: 'yard/winch.yaml', text: '' });
  expect([texts.list(''), texts.list('dock'), texts.list('dock/deep')]).toEqual([
    ['dock', 'top.yaml', 'yard'],
    ['dock/crane.yaml'],
    [],
  ]);
});

describe('buffers that do not parse', () => {
  const BROKEN = 'kind: Secret\nship: [\n';

  test('keep their last good facts, and say so', () => {
    const { readers } = shipReader();
    const session = sessionOver({ 'a.yaml': ship('ketch') }, { readers, renderers: [] });
    session.apply([{ file: 'a.yaml', text: ship('yawl') }]);
    session.apply([{ file: 'a.yaml', text: BROKEN }]);
    expect(owners(session)).toEqual(['yawl']);
    expect(session.facts().skipped).toEqual([
      { file: 'a.yaml', reason: 'does not parse as edited: shown as it last did' },
    ]);
    session.apply([{ file: 'a.yaml', text: ship('sloop') }]);
    expect(owners(session)).toEqual(['sloop']);
    expect(session.facts().skipped).toEqual([]);
    session.apply([{ file: 'a.yaml', text: BROKEN }]);
    expect(session.facts().skipped).toHaveLength(1);
    session.apply([{ file: 'a.yaml', text: ship('sloop') }]);
    expect(session.facts().skipped).toEqual([]);
  });

  test('also for the root that reads them', () => {
    const { readers } = shipReader();
    const session = sessionOver(
      { 'fleet.yaml': fleet('a.yaml'), 'a.yaml': ship('ketch') },
      { readers, renderers: fleetRenderer().renderers },
    );
    session.apply([{ file: 'fleet.yaml', text: BROKEN }]);
    expect(owners(session)).toEqual(['ketch']);
  });

  test('a document that was broken from the start costs only itself', () => {
    const { readers } = shipReader();
    const session = sessionOver(
      { 'a.yaml': `${ship('ketch')}---\n${BROKEN}---\n${ship('yawl')}` },
      { readers, renderers: [] },
    );
    expect(owners(session).filter((name) => name !== '')).toEqual(['ketch', 'yawl']);
    expect(session.facts().skipped.map(({ file }) => file)).toEqual(['a.yaml']);
  });
});

test('a reader that fails costs its own reading, and its words are dropped', () => {
  const { readers } = shipReader();
  const session = sessionOver({ 'a.yaml': ship('wreck'), 'b.yaml': ship('ketch') }, { readers, renderers: [] });
  expect(owners(session)).toEqual(['ketch']);
  expect(session.facts().skipped).toEqual([{ file: 'a.yaml', reason: 'line 1: ship could not read this' }]);
});

describe('with a cache', () => {
  /** Keeps JSON, as a disk would. */
  function jsonCache(): FactCache & { readonly kept: Map<string, string> } {
    const kept = new Map<string, string>();
    return {
      kept,
      get: (parts) => JSON.parse(kept.get(JSON.stringify(parts)) ?? 'null'),
      set: (parts, value) => kept.set(JSON.stringify(parts), JSON.stringify(value)),
    };
  }

  test('a later session says the same without reading or rendering anything', () => {
    const files = { 'fleet.yaml': fleet('a.yaml', 'b.yaml'), 'a.yaml': ship('ketch'), 'loose.yaml': ship('raft') };
    const cache = jsonCache();
    const first = sessionOver(files, { ...shipReader(), ...fleetRenderer(), cache }).facts();
    const { asked, readers } = shipReader();
    const { rendered, renderers } = fleetRenderer();
    expect(sessionOver(files, { readers, renderers, cache }).facts()).toEqual(first);
    expect([...asked, ...rendered]).toEqual([]);
  });

  test('a root is rendered again when a file it missed turns up', () => {
    const cache = jsonCache();
    const files = { 'fleet.yaml': fleet('a.yaml', 'b.yaml'), 'a.yaml': ship('ketch') };
    sessionOver(files, { ...shipReader(), ...fleetRenderer(), cache }).facts();
    const later = sessionOver({ ...files, 'b.yaml': ship('yawl') }, { ...shipReader(), ...fleetRenderer(), cache });
    expect(owners(later)).toEqual(['ketch', 'yawl']);
  });

  test('a cache that answers nonsense is not believed', () => {
    const cache: FactCache = { get: () => ({ units: 'none' }), set: () => {} };
    const session = sessionOver({ 'a.yaml': ship('ketch') }, { ...shipReader(), renderers: [], cache });
    expect(owners(session)).toEqual(['ketch']);
  });
});

test('real readers: a Secret and the workload that takes it', () => {
  const session = sessionOver({
    'tide.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: tide\nstringData:\n  pilot-key: b\n',
  });
  expect(statedBy(session)).toContain('carrier tide.yaml:6');
});
