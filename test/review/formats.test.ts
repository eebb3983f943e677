/** What other tools are given: valid by their schema, within their limits, and with hostile names as text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test, vi } from 'vitest';
import { REPORT_FORMATS } from '../../analyzer/src/reports/formats.ts';
import { type ReportParts, reportOf } from '../../analyzer/src/reports/report.ts';
import { CHANGE_KINDS } from '../../analyzer/src/review/change.ts';
import { RULES } from '../../analyzer/src/rules/registry.generated.ts';
import type { WireEvidence, WireFinding } from '../../analyzer/src/wire/types.ts';
import { keyturn } from '../cli/run.ts';
import { temporaryTree } from '../workspace/temporary.ts';
import { CANARIES, harbour, SHAPES } from './estate.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../schemas/sarif-2.1.0.json'), 'utf8'));
/** The schema is of draft 4; it uses nothing that later drafts read otherwise but the name of its id. */
const { $schema: _, id, ...rest } = schema;
const ajv = new Ajv({ strict: false, logger: false, validateFormats: false });
const isSarif = ajv.compile({ ...rest, $id: id });

function expectSarif(text: string) {
  const log = JSON.parse(text);
  expect([isSarif(log), isSarif.errors]).toEqual([true, null]);
  return log.runs[0];
}

const HOSTILE = 'a%0A::error::x\n::set-output name=x::y, [quay](http://evil.test) \u202e|`<script>@all';

function place(line: number, file = 'deploy/a b:c,d%.yaml'): WireEvidence {
  const at = { line, column: 3, endLine: line, endColumn: 9 };
  return { from: 'text', file, ...at, says: HOSTILE, confidence: 'exact', row: null };
}

function finding(part: Partial<WireFinding>): WireFinding {
  const rest = { place: place(7), related: [], credential: 'cred:tide', consumer: null };
  return { rule: 'new-consumer', severity: 'note', confidence: 'exact', message: HOSTILE, ...rest, ...part };
}

const parts = (findings: readonly WireFinding[], prefix = 'harbour/'): ReportParts => ({
  of: 'review',
  tool: { name: 'keyturn', version: '9.8.7' },
  rules: CHANGE_KINDS,
  findings,
  prefix,
  weights: new Map([
    ['consumer:skiff', 1],
    ['consumer:liner', 900],
  ]),
  digest: (text) => `digest of ${text.length}`,
});
const write = (format: string, findings: readonly WireFinding[], prefix?: string) =>
  REPORT_FORMATS[format]?.(reportOf(parts(findings, prefix))) ?? '';

describe('SARIF', () => {
  test('is valid for a scan and for every review, places from the top of the repository', async () => {
    vi.stubEnv('KEYTURN_CACHE', temporaryTree());
    const root = harbour(SHAPES.slice(0, 6));
    for (const head of SHAPES.slice(0, 6).map(({ name }) => name)) {
      const { out } = await keyturn(['review', '--base', 'pier', '--head', head, '--format', 'sarif', 'deploy'], {
        directory: root,
      });
      const run = expectSarif(out);
      for (const { locations } of run.results)
        expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^deploy\//);
    }
    vi.unstubAllEnvs();
  });

  test('holds hostile text as text and quotes paths', () => {
    const run = expectSarif(
      write('sarif', [finding({}), finding({ credential: null, place: place(1, '../keyturn.yaml') })]),
    );
    const [first, second] = run.results;
    expect(first.locations[0].physicalLocation.artifactLocation.uri).toBe('harbour/deploy/a%20b%3Ac%2Cd%25.yaml');
    expect(second.locations[0].physicalLocation.artifactLocation.uri).toBe('keyturn.yaml');
    expect(first.message.text).toContain('\\[quay\\](http://evil.test)');
    expect(first.message.text).not.toMatch(/[\n\u202e]/);
  });

  test('tells the consumers of a credential as one result, the heaviest first, at most a hundred places', () => {
    const many = Array.from({ length: 150 }, (_, at) => finding({ consumer: `consumer:${at}`, place: place(at + 10) }));
    const heavy = finding({ consumer: 'consumer:liner', place: place(5000) });
    const light = finding({ consumer: 'consumer:skiff', place: place(5001) });
    const run = expectSarif(write('sarif', [...many, light, heavy]));
    expect(run.results).toHaveLength(1);
    expect(run.results[0].locations[0].physicalLocation.region.startLine).toBe(5000);
    expect(run.results[0].relatedLocations).toHaveLength(100);
    expect(run.results[0].relatedLocations[0].physicalLocation.region.startLine).toBe(5001);
  });

  test('stops at five thousand results', () => {
    const many = Array.from({ length: 5010 }, (_, at) => finding({ credential: `cred:${at}` }));
    expect(JSON.parse(write('sarif', many)).runs[0].results).toHaveLength(5000);
  });

  test('has a fingerprint that moved lines and files leave alone', () => {
    const prints = (findings: readonly WireFinding[]) =>
      JSON.parse(write('sarif', findings)).runs[0].results.map(
        (result: { partialFingerprints: object }) => result.partialFingerprints,
      );
    expect(prints([finding({ place: place(900, 'elsewhere.yaml') })])).toEqual(prints([finding({})]));
    const twice = reportOf({
      ...parts([finding({ credential: null }), finding({ credential: null, rule: 'new-credential' })]),
      digest: (text) => text,
    });
    expect(new Set(twice.findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });
});

describe('GitHub annotations', () => {
  test('are at most ten of a kind, and say how many more there are', () => {
    const many = Array.from({ length: 13 }, (_, at) => finding({ credential: `cred:${at}` }));
    const lines = write('github', [finding({ severity: 'error', credential: 'cred:x' }), ...many])
      .trimEnd()
      .split('\n');
    expect(lines.filter((line) => line.startsWith('::notice '))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(1);
    expect(lines.at(-1)).toBe('keyturn: 3 more notes, see the job summary');
  });

  test('cannot be ended or begun by a name', () => {
    expect(write('github', [finding({})])).toBe(
      '::notice file=harbour/deploy/a b%3Ac%2Cd%25.yaml,line=7,endLine=7,title=keyturn%3A new-consumer::' +
        'a%250A::error::x\\x0a::set-output name=x::y, [quay](http://evil.test) \\u{202e}|`<script>@all\n',
    );
  });
});

test('GitLab: every issue has a place, a severity it knows and a fingerprint of its own', () => {
  const nowhere: WireEvidence = { ...place(1), from: 'default', file: null, line: null };
  const issues = JSON.parse(
    write('gitlab', [
      finding({ severity: 'error' }),
      finding({ place: nowhere, credential: 'cred:ebb', severity: 'warning' }),
    ]),
  );
  expect(issues.map(({ severity, location }: { severity: string; location: object }) => [severity, location])).toEqual([
    ['critical', { path: 'harbour/deploy/a b:c,d%.yaml', lines: { begin: 7 } }],
    ['major', { path: 'keyturn.yaml', lines: { begin: 1 } }],
  ]);
});

test('reviewdog: severities and ranges of its schema', () => {
  const { source, diagnostics } = JSON.parse(write('rdjson', [finding({ severity: 'warning' })], ''));
  expect(source).toEqual({ name: 'keyturn' });
  expect(diagnostics[0]).toMatchObject({
    severity: 'WARNING',
    code: { value: 'new-consumer' },
    location: { path: 'deploy/a b:c,d%.yaml', range: { start: { line: 7 }, end: { line: 7 } } },
  });
});

test('a scan speaks every format too, and SARIF does not fail by itself', async () => {
  vi.stubEnv('KEYTURN_CACHE', temporaryTree());
  const root = harbour([]);
  const scan = (...words: readonly string[]) =>
    keyturn(['scan', '--no-cache', ...words], { directory: root, scan: realScan });
  const { scan: realScan } = await import('../../analyzer/src/scan.ts');
  const sarif = await scan('--format', 'sarif', 'deploy');
  const run = expectSarif(sarif.out);
  expect(sarif.code).toBe(0);
  expect(run.results.length).toBeGreaterThan(1);
  expect(run.tool.driver.rules.every(({ id }: { id: string }) => RULES.some((rule) => rule.id === id))).toBe(true);
  expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(/^deploy\//);
  for (const format of ['github', 'gitlab', 'rdjson', 'md']) {
    const { out, code } = await scan('--format', format);
    expect([format, code]).toEqual([format, 1]);
    expect(out).toContain('startup-only-consumer');
    for (const canary of CANARIES) expect(out).not.toContain(canary);
  }
  expect((await scan('--fail-on', 'unowned-consumer', '--format', 'md')).code).toBe(1);
  expect((await scan('--fail-on', 'pinned-version', '--format', 'md')).code).toBe(0);
  expect((await scan('--fail-on', 'never', '--max-rollout-radius', '5', '--format', 'md')).code).toBe(1);
  vi.unstubAllEnvs();
});
