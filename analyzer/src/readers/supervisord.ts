/** supervisord programs: what runs, and the variables they start with. http://supervisord.org/configuration.html */
import type { ConsumerRef, Fact } from '../model/fact.ts';
import { narrow } from '../syntax/line-index.ts';
import {
  carrierFact,
  consumerFact,
  deliveryFact,
  folderNamespace,
  platformVariable,
  processUse,
  writtenAt,
} from '../syntax/platform-app.ts';
import type { Section, SectionSetting } from '../syntax/unit.ts';
import { defineReader, type Sight } from './contract.ts';

const PROGRAM = /^program:(.+)$/;

export default defineReader({
  id: 'supervisord',
  reads: 'supervisord programs: commands, environment',
  syntax: 'sections',
  accepts: ({ content }) => content.some(({ name }) => PROGRAM.test(name)),
  read({ content, file }, sight) {
    const shared = content.filter(({ name }) => name === 'supervisord').flatMap((section) => environmentOf(section));
    const facts = content.flatMap((section) => readProgram(section, file, shared, sight));
    return { facts, notes: [] };
  },
});

function readProgram(section: Section, file: string, shared: readonly SectionSetting[], sight: Sight): readonly Fact[] {
  const name = PROGRAM.exec(section.name)?.[1];
  const command = section.settings.find((setting) => setting.name === 'command');
  if (!name || !command) return [];
  const consumer: ConsumerRef = { kind: 'supervisor-program', namespace: folderNamespace(file), name };
  const count = Number(section.settings.find((setting) => setting.name === 'numprocs')?.value ?? 1);
  const instances =
    Number.isInteger(count) && count > 0
      ? { min: count, max: count, declared: true }
      : { min: 1, max: null, declared: false };
  return [
    consumerFact(consumer, 'daemon', section.span, {
      instances,
      images: [processUse(command.value, command.valueSpan)],
    }),
    ...[...shared, ...environmentOf(section)].flatMap((setting) => variablesOf(consumer, setting, sight)),
  ];
}

function environmentOf({ settings }: Section): readonly SectionSetting[] {
  return settings.filter(({ name }) => name === 'environment');
}

const PAIR = /([A-Za-z_]\w*)=(?:"([^"]*)"|'([^']*)'|([^,]*))/g;
/** `%(ENV_X)s`: a variable supervisord itself was started with. */
const INHERITED = /^%\(ENV_(\w+)\)s$/;

/** `KEY="value",OTHER=%(ENV_OTHER)s`. */
function variablesOf(consumer: ConsumerRef, { value, valueSpan }: SectionSetting, sight: Sight): readonly Fact[] {
  return [...value.matchAll(PAIR)].flatMap((match): readonly Fact[] => {
    const variable = match[1] ?? '';
    const written = match[2] ?? match[3] ?? match[4] ?? '';
    const end = match.index + match[0].length - (match[4] === undefined ? 1 : 0);
    const at = narrow(valueSpan, value, end - written.length, end);
    const inherited = INHERITED.exec(written)?.[1];
    if (inherited) return [deliveryFact(consumer, platformVariable('supervisord', inherited), 'env', at, { variable })];
    const seen = sight.look(written, at, variable);
    const from = writtenAt(at, consumer.name, variable);
    return [carrierFact(from, seen, at), deliveryFact(consumer, from, 'literal', at, { variable, value: seen })];
  });
}
