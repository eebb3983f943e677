/** Sprig's regular expressions (https://masterminds.github.io/sprig/strings.html#regexmatch-mustregexmatch), on an engine of our own. */
import { GoError } from '../failure.ts';
import { createRegex, type Match, type Regex } from '../regex/match.ts';
import { bool, list, text } from '../trace.ts';
import type { Traced } from '../types.ts';
import { type Call, computing, type Family, intArgument, renamed, textArgument } from './contract.ts';
import { opaque } from './generated.ts';

const EVERY = 100_000;

function regexOf(args: readonly Traced[], call: Call): Regex {
  return createRegex(textArgument(args, 0).text, call.meter);
}

/** A negative count is no limit. */
function limit(args: readonly Traced[]): number {
  const most = intArgument(args, 2);
  return most < 0 ? EVERY : most;
}

function group(whole: string, match: Match, index: number): string {
  const [start = -1, end = -1] = [match[index * 2], match[index * 2 + 1]];
  return start < 0 ? '' : whole.slice(start, end);
}

/** `$1`, `${1}`, `$name`, `${name}` and `$$` of a replacement (regexp.Expand): the longest name counts. */
function expand(template: string, whole: string, match: Match, names: ReadonlyMap<string, number>): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (_, braced, bare) => {
    const name: string | undefined = braced ?? bare;
    if (name === undefined) return '$';
    const index = /^\d+$/.test(name) ? Number(name) : names.get(name);
    return index === undefined ? '' : group(whole, match, index);
  });
}

function replacing(literal: boolean): Family[string] {
  return (args, call) => {
    const [regex, whole, by] = [regexOf(args, call), textArgument(args, 1).text, textArgument(args, 2).text];
    let [made, end] = ['', 0];
    for (const match of regex.all(whole, EVERY)) {
      const [from = 0, to = 0] = match;
      made += whole.slice(end, from) + (literal ? by : expand(by, whole, match, regex.names));
      call.meter.made(made.length);
      end = to;
    }
    return text(made + whole.slice(end));
  };
}

function split(args: readonly Traced[], call: Call): Traced {
  const [regex, whole, most] = [regexOf(args, call), textArgument(args, 1), limit(args)];
  if (most === 0) return list([]);
  const parts: string[] = [];
  let [start, end] = [0, 0];
  for (const match of regex.all(whole.text, EVERY)) {
    if (parts.length === most - 1) break;
    const [from = 0, to = 0] = match;
    end = from;
    if (to !== 0) parts.push(whole.text.slice(start, end));
    start = to;
  }
  if (end !== whole.text.length) parts.push(whole.text.slice(start));
  return list(parts.map((part) => text(part, whole.via)));
}

function matches(args: readonly Traced[], call: Call): Traced {
  return bool(regexOf(args, call).all(textArgument(args, 1).text, 1).length > 0);
}

const MATCHING = computing({
  mustRegexMatch: matches,
  /** A pattern that does not parse matches nothing. */
  regexMatch: (args, call) => {
    try {
      return matches(args, call);
    } catch (error) {
      if (error instanceof GoError) return bool(false);
      throw error;
    }
  },
});

const COMPUTING = opaque(
  computing({
    regexFind: (args, call) => {
      const [match] = regexOf(args, call).all(textArgument(args, 1).text, 1);
      return text(match ? group(textArgument(args, 1).text, match, 0) : '');
    },
    regexReplaceAll: replacing(false),
    regexReplaceAllLiteral: replacing(true),
    regexQuoteMeta: (args) => text(textArgument(args, 0).text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
  }),
);

const LISTING: Family = {
  regexFindAll: (args, call) => {
    const whole = textArgument(args, 1);
    const matches = regexOf(args, call).all(whole.text, limit(args));
    return list(matches.map((match) => text(group(whole.text, match, 0), whole.via)));
  },
  regexSplit: split,
};

const PLAIN: Family = { ...COMPUTING, ...LISTING };

const MUST = Object.fromEntries(
  Object.keys(PLAIN)
    .filter((name) => name !== 'regexQuoteMeta')
    .map((name) => [`must${name[0]?.toUpperCase()}${name.slice(1)}`, name]),
);

export const REGEX: Family = { ...MATCHING, ...PLAIN, ...renamed(PLAIN, MUST) };
