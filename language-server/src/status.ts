/** What the server is doing, in one sentence, told when it changes; and the progress of a first reading, where the client shows it. */
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { plural } from '../../analyzer/src/index.ts';
import type { Folder, Folders } from './folders.ts';
import type { Status } from './protocol.ts';

export interface Teller {
  now(): Status;
  tell(): void;
  /** A folder is being read. */
  progress(folder: Folder, done: number, total: number): void;
  /** `showProgress`: the client can. */
  begin(showProgress: boolean): void;
}

export function openTeller(connection: Connection, folders: Folders): Teller {
  let told = '';
  let shown: WorkDoneProgressServerReporter | null = null;

  function now(): Status {
    const revision = folders.revision();
    const all = folders.all();
    const failure = all.find((folder) => folder.failure !== null && folder.snapshot === null)?.failure;
    if (failure) return { state: 'error', message: failure, revision };
    const open = all.filter(({ snapshot }) => snapshot === null);
    if (open.length > 0) {
      const first = open.some((folder) => folder.first.size > 0);
      return {
        state: first ? 'first-files' : 'scanning',
        message: `reading ${plural(open.length, 'folder')}`,
        revision,
      };
    }
    return { state: all.some(isBehind) ? 'updating' : 'ready', message: sayAll(all), revision };
  }

  function tell(): void {
    const status = now();
    const text = JSON.stringify(status);
    if (text === told) return;
    told = text;
    void connection.sendNotification('keyturn/status', status);
    if (status.state === 'ready' || status.state === 'error') {
      shown?.done();
      shown = null;
    }
  }

  return {
    now,
    tell,
    progress(_, done, total) {
      shown?.report(Math.floor((100 * done) / Math.max(1, total)), `${done} of ${total} files`);
    },
    begin(showProgress) {
      tell();
      if (!showProgress) return;
      // A client that never answers gets no progress, and nothing waits for it.
      void connection.window.createWorkDoneProgress().then(
        (progress) => {
          if (now().state === 'ready') return;
          progress.begin('Keyturn', 0, 'reading the folder', false);
          shown = progress;
        },
        () => {},
      );
    },
  };
}

/** Whether changes were sent that its snapshot does not take in yet. */
function isBehind({ snapshot, turn, failure }: Folder): boolean {
  return failure === null && snapshot !== null && snapshot.turn < turn;
}

function sayAll(folders: readonly Folder[]): string {
  const wires = folders.flatMap(({ snapshot }) => snapshot?.wire ?? []);
  const sum = (count: (wire: (typeof wires)[number]) => number) => wires.reduce((all, wire) => all + count(wire), 0);
  const severe = sum(({ findings }) => findings.filter(({ severity }) => severity !== 'note').length);
  return [
    plural(
      sum(({ coverage }) => coverage.filesRead),
      'file',
    ),
    plural(
      sum(({ credentials }) => credentials.length),
      'credential',
    ),
    plural(severe, 'warning'),
  ].join(' · ');
}
