/** A suppression as a comment: above the line, in the language of the file, heeded when it is read again; and not offered where it would be no comment. */
import { describe, expect, it } from 'vitest';
import type { Fix } from '../../analyzer/src/fixes/contract.ts';
import { offerFixes } from '../../analyzer/src/fixes/offer.ts';
import type { Live } from '../../analyzer/src/live/live.ts';
import type { Finding } from '../../analyzer/src/model/finding.ts';
import { HARBOUR } from '../language-server/harbour.ts';
import { edited, openFiles, tideWith } from './tide.ts';

function offered(live: Live, finding: Finding, text = live.text): Fix | undefined {
  const fixes = offerFixes({ inventory: live.inventory(), marks: [], text, finding });
  return fixes.find(({ title }) => title === `Ignore ${finding.rule} in a comment here, with a reason`);
}

const FOREVER = 'unbounded-connection-lifetime';

describe.each([
  ['a manifest', 'k8s/tide.yaml', 'startup-only-consumer', '#', () => openFiles(HARBOUR)],
  [
    'TypeScript',
    'services/tide-api/main.ts',
    FOREVER,
    '//',
    () =>
      tideWith(
        'main.ts',
        "import { Pool } from 'pg';\n\nfunction open() {\n  return new Pool({ password: process.env.TIDE_DB_PASSWORD });\n}\nopen();\n",
      ),
  ],
  [
    'Python',
    'services/tide-api/main.py',
    FOREVER,
    '#',
    () =>
      tideWith(
        'main.py',
        'import os\nfrom sqlalchemy import create_engine\n\nengine = create_engine(os.environ["TIDE_DB_PASSWORD"])\n',
      ),
  ],
  [
    'Go',
    'services/tide-api/main.go',
    FOREVER,
    '//',
    () =>
      tideWith(
        'main.go',
        'package main\n\nfunc main() {\n\tdb, _ := sql.Open("postgres", os.Getenv("TIDE_DB_PASSWORD"))\n\tserve(db)\n}\n',
      ),
  ],
] as const)('in %s', (_, file, rule, mark, open) => {
  it('it is one line above, and the finding is gone', async () => {
    const live = await open();
    const before = live.text(file) ?? '';
    const finding = live.inventory().findings.find((one) => one.rule === rule);
    const fix = finding && offered(live, finding);
    expect(fix?.edits.map(({ span }) => span.file)).toEqual([file]);
    const after = edited(before, fix?.edits ?? []);
    const [comment = '', ...more] = after.split('\n').filter((line) => line.includes('keyturn:ignore'));
    expect({ comment: comment.trim(), more }).toEqual({
      comment: `${mark} keyturn:ignore ${rule} accepted, say why here`,
      more: [],
    });
    const lines = after.split('\n');
    const below = lines[lines.indexOf(comment) + 1] ?? '';
    expect(/^\s*/.exec(below)?.[0]).toBe(/^\s*/.exec(comment)?.[0]);
    expect(after.replace(`${comment}\n`, '')).toBe(before);
    await live.setBuffers([{ file, text: after }]);
    const rules = live.inventory().findings.map((one) => one.rule);
    expect(rules).not.toContain(rule);
    expect(rules).not.toContain('stale-suppression');
  });
});

describe('nothing is offered', () => {
  it.each([
    ['where a format has no comments', 'k8s/tide.json', '{\n  "name": "tide-db"\n}\n', 2],
    ['inside a block of YAML', 'k8s/tide.yaml', 'data:\n  tide.ini: |\n    [db]\n\n    password = x\n', 5],
    ['behind a line that goes on', 'ops/tide.sh', 'psql \\\n  "$TIDE_DB_PASSWORD"\n', 2],
    ['inside a string of several lines', 'ops/tide.py', 'DSN = """\nhost=tide-db\npassword=x\n"""\n', 3],
    ['between the tags of a page', 'web/tide.tsx', 'const page = (\n  <Tide\n  />\n);\n', 2],
    ['above the line that says how a file runs', 'ops/ebb.sh', '#!/bin/sh\necho ebb\n', 1],
    ['for a line that is not there', 'ops/ebb.sh', 'echo ebb\n', 9],
  ])('%s', async (_, file, text, line) => {
    const live = await openFiles(HARBOUR);
    const finding = live.inventory().findings.find(({ place }) => place.from === 'text');
    if (finding?.place.from !== 'text') throw new Error('no finding');
    const at = (where: number): Finding => ({
      ...finding,
      place: { ...finding.place, from: 'text', span: { file, line: where, column: 1, endLine: where, endColumn: 2 } },
    });
    expect(offered(live, at(line), () => text)).toBeUndefined();
  });

  it('but below the block of YAML it is', async () => {
    const live = await openFiles(HARBOUR);
    const text = 'data:\n  tide.ini: |\n    [db]\n  password: x\n';
    const finding = live.inventory().findings.find(({ place }) => place.from === 'text');
    if (finding?.place.from !== 'text') throw new Error('no finding');
    const span = { file: 'k8s/tide.yaml', line: 4, column: 3, endLine: 4, endColumn: 11 };
    const fix = offered(live, { ...finding, place: { ...finding.place, span } }, () => text);
    expect(edited(text, fix?.edits ?? [])).toBe(
      `data:\n  tide.ini: |\n    [db]\n  # keyturn:ignore ${finding.rule} accepted, say why here\n  password: x\n`,
    );
  });
});
