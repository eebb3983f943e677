/** Netlify sites: what is built from where, scheduled functions, variables written into the file. https://docs.netlify.com/build/configure-builds/file-based-configuration/ */
import type { ConsumerRef, Fact } from '../model/fact.ts';
import { pathOf } from '../syntax/docker-build.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import {
  buildFact,
  consumerFact,
  folderName,
  folderNamespace,
  literalFacts,
  processUse,
  scheduleOf,
} from '../syntax/platform-app.ts';
import { type Entry, entriesAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'netlify',
  reads: 'netlify.toml: the site, scheduled functions, build variables',
  syntax: 'toml',
  accepts: ({ file }) => baseName(file) === 'netlify.toml',
  read({ content, file }, sight) {
    const consumer: ConsumerRef = {
      kind: 'netlify-site',
      namespace: folderNamespace(file),
      name: folderName(file, 'site'),
    };
    const context = pathOf(folderOf(file), textAt(content, 'build', 'base') ?? '.');
    const site = [
      consumerFact(consumer, 'service', content.span, { instances: { min: 0, max: null, declared: false } }),
      ...(context === null ? [] : [buildFact(context, content.span, { consumer })]),
    ];
    const crons = entriesAt(content, 'functions').flatMap((entry) => readFunction(entry, consumer, context));
    return { facts: [...site, ...crons, ...variablesOf(content, consumer, sight)], notes: [] };
  },
});

function readFunction({ key, value }: Entry, site: ConsumerRef, context: string | null): readonly Fact[] {
  const schedule = scalarAt(value, 'schedule');
  if (!schedule?.text) return [];
  const consumer: ConsumerRef = { ...site, kind: 'netlify-function', name: `${site.name}:${key.text}` };
  return [
    consumerFact(consumer, 'cron', key.span, {
      // The fact tables have no row of Netlify's own; it runs plain cron in UTC.
      schedules: [scheduleOf(schedule.text, 'UTC', 'unix-crontab', schedule.span)],
      images: [processUse([key.text], key.span)],
    }),
    ...(context === null ? [] : [buildFact(context, key.span, { consumer })]),
  ];
}

/** Variables of the file are there while the site is built, not for its functions. */
function variablesOf(content: Tree, consumer: ConsumerRef, sight: Sight): readonly Fact[] {
  const contexts = entriesAt(content, 'context').map(({ key }) => ['context', key.text, 'environment']);
  return [['build', 'environment'], ...contexts].flatMap((path) =>
    entriesAt(content, ...path).flatMap(({ key, value }) =>
      value.kind === 'scalar'
        ? literalFacts([consumer], key.text, value, sight.look(value.text, value.span, key.text), {
            under: path,
            form: 'build-arg',
            row: 'netlify-env',
          })
        : [],
    ),
  );
}
