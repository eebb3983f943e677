/** Schedules of Rails jobs as YAML: sidekiq-cron (`config/schedule.yml`) and solid_queue (`config/recurring.yml`). */
import type { EntryFact } from '../model/fact.ts';
import { type Entry, entriesAt, scalarAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const CRON = /^(?:@\w+|[\d*]\S*(?:\s+\S+){4,5})$/;

export default defineReader({
  id: 'rails-schedule',
  reads: 'config/schedule.yml and config/recurring.yml: jobs of sidekiq-cron and solid_queue with their schedules',
  syntax: 'yaml',
  accepts: ({ file }) => /(?:^|\/)config\/(?:schedule|sidekiq_(?:cron|schedule)|recurring)\.ya?ml$/.test(file),
  read({ content }) {
    // solid_queue has an environment around the jobs.
    const jobs = entriesAt(content).flatMap((entry) => [entry, ...entriesAt(entry.value)]);
    return { facts: jobs.flatMap(entryOf), notes: [] };
  },
});

function entryOf({ value }: Entry): readonly EntryFact[] {
  const name = scalarAt(value, 'class');
  const when = scalarAt(value, 'cron') ?? scalarAt(value, 'schedule');
  if (!name) return [];
  const cron = when && CRON.test(when.text.trim()) ? when : null;
  return [
    {
      fact: 'entry',
      language: 'ruby',
      name: name.text,
      schedule: cron && {
        cron: cron.text.trim(),
        timeZone: null,
        concurrency: 'Allow',
        startingDeadline: null,
        row: 'sidekiq-cron',
        at: cron.span,
      },
      at: name.span,
    },
  ];
}
