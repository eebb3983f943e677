/** `keyturn registry publish [INVENTORY.json|PATH]`: one repository's inventory into the organisation's registry, once per commit. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Context, defineCommand } from '../../contract.ts';
import { EXIT, UsageError } from '../../exit.ts';
import {
  BRANCH_OPTION,
  commitGiven,
  inRegistry,
  nameGiven,
  REGISTRY_DETAILS,
  REGISTRY_OPTIONS,
} from '../../registry/organisation.ts';

export default defineCommand({
  name: 'registry publish',
  summary: 'Put the inventory of one repository into the registry of the organisation, once per commit',
  details: [
    'All of it is kept or nothing. A commit that is there already is left as it is, with exit code 0.',
    ...REGISTRY_DETAILS,
  ],
  operand: { name: 'PATH', required: false, says: 'a folder to scan, or an inventory made earlier; here if not given' },
  options: {
    ...REGISTRY_OPTIONS,
    repository: { kind: 'text', value: 'NAME', says: 'its name in the whole organisation: shop/payments' },
    ...BRANCH_OPTION,
    commit: { kind: 'text', value: 'SHA', says: 'its commit, where the inventory names none' },
    at: { kind: 'text', value: 'TIME', says: 'when the commit was made: 2026-11-26T02:00Z; now if not given' },
    replace: { kind: 'flag', says: 'in place of what is there for this commit' },
  },
  async run(values, path, context) {
    const repository = nameGiven('repository', values.repository);
    const branch = nameGiven('branch', values.branch ?? 'main');
    const { readMoment } = await import('../../moment.ts');
    const { writeMoment } = await import('../../../model/moment.ts');
    const moment = readMoment('at', values.at);
    const { openInventory, reportNothingScanned } = await import('../../session.ts');
    const { quiet, 'no-cache': noCache } = values;
    const inventory = await openInventory({ ...sourceOf(path, values.from, context), quiet, cache: !noCache }, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const commit = commitOf(inventory.source.commit, values.commit);
    const { publish } = await import('../../../organisation/publish.ts');
    const at = moment === null ? null : writeMoment(moment);
    const publication = { repository, commit, branch, at, replaces: values.replace };
    const done = await inRegistry(values.to, context, (database) => publish(database, inventory, publication));
    if (done === null) return EXIT.failed;
    if (!quiet) context.terminal.err(`keyturn: ${repository}@${commit.slice(0, 12)}: ${done}\n`);
    return EXIT.clean;
  },
});

/** A file is an inventory, a folder is scanned. */
function sourceOf(path: string | null, from: string | null, { directory }: Context) {
  const isFile = path !== null && statSync(resolve(directory, path), { throwIfNoEntry: false })?.isFile() === true;
  return isFile && from === null ? { path: null, from: path } : { path, from };
}

function commitOf(known: string | null, typed: string | null): string {
  const given = typed === null ? null : commitGiven(typed);
  if (known !== null && given !== null && known !== given)
    throw new UsageError(`the inventory is of commit ${known}, not ${given}`);
  const commit = known ?? given;
  if (commit === null) throw new UsageError('the inventory names no commit: say --commit SHA');
  return commitGiven(commit);
}
