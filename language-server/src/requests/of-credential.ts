/** Finds the credential that a custom request names, in the folder it names or in the first that knows it. */
import { findCredential, type WireCredential } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import type { Folder } from '../folders.ts';
import type { CredentialParams, Unanswered } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';

export interface Named {
  readonly folder: Folder;
  readonly snapshot: Snapshot;
  readonly credential: WireCredential;
}

/** The credential, or why there is none. */
export function namedCredential({ folders }: Context, params: CredentialParams): Named | Unanswered {
  const wanted = String(params.credential ?? '');
  const among = folders.all().filter(({ uri }) => params.folder === undefined || uri === params.folder);
  let last: Unanswered = { unanswered: 'not-found', reason: 'no such folder in this workspace' };
  for (const folder of among) {
    const { snapshot } = folder;
    if (!snapshot) {
      last = folder.failure === null ? SCANNING : { unanswered: 'not-possible', reason: folder.failure };
      continue;
    }
    const found = findCredential(snapshot.wire, wanted);
    if ('found' in found) return { folder, snapshot, credential: found.found };
    last =
      'several' in found
        ? { unanswered: 'ambiguous', reason: `${wanted} is ambiguous`, candidates: found.several.map(({ id }) => id) }
        : { unanswered: 'not-found', reason: `no credential ${wanted} here`, candidates: found.near };
  }
  return last;
}

const SCANNING: Unanswered = { unanswered: 'scanning', reason: 'the folder is still being read' };
