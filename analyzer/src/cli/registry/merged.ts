/** A merge as text: the inventory of all repositories together, piece by piece, or a table of what they share. */
import { plural } from '../../explain/words.ts';
import type { MergedCredential } from '../../sharing/merge/credential.ts';
import { SECTIONS } from '../../sharing/merge/merge.ts';
import { nameAt } from '../../sharing/place.ts';
import { TOOL } from '../../wire/version.ts';
import { type Look, renderTable } from './answer.ts';
import type { Merged } from './merge-files.ts';

/**
 * JSON of version 1, one row a line, with what the format allows to be added: `repositories` of the whole and of each credential. Credentials that
 * several repositories hold come first.
 */
export function* mergedText({ repositories, shared, rows }: Merged): Iterable<string> {
  const filesRead = repositories.reduce((sum, one) => sum + one.filesRead, 0);
  yield `{\n"schemaVersion": 1,\n"tool": ${JSON.stringify(TOOL)},\n`;
  yield `"source": ${JSON.stringify({ root: sayRepositories(repositories.length), commit: null })},\n`;
  yield* list('repositories', jsonOf(repositories));
  for (const section of SECTIONS) {
    yield ',\n';
    yield* list(section, section === 'credentials' ? chain(jsonOf(shared), rows(section)) : rows(section));
  }
  yield `,\n"coverage": {\n"filesRead": ${filesRead},\n`;
  yield* list('filesSkipped', rows('filesSkipped'));
  yield ',\n';
  yield* list('unresolved', rows('unresolved'));
  yield '\n}\n}\n';
}

function* list(name: string, rows: Iterable<string>): Iterable<string> {
  yield `"${name}": [`;
  let before = '\n';
  for (const row of rows) {
    yield before + row;
    before = ',\n';
  }
  yield before === '\n' ? ']' : '\n]';
}

function* jsonOf(items: readonly unknown[]): Iterable<string> {
  for (const item of items) yield JSON.stringify(item);
}

function* chain<T>(...lists: readonly Iterable<T>[]): Iterable<T> {
  for (const list of lists) yield* list;
}

function sayRepositories(count: number): string {
  return count === 1 ? '1 repository' : `${count} repositories`;
}

const SHARED = ['credential', 'scope', 'rollout', 'repositories', 'owners', 'environments', 'settles'];
const REPOSITORIES = ['repository', 'credentials', 'files read', 'not read', 'not followed'];

/** What several repositories hold, largest rollout radius first, and what was read of each. */
export function drawShared({ repositories, shared }: Merged, look: Look): string {
  const largest = shared.toSorted((a, b) => b.rolloutRadius.score - a.rolloutRadius.score);
  const seen = repositories.map((one) => ({
    repository: nameAt(one),
    credentials: one.credentials,
    'files read': one.filesRead,
    'not read': one.filesSkipped,
    'not followed': one.unresolved,
  }));
  return [
    `${sayRepositories(repositories.length)} · ${plural(shared.length, 'shared credential')}\n`,
    shared.length === 0
      ? 'No credential has one identity in two of them.\n'
      : renderTable(SHARED, largest.map(rowOf), look),
    renderTable(REPOSITORIES, seen, look),
  ].join('\n');
}

function rowOf({ id, scopeRadius, rolloutRadius, repositories, owners, environments, convergence }: MergedCredential) {
  return {
    credential: id.replace(/^cred:/, ''),
    scope: scopeRadius.score,
    rollout: rolloutRadius.score,
    repositories: repositories.map(({ repository }) => repository).join(' '),
    owners: owners.join(' '),
    environments: environments.join(' '),
    settles: convergence.automatic.settled.bound ?? convergence.automatic.settled.reason,
  };
}
