/**
 * The entries of a crontab (crontab(5)): five fields or a macro, in system crontabs a user, then the command up to the first
 * unescaped `%`; `NAME=value` lines hold for the entries below them. What is neither is passed over.
 */
import type { LineIndex } from './line-index.ts';
import { type RawLine, splitLines } from './lines.ts';
import type { CronLine, EnvLine } from './unit.ts';

const ENVIRONMENT = /^([ \t]*)(["']?)([A-Za-z_]\w*)\2([ \t]*=[ \t]*)(.*)$/;
const ENTRY =
  /^[ \t]*(@every[ \t]+\S+|@[a-z]+|(?:[\d*][\d*,/~-]*[ \t]+){2}(?:[\d*?L][\w*,/~#-]*[ \t]+)[\d*A-Za-z][\w*,/~-]*[ \t]+[\d*?A-Za-z][\w*,/~#-]*)[ \t]+/;

/** System crontabs name a user: /etc/crontab and what lies in cron.d. A crontab elsewhere that says `root` can only be one too. */
const SYSTEM_PATH = /(?:^|\/)(?:etc\/crontab|cron\.d\/[^/]+)$/;
const SYSTEM_USER = /^(\S+)[ \t]+/;
const ROOT_USER = /^(root)[ \t]+(?=\S)/;

/** The entries in order, each with the environment lines above it (the last of a name holds) and `CRON_TZ`. */
export function parseCrontab(index: LineIndex): readonly CronLine[] {
  const environment = new Map<string, EnvLine>();
  let above: readonly EnvLine[] | null = [];
  const user = SYSTEM_PATH.test(index.file) ? SYSTEM_USER : ROOT_USER;
  return splitLines(index.text).flatMap((line) => {
    if (/^[ \t]*(?:#|$)/.test(line.text)) return [];
    const assigned = readEnvironment(line, index);
    if (assigned) {
      environment.set(assigned.name, assigned);
      above = null;
    }
    const entry = assigned ? null : readEntry(line, index, user);
    const timeZone = environment.get('CRON_TZ')?.value || null;
    if (!entry) return [];
    above ??= [...environment.values()];
    return [{ ...entry, environment: above, timeZone }];
  });
}

function readEnvironment(line: RawLine, index: LineIndex): EnvLine | null {
  const match = ENVIRONMENT.exec(line.text);
  if (!match) return null;
  const [, indent = '', quote = '', name = '', equals = '', rest = ''] = match;
  const nameStart = line.start + indent.length + quote.length;
  const written = rest.trimEnd();
  const quotes = /^(["']).*\1$/s.test(written) && written.length > 1 ? 1 : 0;
  const start = nameStart + name.length + quote.length + equals.length + quotes;
  const value = written.slice(quotes, written.length - quotes);
  return {
    name,
    nameSpan: index.span(nameStart, nameStart + name.length),
    value,
    valueSpan: index.span(start, start + value.length),
    // cron expands nothing, whatever the quotes.
    literal: true,
  };
}

function readEntry(
  line: RawLine,
  index: LineIndex,
  userField: RegExp,
): Omit<CronLine, 'environment' | 'timeZone'> | null {
  const match = ENTRY.exec(line.text);
  const schedule = match?.[1];
  if (!match || schedule === undefined) return null;
  const rest = line.text.slice(match[0].length);
  const user = userField.exec(rest);
  const written = /^(?:[^%\\]|\\.?)*/s.exec(rest.slice(user?.[0].length ?? 0))?.[0].trimEnd() ?? '';
  if (written === '') return null;
  const scheduleStart = line.start + line.text.indexOf(schedule);
  const start = line.start + match[0].length + (user?.[0].length ?? 0);
  return {
    schedule: schedule.replace(/[ \t]+/g, ' '),
    scheduleSpan: index.span(scheduleStart, scheduleStart + schedule.length),
    user: user?.[1] ?? null,
    command: written.replaceAll('\\%', '%'),
    commandSpan: index.span(start, start + written.length),
  };
}
