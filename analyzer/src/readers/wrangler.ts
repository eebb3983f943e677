/** Cloudflare Workers: cron triggers and plain variables; secrets are set beside the file. https://developers.cloudflare.com/workers/wrangler/configuration/ */
import type { ConsumerRef, Fact } from '../model/fact.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import {
  buildFact,
  consumerFact,
  folderName,
  folderNamespace,
  literalFacts,
  scheduleOf,
} from '../syntax/platform-app.ts';
import { entriesAt, itemsAt, scalarAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'wrangler',
  reads: 'wrangler.toml: Workers, cron triggers, variables',
  syntax: 'toml',
  accepts: ({ file }) => baseName(file) === 'wrangler.toml',
  read({ content, file }, sight) {
    const name = scalarAt(content, 'name');
    const consumer: ConsumerRef = {
      kind: 'cloudflare-worker',
      namespace: folderNamespace(file),
      name: name?.text || folderName(file, 'worker'),
    };
    const schedules = itemsAt(content, 'triggers', 'crons').flatMap((item) =>
      item.kind === 'scalar' ? [scheduleOf(item.text, 'UTC', 'cloudflare-cron-trigger', item.span)] : [],
    );
    const place = (name ?? content).span;
    const variables = entriesAt(content, 'vars').flatMap(({ key, value }): readonly Fact[] =>
      value.kind === 'scalar'
        ? literalFacts([consumer], key.text, value, sight.look(value.text, value.span, key.text), { under: ['vars'] })
        : [],
    );
    const told = { instances: { min: 0, max: null, declared: false }, schedules };
    return {
      facts: [
        consumerFact(consumer, 'service', place, told),
        buildFact(folderOf(file), place, { consumer }),
        ...variables,
      ],
      notes: [],
    };
  },
});
