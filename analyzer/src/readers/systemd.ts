/**
 * systemd services: what they start, on which calendar, and the variables, files and credentials they start with. A running service keeps
 * what it started with. https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html
 */
import type { CarrierRef, ConsumerRef, DeliveryFact, Fact, Note, Schedule } from '../model/fact.ts';
import { calendarEvent, everySpan } from '../syntax/calendar-event.ts';
import { fileStart, narrow } from '../syntax/line-index.ts';
import { baseName } from '../syntax/path.ts';
import {
  carrierFact,
  consumerFact,
  deliveryFact,
  folderNamespace,
  processUse,
  scheduleOf,
  writtenAt,
} from '../syntax/platform-app.ts';
import { settingsOf } from '../syntax/sections.ts';
import { shellWords } from '../syntax/shell-words.ts';
import type { Section, SectionSetting } from '../syntax/unit.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'systemd',
  reads: 'systemd services and timers: schedules, Environment, EnvironmentFile, LoadCredential',
  syntax: 'sections',
  accepts: ({ file, content }) => /\.service$/.test(file) && content.some(({ name }) => name === 'Service'),
  read({ content, file }, sight) {
    const name = baseName(file).replace(/\.service$/, '');
    const consumer: ConsumerRef = { kind: 'systemd-service', namespace: folderNamespace(file), name };
    const reading: Reading = { consumer, content, sight, notes: [] };
    const facts = [
      ...effective(content, 'Environment').flatMap((setting) => variablesOf(reading, setting)),
      ...effective(content, 'EnvironmentFile').flatMap((setting) => environmentFile(reading, setting)),
      ...CREDENTIALS.flatMap((field) => effective(content, field).flatMap((setting) => credential(reading, setting))),
      ...effective(content, 'PassEnvironment').flatMap((setting) => passed(reading, setting)),
    ];
    return { facts: [serviceFact(reading, file), ...facts], notes: reading.notes };
  },
});

interface Reading {
  readonly consumer: ConsumerRef;
  readonly content: readonly Section[];
  readonly sight: Sight;
  readonly notes: Note[];
}

/** `ImportCredential=` and `SetCredentialEncrypted=` keep no plain value here and name no file. */
const CREDENTIALS = ['LoadCredential', 'LoadCredentialEncrypted'];

/** Settings in force: an empty one takes back those above it (systemd.unit(5)). */
function effective(content: readonly Section[], name: string): readonly SectionSetting[] {
  const all = settingsOf(content, 'Service', name);
  return all.slice(all.findLastIndex(({ value }) => value === '') + 1);
}

function serviceFact({ consumer, content }: Reading, file: string): Fact {
  const starts = effective(content, 'ExecStart').at(-1);
  const schedules = schedulesOf(content);
  const once = settingsOf(content, 'Service', 'Type').at(-1)?.value === 'oneshot';
  const timed = content.some(({ name }) => name === 'Timer');
  const place = starts?.nameSpan ?? content.find(({ name }) => name === 'Service')?.span;
  return consumerFact(consumer, timed ? 'cron' : once ? 'job' : 'daemon', place ?? fileStart(file), {
    application: consumer.name.replace(/@.*$/, ''),
    schedules,
    // A timer never starts a service that is still running, so only one that ends starts anew.
    freshProcess: once || timed,
    images: starts ? [processUse(starts.value.replace(/^[-@:+!|]+/, ''), starts.valueSpan)] : [],
  });
}

function schedulesOf(content: readonly Section[]): readonly Schedule[] {
  const calendar = settingsOf(content, 'Timer', 'OnCalendar').filter(({ value }) => value !== '');
  const spans = ['OnUnitActiveSec', 'OnUnitInactiveSec'].flatMap((name) => settingsOf(content, 'Timer', name));
  return [
    ...calendar.map(({ value, valueSpan }) => {
      const { cron, timeZone } = calendarEvent(value);
      return { ...scheduleOf(cron, timeZone, 'systemd-timer-oncalendar', valueSpan), concurrency: 'Forbid' as const };
    }),
    ...spans.flatMap(({ value, valueSpan }) => {
      const every = everySpan(value);
      return every === null
        ? []
        : [{ ...scheduleOf(every, null, 'systemd-timer-monotonic', valueSpan), concurrency: 'Forbid' as const }];
    }),
  ];
}

const ROW = 'systemd-environmentfile';

/** `Environment="A=b c" D=e`: literals of the unit file, readable by everybody on the host. */
function variablesOf({ consumer, sight }: Reading, { value, valueSpan }: SectionSetting): readonly Fact[] {
  return shellWords(value).flatMap(({ text, end }) => {
    const [, variable, written] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
    if (variable === undefined || written === undefined) return [];
    const quoted = /["']$/.test(value.slice(0, end)) ? 1 : 0;
    const at = narrow(valueSpan, value, end - quoted - written.length, end - quoted);
    const seen = sight.look(written, at, variable);
    const from = writtenAt(at, consumer.name, variable);
    return [
      carrierFact(from, seen, at),
      deliveryFact(consumer, from, 'literal', at, { variable, row: ROW, value: seen }),
    ];
  });
}

/** A file of the host, by its path there; `-` in front: it may be missing. */
function environmentFile({ consumer, notes }: Reading, { value, valueSpan }: SectionSetting): readonly DeliveryFact[] {
  const path = value.replace(/^-/, '');
  if (path === '') return [];
  if (path.includes('%') || path.includes('*')) {
    notes.push({ note: 'unresolved', what: 'an EnvironmentFile whose path systemd fills', at: valueSpan });
    return [];
  }
  const from: CarrierRef = { type: 'env-file', scope: null, name: path, key: null };
  return [deliveryFact(consumer, from, 'env-file', valueSpan, { optional: value.startsWith('-'), row: ROW })];
}

/** `LoadCredential=ID:PATH`, in `$CREDENTIALS_DIRECTORY` while the service runs; without a path it is handed down by the manager. */
function credential({ consumer }: Reading, { value, valueSpan }: SectionSetting): readonly DeliveryFact[] {
  const [id = '', source] = value.split(':');
  if (id === '') return [];
  const from: CarrierRef = source?.startsWith('/')
    ? { type: 'file', scope: null, name: source, key: null }
    : { type: 'environment', scope: 'systemd-credentials', name: source || id, key: null };
  return [
    deliveryFact(consumer, from, 'volume', valueSpan, {
      path: `/run/credentials/${consumer.name}.service/${id}`,
      row: 'systemd-loadcredential',
    }),
  ];
}

function passed({ consumer }: Reading, { value, valueSpan }: SectionSetting): readonly DeliveryFact[] {
  return shellWords(value).map(({ text, start, end }) => {
    const from: CarrierRef = { type: 'environment', scope: 'systemd', name: text, key: null };
    return deliveryFact(consumer, from, 'env', narrow(valueSpan, value, start, end), { variable: text, row: ROW });
  });
}
