/**
 * The Serverless Framework: functions, their schedules, and variables from SSM, Secrets Manager or whoever deploys. A function keeps
 * what its deployment gave it. https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml
 */
import type { ConsumerRef, Fact, Note, Schedule } from '../model/fact.ts';
import { eventBridgeSchedule } from '../syntax/calendar-event.ts';
import { takenBy } from '../syntax/cloud-secret.ts';
import { referencesIn } from '../syntax/dynamic-reference.ts';
import { narrow } from '../syntax/line-index.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import {
  buildFact,
  consumerFact,
  deliveryFact,
  folderName,
  folderNamespace,
  literalFacts,
  platformVariable,
  processUse,
  scheduleOf,
} from '../syntax/platform-app.ts';
import { at, type Entry, entriesAt, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'serverless',
  reads: 'serverless.yml: functions, schedules, variables from SSM, Secrets Manager and the environment',
  syntax: 'yaml',
  accepts: ({ file, content }) =>
    /^serverless[\w.-]*\.ya?ml$/.test(baseName(file)) && at(content, 'functions') !== null,
  read({ content, file }, sight) {
    const service = textAt(content, 'service') ?? textAt(content, 'service', 'name') ?? folderName(file, 'service');
    const reading: Reading = { file, service, sight, notes: [] };
    const shared = entriesAt(content, 'provider', 'environment');
    const facts = entriesAt(content, 'functions').flatMap((entry) => readFunction(reading, entry, shared));
    return { facts, notes: reading.notes };
  },
});

interface Reading {
  readonly file: string;
  readonly service: string;
  readonly sight: Sight;
  readonly notes: Note[];
}

function readFunction(reading: Reading, { key, value }: Entry, shared: readonly Entry[]): readonly Fact[] {
  const { file, service } = reading;
  const consumer: ConsumerRef = {
    kind: 'lambda-function',
    namespace: folderNamespace(file),
    name: `${service}-${key.text}`,
  };
  const schedules = itemsAt(value, 'events').flatMap(schedulesOf);
  const handler = scalarAt(value, 'handler');
  const own = entriesAt(value, 'environment');
  const names = new Set(own.map((entry) => entry.key.text));
  return [
    consumerFact(consumer, schedules.length > 0 ? 'cron' : 'service', key.span, {
      application: service,
      instances: { min: 0, max: null, declared: false },
      schedules,
      images: handler?.text ? [processUse([handler.text], handler.span)] : [],
    }),
    buildFact(folderOf(file), key.span, { consumer }),
    ...[...shared.filter((entry) => !names.has(entry.key.text)), ...own].flatMap((entry) =>
      readVariable(reading, consumer, entry),
    ),
  ];
}

/** `schedule: rate(…)`, `schedule: { rate: […] }`. */
function schedulesOf(event: Tree): readonly Schedule[] {
  const written = at(event, 'schedule');
  const rates = scalarAt(written) ? [written] : [at(written, 'rate'), ...itemsAt(written, 'rate')];
  return rates.flatMap((rate) =>
    rate?.kind === 'scalar' && rate.text !== ''
      ? [
          scheduleOf(
            eventBridgeSchedule(rate.text),
            textAt(written, 'timezone') ?? 'UTC',
            'eventbridge-rule-schedule',
            rate.span,
          ),
        ]
      : [],
  );
}

const ROW = 'aws-lambda-env';

function readVariable({ sight, notes }: Reading, consumer: ConsumerRef, { key, value }: Entry): readonly Fact[] {
  if (value.kind !== 'scalar' || value.tag !== null) return [];
  const variable = key.text;
  const { found, computed } = referencesIn(value.text, value.span);
  if (computed > 0) notes.push({ note: 'unresolved', what: `the secret of ${variable} is computed`, at: value.span });
  const seen = sight.look(value.text, value.span, variable);
  if (found.length === 0)
    return computed > 0 || seen.state === 'reference'
      ? []
      : literalFacts([consumer], variable, value, seen, { under: [consumer.name], row: ROW });
  return found.flatMap((reference) => {
    const place = narrow(value.span, value.text, reference.start, reference.end);
    const { from, facts } = takenBy(
      reference,
      platformVariable(`lambda/${consumer.name}`, variable),
      'serverless',
      place,
    );
    const whole = reference.start === 0 && reference.end === value.text.length;
    return [...facts, deliveryFact(consumer, from, 'env', place, { variable, row: ROW, value: whole ? null : seen })];
  });
}
