/**
 * Crontab entries as consumers: when they run, and which variables, env files and literals they run with. It reads what the line
 * shows; what the script behind it does is for other readers.
 */
import type { CarrierFact, CarrierRef, ConsumerFact, ConsumerRef, DeliveryFact, Fact, Note } from '../model/fact.ts';
import { envFilesOf, programOf, variablesOf } from '../syntax/command.ts';
import { narrow } from '../syntax/line-index.ts';
import { folderOf, namePath } from '../syntax/path.ts';
import type { CronLine, EnvLine, Unit } from '../syntax/unit.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'crontab',
  reads: 'crontabs of users and systems: schedules, env files, variables and literals of each entry',
  syntax: 'crontab',
  accepts: () => true,
  read(unit, sight) {
    const names = namesOf(unit);
    const literals = new Map(
      unit.content.flatMap(({ environment }) => environment.filter(isOurs)).map((line) => [line, line]),
    );
    const carriers = [...literals.keys()].map((line) => carrier(unit, line, sight));
    const notes: Note[] = [];
    const facts = unit.content.flatMap((line, position): readonly Fact[] => {
      const consumer: ConsumerRef = { kind: 'crontab', namespace: null, name: names[position] ?? unit.file };
      return [consumerFact(consumer, line), ...deliveriesOf(unit, consumer, line, sight, notes)];
    });
    return { facts: [...carriers, ...facts], notes };
  },
});

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

function deliveriesOf(
  unit: Unit<'crontab'>,
  consumer: ConsumerRef,
  line: CronLine,
  sight: Sight,
  notes: Note[],
): readonly DeliveryFact[] {
  const place = (start: number, end: number) => narrow(line.commandSpan, line.command, start, end);
  const written = line.environment.filter(isOurs);
  const literals = written.map((variable) => ({
    from: literalOf(unit, variable.name),
    form: 'literal' as const,
    variable: variable.name,
    value: sight.look(variable.value, variable.valueSpan, variable.name),
    at: variable.valueSpan,
  }));
  const files = envFilesOf(line.command).flatMap(({ text, start, end }) => {
    if (!text.includes('$')) return [{ name: namePath(folderOf(unit.file), text), at: place(start, end) }];
    notes.push({ note: 'unresolved', what: 'an env file whose path is computed', at: place(start, end) });
    return [];
  });
  const known = new Set(written.map(({ name }) => name));
  const variables = variablesOf(line.command).filter(({ text }) => !known.has(text));
  // With one file loaded the variables can only come from it.
  const [only] = files.length === 1 ? files : [];
  return [
    ...literals.map((literal) => deliver(consumer, literal)),
    ...files.map(({ name, at }) =>
      deliver(consumer, { from: { type: 'env-file', scope: null, name, key: null }, form: 'env-file', at }),
    ),
    ...variables.map(({ text, start, end }) => {
      const from: CarrierRef = only
        ? { type: 'env-file', scope: null, name: only.name, key: text }
        : { type: 'environment', scope: null, name: text, key: null };
      return deliver(consumer, { from, form: only ? 'env-file' : 'env', variable: text, at: place(start, end) });
    }),
  ];
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

function carrier(unit: Unit, { name, nameSpan, value, valueSpan }: EnvLine, sight: Sight): CarrierFact {
  const seen = sight.look(value, valueSpan, name);
  return {
    fact: 'carrier',
    carrier: literalOf(unit, name),
    value: seen,
    secretType: null,
    frozen: null,
    at: nameSpan,
  };
}
