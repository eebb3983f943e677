/** No secret value is printed, logged, cached or kept in a fact, in any form (design, section 11). */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainCredential } from '../../analyzer/src/explain/credential.ts';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';
import { openCache } from '../../analyzer/src/workspace/cache.ts';
import { REAL_CHOICE, sessionOver } from '../session/estate.ts';
import { scan } from '../workspace/scan.ts';
import { git, temporaryTree } from '../workspace/temporary.ts';
import { canary, findCanaries, formsOf } from './canaries.ts';
import { CANARIES, ESTATE, READ_FOR_CERTAIN } from './estate.ts';
import { everythingIn, isBuilt, keyturn, PATIENCE } from './tool.ts';

const FORMS = Object.entries(formsOf(canary('tide'))).flatMap(([form, spellings]) =>
  spellings.map((spelling) => [form, spelling] as const),
);

test.each(FORMS.map(([form], index) => [form, index] as const))(
  'the finder knows a value that is %s',
  (form, index) => {
    const spelling = FORMS[index]?.[1] ?? '';
    expect(findCanaries(`before ${spelling} after`, ['moon', 'tide'])).toContainEqual({ canary: 'tide', form });
    expect(findCanaries(`before ${spelling} after`, ['moon'])).toEqual([]);
  },
);

test('the finder knows a value inside a longer text that was encoded as a whole', () => {
  for (const before of ['', 'a', 'ab', 'password: '])
    expect(findCanaries(Buffer.from(`${before}${canary('tide')}\nnext`).toString('base64'), ['tide'])).not.toEqual([]);
});

/** The estate on disk, in git. */
function estate(): string {
  const root = temporaryTree(ESTATE);
  git(root, 'init', '--quiet');
  return root;
}

describe('facts and cache', () => {
  const root = estate();
  const folder = temporaryTree();
  const messages: string[] = [];
  const cache = openCache({
    root,
    versions: ['7'],
    environment: { KEYTURN_CACHE: folder },
    warn: (message) => messages.push(message),
  });
  const files = scan(root, { choice: REAL_CHOICE });
  const session = sessionOver({}, { source: files, cache });
  const facts = session.facts();
  cache?.save();

  test('the planted files were read', () => {
    const read = new Set(facts.units.flatMap((unit) => unit.facts.map((fact) => fact.at.file)));
    expect([...read]).toEqual(expect.arrayContaining([...READ_FOR_CERTAIN]));
    expect(files.coverage.filesSkipped).toContainEqual({ file: '.env.local', reason: 'ignored by git: not read' });
    expect(facts.skipped.map(({ file }) => file)).toContain('cluster/mooring.yaml');
  });

  test('facts, notes, skips and value classes hold no value', () => {
    const told = JSON.stringify([
      facts.units,
      facts.skipped,
      facts.unresolved,
      [...facts.valueClasses],
      [...facts.passwordClasses],
      files.coverage,
    ]);
    expect(findCanaries(told, CANARIES)).toEqual([]);
  });

  test('the cache was written and holds no value', () => {
    const kept = everythingIn(folder);
    expect(kept).toContain('mooring');
    expect(findCanaries(kept, CANARIES)).toEqual([]);
    expect(messages).toEqual([]);
  });

  test('edits that break a file say nothing of what it holds', () => {
    const edited = sessionOver({}, { source: files });
    for (const [file, text] of Object.entries(ESTATE))
      edited.apply([{ file, text: text.slice(0, (text.length * 2) / 3) }]);
    const { units, skipped, unresolved } = edited.facts();
    expect(skipped.length).toBeGreaterThan(0);
    expect(findCanaries(JSON.stringify([units, skipped, unresolved]), CANARIES)).toEqual([]);
  });
});

describe.skipIf(!isBuilt)('the built tool', { timeout: PATIENCE }, () => {
  const root = estate();
  const cache = temporaryTree();
  const out = temporaryTree();
  const inventory = join(out, 'inventory.json');

  const check = (...args: readonly string[]) => {
    const run = keyturn(cache, ...args);
    expect(findCanaries(`${run.stdout}\n${run.stderr}`, CANARIES)).toEqual([]);
    return run;
  };

  test.each([
    ['table', []],
    ['table', ['--all']],
    ['json', []],
    ['table', ['--no-cache']],
  ] as const)('scan --format %s %j', (format, more) => {
    const run = check('scan', root, '--format', format, '--fail-on', 'never', ...more);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('mooring');
  });

  test('every credential explained, from a scan and from a written inventory', () => {
    const run = check('scan', root, '--format', 'json', '--fail-on', 'never', '--out', inventory);
    expect(run.code).toBe(0);
    const wire: WireInventory = JSON.parse(readFileSync(inventory, 'utf8'));
    expect(wire.credentials.length).toBeGreaterThan(5);
    const told = wire.credentials.map((credential) => explainCredential(wire, credential));
    expect(findCanaries(JSON.stringify(told), CANARIES)).toEqual([]);
    const [first] = wire.credentials;
    for (const from of [
      ['-C', root],
      ['--from', inventory],
    ])
      expect(check('explain', first?.id ?? '', ...from).code).toBe(0);
    expect(check('explain', 'no-such-thing', '-C', root).code).toBe(2);
  });

  test('a broken keyturn.yaml', () => {
    const other = estate();
    mkdirSync(join(other, 'deep'), { recursive: true });
    writeFileSync(
      join(other, 'keyturn.yaml'),
      `version: 1\nthresholds: { maxMechanisms: "${canary('secret-data')}" }\nowners: [\n`,
    );
    expect(check('scan', other).code).not.toBe(0);
  });

  test('cache and written files', () => {
    expect(everythingIn(cache)).toContain('mooring');
    expect(findCanaries(everythingIn(cache), CANARIES)).toEqual([]);
    expect(findCanaries(everythingIn(out), CANARIES)).toEqual([]);
  });
});
