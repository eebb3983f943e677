/** The fact tables as people edit them: every row sourced, every word one of the words, nothing that cannot be read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseDuration } from '../../analyzer/src/model/duration.ts';
import { ACCEPTANCES, PRIVILEGES, REFRESH_MODES, SESSION_CLASSES } from '../../analyzer/src/model/vocabulary.ts';
import { SOURCES } from './sources.ts';

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

const table = (name: string): unknown => parse(readFileSync(join(SOURCES, 'knowledge', name), 'utf8'));
const rowsOf = (name: string) => table(name) as readonly Row[];

const refresh = rowsOf('refresh-defaults.yaml');
const kinds = rowsOf('credential-kinds.yaml');
const controllers = rowsOf('controllers.yaml');
const images = rowsOf('images.yaml');
const commands = rowsOf('commands.yaml');
const { rows: names } = table('names.yaml') as { readonly rows: readonly Row[] };
const values = table('values.yaml') as Readonly<Record<string, readonly Row[]>>;

/** Ids of the rows for which `wrong` says something. */
const wrong = (rows: readonly Row[], says: (row: Row) => unknown) =>
  rows.flatMap((row) =>
    [says(row)]
      .flat()
      .filter(Boolean)
      .map((what) => `${row.id}: ${String(what)}`),
  );

const listOf = (value: unknown): readonly string[] => [value ?? []].flat().map(String);
const oneOf = (field: string, words: readonly unknown[]) => (row: Row) =>
  !words.includes(row[field]) && `${field} ${JSON.stringify(row[field])}`;

interface Delay {
  readonly kind: string;
  readonly min: string | null;
  readonly max: string | null;
  readonly per: string;
  readonly trigger: string;
}
const delayOf = (row: Row) => row.delay as Delay;
const whenSetOf = (row: Row) => (row.when_set as Delay | undefined) ?? null;

describe('every table', () => {
  it.each([
    ['refresh', refresh],
    ['kinds', kinds],
    ['controllers', controllers],
    ['images', images],
    ['commands', commands],
    ['names', names],
    ['states', values.states ?? []],
  ])('%s: ids are unique, and every row says where it is from', (_, rows) => {
    expect(rows.length).toBeGreaterThan(8);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(wrong(rows, (row) => listOf(row.source).join('').trim() === '' && 'no source')).toEqual([]);
  });

  it('links to what was read, in the tables that state facts about technologies', () => {
    const linked = (row: Row) => !listOf(row.source).some((text) => /https:\/\/\S+\.\S+/.test(text)) && 'no link';
    expect(wrong([...refresh, ...kinds, ...controllers, ...images], linked)).toEqual([]);
  });

  it('says how sure it is', () =>
    expect(wrong([...refresh, ...kinds], oneOf('confidence', ['high', 'medium', 'low']))).toEqual([]));
});

describe('refresh rows', () => {
  const delays = refresh.flatMap((row) => [delayOf(row), whenSetOf(row)].filter((delay) => delay !== null));

  it('use the words of the model', () => {
    expect(wrong(refresh, oneOf('refresh_mode', [undefined, ...REFRESH_MODES]))).toEqual([]);
    expect(new Set(delays.map(({ per }) => per))).toEqual(
      new Set(['carrier', 'cluster', 'node', 'instance', 'connection']),
    );
    expect(new Set(delays.map(({ trigger }) => trigger))).toEqual(new Set(['own-clock', 'event']));
  });

  it('have durations that parse', () => {
    const texts = refresh.flatMap((row) => {
      const jitter = row.jitter as { readonly add?: string } | undefined;
      return [delayOf(row), whenSetOf(row)].flatMap((delay) => [delay?.min, delay?.max]).concat(jitter?.add);
    });
    const given = texts.filter((text) => typeof text === 'string');
    expect(given.length).toBeGreaterThan(100);
    expect(given.filter((text) => parseDuration(text) === null)).toEqual([]);
  });

  it('give uniform and fixed both ends, in order, and fixed one moment', () => {
    const ends = (delay: Delay) => [delay.min, delay.max].map((end) => (end === null ? null : parseDuration(end)));
    const bad = (delay: Delay | null, readFromFile: boolean) => {
      if (delay === null || !['uniform', 'fixed'].includes(delay.kind)) return false;
      const [min, max] = ends(delay);
      if (readFromFile && delay.kind === 'uniform' && max === null) return false;
      if (min === null || max === null || min === undefined || max === undefined) return 'an end is missing';
      return (
        (min > max && 'ends in the wrong order') || (delay.kind === 'fixed' && min !== max && 'fixed, two moments')
      );
    };
    expect(wrong(refresh, (row) => [bad(delayOf(row), false), bad(whenSetOf(row), true)])).toEqual([]);
  });

  it('give no end where the kind has none', () => {
    const endless = (delay: Delay | null) =>
      delay !== null && /never|unbounded|rollout|unknown/.test(delay.kind) && (delay.min ?? delay.max) !== null;
    expect(wrong(refresh, (row) => (endless(delayOf(row)) || endless(whenSetOf(row))) && 'an end')).toEqual([]);
  });

  it('modify a row that is there', () => {
    const ids = new Set(refresh.map(({ id }) => id));
    const missing = ({ modifies }: Row) =>
      modifies !== undefined && modifies !== 'rollout' && !ids.has(String(modifies));
    expect(wrong(refresh, (row) => missing(row) && row.modifies)).toEqual([]);
  });

  it('need controllers that can be recognised, and no controller row is idle', () => {
    const needed = new Set(refresh.flatMap((row) => listOf(row.needs_controller)));
    expect(controllers.map(({ id }) => id).sort()).toEqual([...needed].sort());
    expect(wrong(controllers, (row) => listOf(row.images).length === 0 && 'no image')).toEqual([]);
  });
});

describe('kind rows', () => {
  it('use the words of the model', () => {
    expect(wrong(kinds, oneOf('overlap', ACCEPTANCES))).toEqual([]);
    expect(wrong(kinds, oneOf('recommended_pattern', ACCEPTANCES))).toEqual([]);
    expect(wrong(kinds, oneOf('session_class', SESSION_CLASSES))).toEqual([]);
    expect(wrong(kinds, oneOf('default_privilege', PRIVILEGES))).toEqual([]);
    const words: readonly string[] = ACCEPTANCES;
    expect(wrong(kinds, (row) => listOf(row.alternatives).filter((word) => !words.includes(word)))).toEqual([]);
  });

  it('date an artefact where one outlives the credential, and only there', () => {
    const artefact = (row: Row) => row.artefact_life as string | null;
    expect(
      wrong(kinds, (row) => (row.session_class === 'artefacts') !== (artefact(row) !== null) && 'artefact_life'),
    ).toEqual([]);
    const unread = (life: string | null) => life !== null && life !== 'declared' && parseDuration(life) === null;
    expect(wrong(kinds, (row) => unread(artefact(row)) && artefact(row))).toEqual([]);
  });

  it('have patterns that compile', () => {
    const patterns = (row: Row) => {
      const detect = row.detect as Readonly<Record<string, unknown>>;
      return [...listOf(detect.env_names), ...listOf(detect.value_prefixes), ...listOf(row.pairs_with)];
    };
    expect(wrong(kinds, (row) => patterns(row).filter((pattern) => !compiles(pattern)))).toEqual([]);
  });

  it('put no secret into an argument', () => {
    const steps = (row: Row) =>
      ['prepare', 'publish', 'verify', 'revoke', 'rollback'].flatMap((step) => listOf(row[step]));
    expect(wrong(kinds, (row) => steps(row).filter(exposesSecret))).toEqual([]);
  });

  it('would notice one', () => {
    expect(exposesSecret('curl -H "Authorization: Bearer $NEW" https://lantern.test')).toBe(true);
    expect(exposesSecret(`psql -c "ALTER ROLE lantern PASSWORD '$\u007bSECRET}'"`)).toBe(true);
    expect(exposesSecret('printf \'%s\' "$NEW" | lantern login --password "$OLD"')).toBe(true);
    expect(exposesSecret('printf \'Bearer %s\' "$NEW" | curl -H @- https://lantern.test')).toBe(false);
    expect(exposesSecret('LANTERN_TOKEN="$NEW" lantern whoami')).toBe(false);
  });
});

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern.replace(/^\(\?i\)/, '')) instanceof RegExp;
  } catch {
    return false;
  }
}

/**
 * Arguments show in the process list. A secret may stand in `printf` (a builtin of the shell), in an assignment before the
 * command, or in a script that the step says comes from standard input or a 0600 file.
 */
function exposesSecret(step: string): boolean {
  if (/\bstdin\b|0600|--queries-file/.test(step)) return false;
  return [...step.matchAll(/\$(?:NEW|OLD|SECRET)\b|\$\{(?:NEW|OLD|SECRET)\}/g)].some(({ index }) => {
    const command = (step.slice(0, index).match(/[^;|&]*$/)?.[0] ?? '').replace(/^\s*(?:[\w ]+: )?/, '');
    return !/^(?:printf\b|(?:\w+=\S*\s+)*\w+="?$)/.test(command);
  });
}
