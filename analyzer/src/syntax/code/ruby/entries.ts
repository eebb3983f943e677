/** What something else starts in Ruby code: rake tasks, jobs, and the schedules of whenever, sidekiq-cron and good_job. */
import { ancestors, type CodeNode, child } from '../code-tree.ts';
import type { FoundEntry } from '../findings.ts';
import { basesOf, className, pairsOf, type RubyNames, textOf } from './names.ts';
import { JOB_BASE } from './tables.ts';

export function entriesOf(names: RubyNames): readonly FoundEntry[] {
  return [...tasksOf(names), ...jobsOf(names), ...cronPairsOf(names), ...wheneverOf(names)];
}

/** `namespace :tide do task :digest`, as rake calls it: `tide:digest`. */
function tasksOf(names: RubyNames): readonly FoundEntry[] {
  const { tree } = names;
  if (!/\.rake$|(?:^|\/)Rakefile$/.test(tree.source.file)) return [];
  return names.calls
    .filter(({ callee }) => callee === 'task')
    .flatMap(({ node, positional: [first], named }): readonly FoundEntry[] => {
      const own = first ? textOf(tree, first) : [...named.keys()][0];
      const spaces = [...ancestors(node)]
        .filter((outer) => outer.type === 'call' && tree.text(child(outer, 'method') ?? outer) === 'namespace')
        .map((outer) => child(outer, 'arguments')?.children[0])
        .flatMap((argument) => (argument ? (textOf(tree, argument) ?? []) : []));
      return own ? [{ name: [...spaces.reverse(), own].join(':'), node, schedule: null }] : [];
    });
}

function jobsOf({ tree }: RubyNames): readonly FoundEntry[] {
  return tree
    .all('class')
    .filter(
      (node) =>
        basesOf(tree, node).some((base) => JOB_BASE.test(base)) && /\bdef (?:self\.)?perform\b/.test(tree.text(node)),
    )
    .map((node) => ({ name: className(tree, node), node: child(node, 'name') ?? node, schedule: null }));
}

/** A hash that holds `cron` and `class`: the form of sidekiq-cron, sidekiq-scheduler and good_job. */
function cronPairsOf(names: RubyNames): readonly FoundEntry[] {
  const { tree } = names;
  return tree.all('hash', 'argument_list').flatMap((node): readonly FoundEntry[] => {
    const pairs = pairsOf(tree, node.children);
    const [when, what] = [pairs.get('cron'), pairs.get('class') ?? pairs.get('klass')];
    const cron = when && names.literal(when);
    const name = what && (textOf(tree, what) ?? names.full(what));
    return when && cron && name
      ? [{ name, node, schedule: { cron, timeZone: null, row: 'sidekiq-cron', node: when } }]
      : [];
  });
}

/** `every 1.day, at: '4:30 am' do rake 'x' end` in `config/schedule.rb` (https://github.com/javan/whenever). */
function wheneverOf(names: RubyNames): readonly FoundEntry[] {
  const { tree } = names;
  if (!/(?:^|\/)schedule\.rb$/.test(tree.source.file)) return [];
  return names.calls
    .filter(({ callee }) => callee === 'every')
    .flatMap(({ node, positional: [when], named }) => {
      const at = named.get('at');
      const cron = when ? cronOf(textOf(tree, when) ?? tree.text(when), at ? textOf(tree, at) : undefined) : null;
      return started(child(node, 'block'), names).map(
        ({ name, node: what }): FoundEntry => ({
          name,
          node: what,
          schedule: cron && when ? { cron, timeZone: null, row: 'whenever', node: when } : null,
        }),
      );
    });
}

function started(
  block: CodeNode | null,
  { tree, calls }: RubyNames,
): ReadonlyArray<{ readonly name: string; readonly node: CodeNode }> {
  return calls
    .filter(
      ({ callee, node }) =>
        /^(?:rake|runner|command|script)$/.test(callee) &&
        block !== null &&
        node.start >= block.start &&
        node.end <= block.end,
    )
    .flatMap(({ positional: [what], node }) => {
      const name = what && textOf(tree, what);
      return name ? [{ name, node }] : [];
    });
}

const WORDS: Readonly<Record<string, string>> = {
  hour: '0 * * * *',
  day: '0 0 * * *',
  month: '0 0 1 * *',
  week: '0 0 * * 0',
  minute: '* * * * *',
};

/** Only what is plain: a cron text, a word, or `N.minutes`, `N.hours`, `1.day, at:`. */
function cronOf(when: string, at: string | null | undefined): string | null {
  if (/^[\d*]\S*(?:\s+\S+){4}$/.test(when)) return when;
  const [, count = '1', unit = ''] = /^(?:(\d+)\.)?(minute|hour|day|week|month)s?$/.exec(when) ?? [];
  const clock = at === undefined ? undefined : /^(\d{1,2}):(\d{2})\s*(am|pm)?$/i.exec(at ?? '');
  if (clock === null || !unit) return null;
  if (clock) {
    const hour = (Number(clock[1]) % (clock[3] ? 12 : 24)) + (/pm/i.test(clock[3] ?? '') ? 12 : 0);
    return count === '1' && unit === 'day' ? `${Number(clock[2])} ${hour} * * *` : null;
  }
  if (count === '1') return WORDS[unit] ?? null;
  if (unit === 'minute' && 60 % Number(count) === 0) return `*/${count} * * * *`;
  return unit === 'hour' && 24 % Number(count) === 0 ? `0 */${count} * * *` : null;
}
