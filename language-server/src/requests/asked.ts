/** Custom requests about one credential that the other thread answers: find it, ask, put places and summary in. */
import type { CancellationToken } from 'vscode-languageserver';
import { sectionsToMarkdown } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import type {
  CredentialParams,
  Explained,
  RegistryExport,
  RegistryExportParams,
  Review,
  ReviewParams,
  Runbook,
  Timeline,
  TimelineParams,
  Unanswered,
  WhoBreaks,
} from '../protocol.ts';
import { credentialSummary, located } from '../summaries.ts';
import { type Named, namedCredential } from './of-credential.ts';

export const timeline = (context: Context, params: TimelineParams, waits?: CancellationToken) =>
  ask<Timeline>(context, 'timeline', params, waits, (answer, named) => ({ ...answer, ...summaryOf(context, named) }));

export const whoBreaks = (context: Context, params: CredentialParams, waits?: CancellationToken) =>
  ask<WhoBreaks>(context, 'whoBreaks', params, waits, (answer) => answer);

export const runbook = (context: Context, params: CredentialParams, waits?: CancellationToken) =>
  ask<Runbook>(context, 'runbook', params, waits, (answer) => answer);

export const explain = (context: Context, params: CredentialParams, waits?: CancellationToken) =>
  ask<Explained>(context, 'explain', params, waits, (answer, named, raw) => {
    const { sections } = raw as unknown as { readonly sections: Parameters<typeof sectionsToMarkdown>[0] };
    const markdown = sectionsToMarkdown(sections, (place) => context.convert.link(named.folder, place));
    return { ...answer, ...summaryOf(context, named), markdown };
  });

export const review = (context: Context, params: ReviewParams, waits?: CancellationToken) =>
  askFolder<Review>(context, 'review', params, waits);

export const registryExport = (context: Context, params: RegistryExportParams, waits?: CancellationToken) =>
  askFolder<RegistryExport>(context, 'registryExport', params, waits);

/** A question about a whole folder: the one named, else the first. */
async function askFolder<T extends object>(
  context: Context,
  what: string,
  params: { readonly folder?: string },
  waits: CancellationToken | undefined,
): Promise<T | Unanswered> {
  const folder = context.folders.all().find(({ uri }) => params.folder === undefined || uri === params.folder);
  if (!folder) return { unanswered: 'not-found', reason: 'no such folder in this workspace' };
  const raw = await context.folders.ask(folder, what, params, waits);
  return typeof raw === 'object' && raw !== null ? (located(context, folder, raw) as T) : FAILED;
}

const FAILED: Unanswered = { unanswered: 'not-possible', reason: 'it could not be worked out: see the log' };

/** `finish` gets the answer with places of the editor, and as it came. */
async function ask<T extends object>(
  context: Context,
  what: string,
  params: CredentialParams,
  waits: CancellationToken | undefined,
  finish: (answer: T, named: Named, raw: object) => object,
): Promise<T | Unanswered> {
  const named = namedCredential(context, params);
  if ('unanswered' in named) return named;
  const raw = await context.folders.ask(named.folder, what, { ...params, credential: named.credential.id }, waits);
  if (typeof raw !== 'object' || raw === null) return FAILED;
  if ('unanswered' in raw) return raw as Unanswered;
  return finish(located(context, named.folder, raw) as T, named, raw) as T;
}

function summaryOf(context: Context, { folder, snapshot, credential }: Named) {
  const summary = credentialSummary(context, folder, snapshot, credential);
  return { credential: summary, nextStep: summary.nextStep };
}
