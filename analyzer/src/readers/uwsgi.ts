/**
 * uWSGI configuration: the processes a uWSGI master starts beside its workers (daemons, mules, cron lines). They live and die with the
 * master and have its environment; whose container that is, linking finds. It says nothing about the workers: they are the
 * application. https://uwsgi-docs.readthedocs.io/en/latest/AttachingDaemons.html
 */
import type { ConsumerRef, Fact } from '../model/fact.ts';
import type { ConsumerKind } from '../model/vocabulary.ts';
import { baseName } from '../syntax/path.ts';
import { consumerFact, folderNamespace, processUse, scheduleOf } from '../syntax/platform-app.ts';
import type { SectionSetting } from '../syntax/unit.ts';
import { startedName, uwsgiCron, uwsgiPairs } from '../syntax/uwsgi.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'uwsgi',
  reads: 'uWSGI configuration: attached daemons, mules, cron lines',
  syntax: 'sections',
  accepts: ({ content }) => content.some(({ name }) => name === 'uwsgi'),
  read({ content, file }) {
    const settings = content.filter(({ name }) => name === 'uwsgi').flatMap((section) => section.settings);
    let needs: string | null = null;
    const facts = settings.flatMap((setting) => {
      needs = conditionAfter(setting, needs);
      return readProcess(setting, file, needs);
    });
    return { facts, notes: [] };
  },
});

interface Started {
  readonly kind: ConsumerKind;
  readonly command: string;
  readonly cron: string | null;
}

const daemon = (value: string): Started => ({ kind: 'daemon', command: value, cron: null });
const daemon2 = (value: string): Started => daemon(uwsgiPairs(value).get('cmd') ?? value);
const smart = (value: string): Started => daemon(value.replace(/^\S+\s+/, ''));
const cron = (value: string): Started => ({ kind: 'cron', ...uwsgiCron(value) });

/** Options that start a process, with the ones that keep a pid file: that file comes first. */
const STARTS: ReadonlyMap<string, (value: string) => Started> = new Map([
  ['attach-daemon', daemon],
  ['attach-daemon2', daemon2],
  ['smart-attach-daemon', smart],
  ['smart-attach-daemon2', smart],
  // https://uwsgi-docs.readthedocs.io/en/latest/Mules.html
  ['mule', (value: string): Started => ({ kind: 'worker', command: value, cron: null })],
  // https://uwsgi-docs.readthedocs.io/en/latest/Cron.html
  ['cron', cron],
  ['cron2', cron],
  ['unique-cron', cron],
]);

/** `if-env = NAME` … `endif =`: what stands between is started only where that variable is set. */
function conditionAfter({ name, value }: SectionSetting, before: string | null): string | null {
  if (name === 'endif') return null;
  return name === 'if-env' ? value : name.startsWith('if-') ? null : before;
}

function readProcess({ name, value, nameSpan, valueSpan }: SectionSetting, file: string, needs: string | null): Fact[] {
  const started = STARTS.get(name)?.(value);
  const called = started && startedName(started.command);
  if (!started || !called) return [];
  const consumer: ConsumerRef = { kind: 'uwsgi-process', namespace: folderNamespace(file), name: called };
  return [
    consumerFact(consumer, started.kind, nameSpan, {
      application: baseName(folderNamespace(file) ?? '') || null,
      schedules: started.cron === null ? [] : [scheduleOf(started.cron, null, 'uwsgi-cron', valueSpan)],
      dormant: needs === null ? null : `started only where ${needs} is set`,
      images: [processUse(started.command, valueSpan)],
    }),
  ];
}
