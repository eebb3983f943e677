/**
 * Procfiles: the processes an app is made of, all from the folder the file stands in. Which platform starts them the file does not
 * say. https://devcenter.heroku.com/articles/procfile
 */
import type { ConsumerRef, Fact } from '../model/fact.ts';
import type { ConsumerKind } from '../model/vocabulary.ts';
import { narrow } from '../syntax/line-index.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { buildFact, consumerFact, folderName, folderNamespace, processUse } from '../syntax/platform-app.ts';
import type { Line } from '../syntax/unit.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'procfile',
  reads: 'Procfiles: process types and the commands they run',
  syntax: 'lines',
  accepts: ({ file }) => baseName(file) === 'Procfile',
  read: ({ content, file }) => ({ facts: content.flatMap((line) => readProcess(line, file)), notes: [] }),
});

/** `release` runs once for each release; a process called otherwise works through something. */
const KINDS: Readonly<Record<string, ConsumerKind>> = { web: 'service', release: 'job', clock: 'daemon', cron: 'cron' };

const PROCESS = /^([\w-]+)[ \t]*:[ \t]*(\S.*)$/;

function readProcess({ text, span }: Line, file: string): readonly Fact[] {
  const match = PROCESS.exec(text);
  const [, name = '', command = ''] = match ?? [];
  if (!match) return [];
  const consumer: ConsumerRef = { kind: 'procfile', namespace: folderNamespace(file), name };
  const kind = Object.hasOwn(KINDS, name) ? (KINDS[name] ?? 'worker') : 'worker';
  const at = narrow(span, text, 0, name.length);
  return [
    consumerFact(consumer, kind, at, {
      application: folderName(file, '') || null,
      freshProcess: kind === 'job',
      images: [processUse(command, narrow(span, text, text.length - command.length, text.length))],
    }),
    buildFact(folderOf(file), at, { consumer }),
  ];
}
