/**
 * Tells clients that diagnostics are others now: pushed to those that cannot pull, a word to those that can. Files are worked
 * off in small groups between which other requests are answered.
 */
import type { Connection, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import type { Context } from './context.ts';
import type { Folder } from './folders.ts';
import { diagnosticsOf, filesWithDiagnostics, resultIdOf } from './requests/diagnostics.ts';

/** Files between two looks at what else is to be done. */
const GROUP = 50;

export interface Publisher {
  /** Of one folder, after a snapshot; of `all` its files where it is not the findings that changed but how they are shown. */
  publish(folder: Folder, all?: boolean): Promise<void>;
  /** Takes back what a folder that was closed said. */
  withdraw(folder: Folder): void;
  /** Every file of the workspace whose list is another than the client has. */
  pull(known: ReadonlyMap<string, string>): Promise<WorkspaceDiagnosticReport>;
}

export function openPublisher(context: Context, connection: Connection): Publisher {
  const published = new Map<string, Map<string, string>>();
  const findings = new Map<string, Folder['snapshot']>();
  const latest = new Map<string, object>();

  async function publish(folder: Folder, all = false): Promise<void> {
    if (context.client().pullDiagnostics) return;
    const mine = {};
    latest.set(folder.uri, mine);
    const before = published.get(folder.uri) ?? new Map<string, string>();
    published.set(folder.uri, before);
    const told = findings.get(folder.uri) ?? null;
    const { snapshot } = folder;
    const files = [...new Set([...filesWithDiagnostics(folder), ...before.keys()])]
      .filter(
        (file) =>
          all || context.documents.get(context.convert.uri(folder, file)) || !sameFindings(told, snapshot, file),
      )
      .sort();
    for (const [index, file] of files.entries()) {
      if (index % GROUP === GROUP - 1) await new Promise(setImmediate);
      if (latest.get(folder.uri) !== mine) return;
      const diagnostics = diagnosticsOf(context, folder, file);
      const id = diagnostics.length === 0 ? '' : resultIdOf(diagnostics);
      if ((before.get(file) ?? '') === id) continue;
      if (id === '') before.delete(file);
      else before.set(file, id);
      void connection.sendDiagnostics({ uri: context.convert.uri(folder, file), diagnostics });
    }
    // Only a round that was ended has told everything.
    findings.set(folder.uri, snapshot);
  }

  return {
    publish,
    withdraw(folder) {
      for (const file of published.get(folder.uri)?.keys() ?? [])
        void connection.sendDiagnostics({ uri: context.convert.uri(folder, file), diagnostics: [] });
      published.delete(folder.uri);
    },
    async pull(known) {
      const items: WorkspaceDiagnosticReport['items'] = [];
      const seen = new Set<string>();
      for (const folder of context.folders.all())
        for (const [index, file] of filesWithDiagnostics(folder).entries()) {
          if (index % GROUP === GROUP - 1) await new Promise(setImmediate);
          const uri = context.convert.uri(folder, file);
          const diagnostics = diagnosticsOf(context, folder, file);
          const resultId = resultIdOf(diagnostics);
          seen.add(uri);
          if (known.get(uri) !== resultId)
            items.push({ uri, version: null, kind: 'full', resultId, items: diagnostics });
        }
      for (const uri of known.keys()) if (!seen.has(uri)) items.push({ uri, version: null, kind: 'full', items: [] });
      return { items };
    },
  };
}

/** Items that did not change are the same objects in the next snapshot. */
function sameFindings(before: Folder['snapshot'], now: Folder['snapshot'], file: string): boolean {
  if (before === null || before.problems.length > 0 || (now?.problems.length ?? 0) > 0) return false;
  const [old = [], fresh = []] = [before.findings.get(file), now?.findings.get(file)];
  return old.length === fresh.length && fresh.every((finding, at) => finding === old[at]);
}
