/** `keyturn/overview`: everything a tree view or a status item shows, from the last snapshots. */
import type { Context } from '../context.ts';
import { type Folder, uriOf } from '../folders.ts';
import { spanOf } from '../places-of-wire.ts';
import type { FolderOverview, Overview, Status } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';
import { consumerSummary, credentialSummary, findingSummary } from '../summaries.ts';

export function overview(context: Context, status: Status): Overview {
  const { folders } = context;
  return {
    revision: folders.revision(),
    status,
    folders: folders.all().map((folder) => folderOverview(context, folder)),
  };
}

function folderOverview(context: Context, folder: Folder): FolderOverview {
  const { snapshot } = folder;
  if (!snapshot) return { folder: folder.uri, name: nameOf(folder), scanned: false, ...NOTHING };
  const { wire } = snapshot;
  const byRollout = wire.credentials.toSorted((a, b) => b.rolloutRadius.score - a.rolloutRadius.score);
  return {
    folder: folder.uri,
    name: snapshot.name,
    scanned: true,
    credentials: byRollout.map((credential) => credentialSummary(context, folder, snapshot, credential)),
    findings: wire.findings.map((finding) => findingSummary(context, folder, snapshot, finding)),
    consumers: wire.consumers.map((consumer) => consumerSummary(context, folder, consumer)),
    coverage: coverageOf(context, folder, snapshot),
    configurationProblems: snapshot.problems.map(({ at, message }) => ({
      message,
      location: context.convert.location(folder, at),
    })),
  };
}

function coverageOf(context: Context, folder: Folder, { wire }: Snapshot): FolderOverview['coverage'] {
  const { filesRead, filesSkipped, unresolved } = wire.coverage;
  return {
    filesRead,
    skipped: filesSkipped.map(({ file, reason }) => ({
      file,
      reason,
      uri: /[*…]|\/$/.test(file) ? null : uriOf(folder, file),
    })),
    unresolved: unresolved.map(({ what, place }) => {
      const span = spanOf(place);
      return { what, location: span ? context.convert.location(folder, span) : null };
    }),
  };
}

function nameOf({ path }: Folder): string {
  return path.split(/[/\\]/).filter(Boolean).at(-1) ?? path;
}

const NOTHING = {
  credentials: [],
  findings: [],
  consumers: [],
  coverage: { filesRead: 0, skipped: [], unresolved: [] },
  configurationProblems: [],
};
