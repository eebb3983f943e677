/** Days at the command line: the same files give the same JSON on any day, and people are told what is over today. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../analyzer/src/scan.ts';
import { keyturn as run } from './run.ts';

const root = mkdtempSync(join(tmpdir(), 'keyturn-dates-'));
writeFileSync(
  join(root, 'keyturn.yaml'),
  `credentials:
  - match: { file: ferry.env, key: FERRY_PASSWORD }
    name: ferry-key
    lastRotated: 2001-02-03
    cadence: P90D
consumers:
  - { name: ferryman, kind: vendor, uses: [ferry-key], refresh: manual, expires: 2001-06-07, action: { does: swap, takes: PT15M } }
`,
);
writeFileSync(join(root, 'ferry.env'), 'FERRY_PASSWORD=changeme\n');
writeFileSync(join(root, 'compose.yaml'), 'services:\n  ferry:\n    image: lagoon/ferry\n    env_file: ferry.env\n');
const keyturn = (...words: string[]) => run(words, { scan, directory: root });
const rules = (json: string) => JSON.parse(json).findings.map(({ rule }: { rule: string }) => rule);

test('JSON has no clock: nothing dated unless a day is given', async () => {
  expect(rules((await keyturn('scan', '--format', 'json')).out)).not.toContain('stale-declaration');
  const dated = (day: string) => keyturn('scan', '--format', 'json', '--today', day);
  expect(rules((await dated('2001-06-06')).out)).not.toContain('stale-declaration');
  expect(rules((await dated('2001-06-07')).out)).toContain('stale-declaration');
});

test('the table goes by the clock of whoever reads it', async () => {
  expect((await keyturn('scan')).out).toContain('The declaration of ferryman ended on 2001-06-07');
  expect((await keyturn('scan', '--today', '2001-03-04')).out).not.toContain('The declaration of ferryman');
});

test('readiness says what is overdue, and what its cadence costs', async () => {
  const { out } = await keyturn('readiness');
  expect(out).toContain('OVERDUE since 2001-05-04');
  expect(out).toMatch(/about 81 min of\s+handwork\s+a\s+year\s+on\s+its\s+consumers\s+alone/);
  expect((await keyturn('readiness', '--today', '2001-05-03')).out).toContain('due on 2001-05-04');
});

test('readiness of one credential, and of the hardest', async () => {
  const told = async (...words: string[]) => JSON.parse((await run(['readiness', '--format', 'json', ...words])).out);
  const all = await told();
  expect(all.length).toBeGreaterThan(1);
  expect(await told('--top', '1')).toEqual(all.slice(0, 1));
  const last = all.at(-1);
  expect(await told('--credential', last.name)).toEqual([last]);
  expect((await run(['readiness', '--top', '1'])).out).toContain(
    `… ${all.length - 1} more, shown with --top ${all.length}`,
  );
  expect((await run(['readiness', '--top', '0'])).code).toBe(2);
  expect((await run(['readiness', '--credential', 'no-such-teapot'])).code).toBe(2);
});

test.each(['yesterday', '2026-02-30', '2026-1-2', '26-11-26'])('the day %s is a usage error', async (day) => {
  const { code, err } = await keyturn('scan', '--today', day);
  expect([code, err]).toEqual([2, `keyturn: --today is a day such as 2026-11-26, not ${day}\n`]);
});
