/** Whatever is handed over as evidence ends in an answer or a refusal: never in a crash, a hang or an injection. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { formsOf } from '../../analyzer/src/evidence/forms.ts';
import { sortBy } from '../../analyzer/src/evidence/labels.ts';
import { momentOf } from '../../analyzer/src/evidence/moments.ts';
import { EVIDENCE } from '../../analyzer/src/evidence/registry.generated.ts';
import { type Runbook, readRunbookJson } from '../../analyzer/src/evidence/runbook.ts';
import { readCsv } from '../../analyzer/src/evidence/table.ts';
import { converged, judgeFiles, LABELS, read, runbookOf, smallPlan } from './rotation.ts';

let runbook: Runbook;
beforeAll(async () => {
  runbook = runbookOf(await smallPlan());
}, 60_000);

/** A piece of a real export, cut, doubled or with one character changed. */
const damaged = fc
  .tuple(
    fc.nat(3),
    fc.nat(),
    fc.nat(),
    fc.constantFrom('cut', 'twice', 'changed'),
    fc.string({ minLength: 1, maxLength: 1 }),
  )
  .map(([which, at, length, how, character]) => {
    const text = converged()[which]?.text ?? '';
    const start = at % (text.length + 1);
    const piece = text.slice(start, start + (length % 400));
    if (how === 'cut') return text.slice(0, start);
    return text.slice(0, start) + (how === 'twice' ? piece + piece : character) + text.slice(start + 1);
  });

describe('reading', () => {
  it('is total on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), damaged), (text) => {
        const { forms } = formsOf(text);
        for (const kind of EVIDENCE) kind.tryRead(forms, sortBy(LABELS));
        expect(readRunbookJson(text).runbook).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it('is total on any JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const { forms } = formsOf(text);
        for (const kind of EVIDENCE) kind.tryRead(forms, sortBy(LABELS));
      }),
      { numRuns: 300 },
    );
  });

  it('reads back every cell of a table', () => {
    const cells = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(cells, (rows) => {
        const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        expect(readCsv(text)).toEqual(rows);
      }),
    );
  });

  it('takes no moment without a zone', () => {
    expect(momentOf('2026-12-01 02:00:00')).toBeNull();
    expect(momentOf('2026-12-01 02:00:00 CET')).toBeNull();
    expect(momentOf('2026-12-01 02:00:00.5+0130')).toBe(Date.parse('2026-12-01T00:30:00.5Z') / 1000);
    expect(momentOf('2026-12-01T02:00:00Z')).toBe(Date.parse('2026-12-01T02:00:00Z') / 1000);
  });

  it('is not kept busy by one endless line', () => {
    const line = `2026-12-01 02:00:00.000 UTC [7] LOG:  connection authorized: user=${'a '.repeat(2_000_000)}`;
    expect(read(runbook, [{ file: 'endless.log', cluster: null, text: line }]).refused).toHaveLength(0);
    const quotes = `a,b\n${'"",'.repeat(300_000)}`;
    expect(read(runbook, [{ file: 'quotes.csv', cluster: null, text: quotes }]).refused).toHaveLength(1);
  });
});

describe('damaged evidence', () => {
  it('never opens the gate of sessions without a list of sessions', () => {
    const whole = converged().filter(({ file }) => file !== 'sessions.csv');
    expect(judgeFiles(runbook, whole).verdict).not.toBe('pass');
    fc.assert(
      fc.property(damaged, (text) => {
        const files = [...whole, { file: 'damaged', cluster: null, text }];
        if (read(runbook, files).refused.length > 0) return;
        const judged = judgeFiles(runbook, files);
        const settled = judged.gates.find(({ id }) => id === 'G4')?.verdict;
        // Only a list of sessions opens this gate.
        if (!/usename/.test(text)) expect(settled?.verdict).not.toBe('pass');
      }),
      { numRuns: 200 },
    );
  });
});
