/** `--fail-on`: which findings end a command with exit code 1, by severity or by rule. Knows the rules it is given and no others. */
import { escapeTerminal } from '../explain/escape.ts';
import { nearest } from '../explain/nearest.ts';
import type { WireSeverity } from '../wire/types.ts';
import { UsageError } from './exit.ts';

/** Severities, by how bad a finding must be to fail. */
const FAILING: Readonly<Record<string, readonly WireSeverity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  note: ['error', 'warning', 'note'],
  never: [],
};

export const FAIL_ON = {
  kind: 'text',
  value: 'SEVERITY|RULE,…',
  says: 'end with exit code 1 on these: error, warning, note (at least as bad), never, or rule ids (warning if not given; never for sarif)',
} as const;

export const MAX_ROLLOUT = {
  kind: 'text',
  value: 'N',
  says: 'end with exit code 1 where a rollout radius is above N (0 to 100)',
} as const;

interface Judged {
  readonly rule: string;
  readonly severity: WireSeverity;
}

/** `typed` null: warnings fail, but in a format that another tool judges by. */
export function readFailOn(
  typed: string | null,
  format: string,
  rules: readonly string[],
): (finding: Judged) => boolean {
  const words = (typed ?? (format === 'sarif' ? 'never' : 'warning')).split(',').map((word) => word.trim());
  const [only = ''] = words;
  const severities = words.length === 1 && Object.hasOwn(FAILING, only) ? FAILING[only] : undefined;
  if (severities) return ({ severity }) => severities.includes(severity);
  const known = new Set(rules);
  const wrong = words.find((word) => !known.has(word));
  if (wrong !== undefined) {
    const near = nearest(wrong, [...Object.keys(FAILING), ...rules], 1);
    const offer = near.length > 0 ? `; did you mean ${near.join(', ')}?` : '';
    throw new UsageError(`--fail-on is error, warning, note, never or rule ids, not ${wrong}${offer}`);
  }
  return ({ rule }) => words.includes(rule);
}

/** null: not given. */
export function readMaxRollout(typed: string | null): number | null {
  if (typed === null) return null;
  const limit = Number(typed);
  if (!/^\d+(\.\d+)?$/.test(typed) || limit > 100)
    throw new UsageError(`--max-rollout-radius is a number from 0 to 100, not ${typed}`);
  return limit;
}

/** One line for standard error. */
export function aboveLimit(name: string, score: number, limit: number | null): string {
  return `keyturn: the rollout radius of ${escapeTerminal(name)} is ${Math.floor(score)}, the limit is ${limit}\n`;
}
