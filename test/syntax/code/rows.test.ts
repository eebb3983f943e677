/** Rows of the fact tables that the tables of languages name are there: a client of an unknown row would drain by nothing. */
import { expect, it } from 'vitest';
import { loadKnowledge } from '../../../analyzer/src/knowledge/load.ts';
import { CLIENTS as PYTHON } from '../../../analyzer/src/syntax/code/python/tables.ts';
import { CLIENTS as RUBY } from '../../../analyzer/src/syntax/code/ruby/tables.ts';

const { refresh } = loadKnowledge();

it.each([...PYTHON, ...RUBY])('$row is a connection row', ({ row }) =>
  expect(refresh.get(row)?.stage).toBe('connection-lifetime'),
);

it.each(['celery-beat', 'airflow-dag-schedule', 'sidekiq-cron', 'whenever', 'laravel-schedule'])(
  '%s is a schedule row',
  (row) => expect(refresh.get(row)?.stage).toBe('schedule'),
);
