/**
 * Vercel projects: the app of a folder, its cron routes, variables written into the file. Project variables are kept beside it and
 * need a new deployment. https://vercel.com/docs/project-configuration
 */
import type { ConsumerRef, Fact } from '../model/fact.ts';
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
import { entriesAt, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'vercel',
  reads: 'vercel.json: the app, cron routes with schedules, variables',
  syntax: 'yaml',
  accepts: ({ file }) => baseName(file) === 'vercel.json',
  read({ content, file }, sight) {
    const name = textAt(content, 'name') ?? folderName(file, 'app');
    const consumer: ConsumerRef = { kind: 'vercel-app', namespace: folderNamespace(file), name };
    const app = [
      consumerFact(consumer, 'service', content.span, {
        application: name,
        instances: { min: 0, max: null, declared: false },
      }),
      buildFact(folderOf(file), content.span, { consumer }),
    ];
    const crons = itemsAt(content, 'crons').flatMap((cron) => readCron(cron, consumer, file));
    return { facts: [...app, ...crons, ...variablesOf(content, consumer, sight)], notes: [] };
  },
});

/** Each run is a request to the production deployment, whose variables date from that deployment. */
function readCron(cron: Tree, app: ConsumerRef, file: string): readonly Fact[] {
  const path = scalarAt(cron, 'path');
  const schedule = scalarAt(cron, 'schedule');
  if (!path?.text || !schedule?.text) return [];
  const route = path.text.replace(/[?#].*$/, '');
  const consumer: ConsumerRef = { kind: 'vercel-cron', namespace: app.namespace, name: `${app.name}:${route}` };
  return [
    consumerFact(consumer, 'cron', path.span, {
      application: app.name,
      schedules: [scheduleOf(schedule.text, 'UTC', 'vercel-cron', schedule.span)],
      images: [processUse([route], path.span)],
    }),
    buildFact(folderOf(file), path.span, { consumer }),
  ];
}

/** `env` and `build.env`; `@name` is a secret of the platform (its older form). */
function variablesOf(content: Tree, consumer: ConsumerRef, sight: Sight): readonly Fact[] {
  const sections = [
    { path: ['env'], form: 'env', row: 'vercel-env' },
    { path: ['build', 'env'], form: 'build-arg', row: 'vercel-env' },
  ] as const;
  return sections.flatMap(({ path, form, row }) =>
    entriesAt(content, ...path).flatMap(({ key, value }): readonly Fact[] => {
      if (value.kind !== 'scalar') return [];
      const variable = key.text;
      if (/^@[\w-]+$/.test(value.text))
        return [
          deliveryFact(consumer, platformVariable('vercel', value.text.slice(1)), form, value.span, { variable, row }),
        ];
      const seen = sight.look(value.text, value.span, variable);
      return literalFacts([consumer], variable, value, seen, {
        under: path,
        row,
        form: form === 'env' ? 'literal' : form,
      });
    }),
  );
}
