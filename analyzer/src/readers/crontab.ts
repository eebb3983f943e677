/**
 * Crontab entries as consumers: when they run, and which variables, env files and literals they run with. It reads what the line
 * shows; what the script behind it does is for other readers.
 */
import type {
  CarrierFact,
  CarrierRef,
  ConsumerFact,
  ConsumerRef,
  DeliveryFact,
  Fact,
  Note,
  ValueSeen,
} from '../model/fact.ts';
import { envFilesOf, programOf, variablesOf } from '../syntax/command.ts';
import { narrow } from '../syntax/line-index.ts';
import { folderOf, namePath } from '../syntax/path.ts';
import type { CronLine, EnvLine, Unit } from '../syntax/unit.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'crontab',
  reads: 'crontabs of users and systems: schedules, env files, variables and literals of each entry',
  syntax: 'crontab',
  accepts: () => true,
  read(unit, sight) {
    const names = namesOf(unit);
    const lines = new Set(unit.content.flatMap(({ environment }) => environment.filter(isOurs)));
    const seen = new Map([...lines].map((line) => [line, sight.look(line.value, line.valueSpan, line.name)]));
    const reading: Reading = { unit, seen, notes: [] };
    const facts = unit.content.flatMap((line, position): readonly Fact[] => {
      const consumer: ConsumerRef = { kind: 'crontab', namespace: null, name: names[position] ?? unit.file };
      return [
        consumerFact(consumer, line),
        ...literalsOf(reading, line).map((literal) => deliver(consumer, literal)),
        ...loadedBy(reading, line).map((loaded) => deliver(consumer, loaded)),
      ];
    });
    return { facts: [...[...seen].map(([line, value]) => carrier(unit, line, value)), ...facts], notes: reading.notes };
  },
});

interface Reading {
  readonly unit: Unit<'crontab'>;
  /** The environment lines that may be secrets, with what each looks like. */
  readonly seen: ReadonlyMap<EnvLine, ValueSeen>;
  readonly notes: Note[];
}

/** `path:program`, numbered where a crontab runs one program several times. */
function namesOf(unit: Unit<'crontab'>): readonly string[] {
  const times = new Map<string, number>();
  return unit.content.map(({ command }) => {
    const program = programOf(command);
    const time = (times.get(program) ?? 0) + 1;
    times.set(program, time);
    return `${unit.file}:${program}${time > 1 ? `-${time}` : ''}`;
  });
}

function consumerFact(consumer: ConsumerRef, line: CronLine): ConsumerFact {
  const atBoot = line.schedule === '@reboot';
  return {
    fact: 'consumer',
    consumer,
    kind: 'cron',
    application: null,
    instances: { min: 1, max: 1, declared: false },
    schedules: atBoot
      ? []
      : [
          {
            cron: line.schedule,
            timeZone: line.timeZone,
            // `flock -n` gives up where the last run still holds the lock.
            concurrency: /\bflock\s+(?:-\w*n|--nonblock)/.test(line.command) ? 'Forbid' : 'Allow',
            startingDeadline: null,
            row: 'unix-crontab',
            at: line.scheduleSpan,
          },
        ],
    dormant: null,
    freshProcess: !atBoot,
    lifecycle: null,
    images: [],
    serviceAccount: null,
    owner: null,
    at: line.commandSpan,
  };
}

/** What cron itself reads or every shell has (crontab(5)). */
const CRON_OWN = new Set('SHELL PATH HOME LOGNAME USER MAILTO MAILFROM CRON_TZ TZ RANDOM_DELAY LANG LC_ALL'.split(' '));

function isOurs({ name }: EnvLine): boolean {
  return !CRON_OWN.has(name);
}

/** No person writes more above an entry; every entry below has each of them. */
const MOST_LITERALS = 100;

/** The environment lines above an entry: cron hands each of them to it. */
function literalsOf({ unit, seen, notes }: Reading, line: CronLine): readonly Delivered[] {
  const ours = line.environment.filter(isOurs);
  if (ours.length > MOST_LITERALS)
    notes.push({ note: 'skipped', what: `more than ${MOST_LITERALS} variables for one entry`, at: line.commandSpan });
  return ours.slice(0, MOST_LITERALS).map((variable) => ({
    from: literalOf(unit, variable.name),
    form: 'literal',
    variable: variable.name,
    value: seen.get(variable) ?? null,
    at: variable.valueSpan,
  }));
}

/** The env files that the command loads, and the variables it reads that no line above holds. */
function loadedBy({ unit, notes }: Reading, line: CronLine): readonly Delivered[] {
  const place = (start: number, end: number) => narrow(line.commandSpan, line.command, start, end);
  const files = envFilesOf(line.command).flatMap(({ text, start, end }): readonly Delivered[] => {
    const at = place(start, end);
    if (!text.includes('$'))
      return [{ from: envFileOf(namePath(folderOf(unit.file), text), null), form: 'env-file', at }];
    notes.push({ note: 'unresolved', what: 'an env file whose path is computed', at });
    return [];
  });
  // With one file loaded the variables can only come from it.
  const only = files.length === 1 ? files[0]?.from.name : undefined;
  const held = new Set(line.environment.map(({ name }) => name));
  const variables = variablesOf(line.command).filter(({ text }) => !held.has(text));
  return [
    ...files,
    ...variables.map(({ text, start, end }): Delivered => {
      const from = only ? envFileOf(only, text) : { type: 'environment' as const, scope: null, name: text, key: null };
      return { from, form: only ? 'env-file' : 'env', variable: text, at: place(start, end) };
    }),
  ];
}

function envFileOf(name: string, key: string | null): CarrierRef {
  return { type: 'env-file', scope: null, name, key };
}

type Delivered = Pick<DeliveryFact, 'from' | 'form' | 'at'> & Partial<Pick<DeliveryFact, 'variable' | 'value'>>;

function deliver(consumer: ConsumerRef, delivered: Delivered): DeliveryFact {
  return {
    fact: 'delivery',
    consumer,
    container: null,
    variable: null,
    path: null,
    optional: false,
    role: null,
    // Each run reads it anew: the schedule's row says when.
    row: null,
    value: null,
    ...delivered,
  };
}

function literalOf(unit: Unit, name: string): CarrierRef {
  return { type: 'file', scope: null, name: unit.file, key: name };
}

function carrier(unit: Unit, { name, nameSpan }: EnvLine, value: ValueSeen): CarrierFact {
  return { fact: 'carrier', carrier: literalOf(unit, name), value, secretType: null, frozen: null, at: nameSpan };
}
