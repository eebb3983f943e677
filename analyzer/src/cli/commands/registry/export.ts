/** `keyturn registry export [PATH] --as FORMAT`: the inventory in the form another tool reads. */
import type { ExportedFile } from '../../../registry/contract.ts';
import { EXPORTERS } from '../../../registry/registry.generated.ts';
import { type Context, defineCommand } from '../../contract.ts';
import { EXIT, UsageError } from '../../exit.ts';

export default defineCommand({
  name: 'registry export',
  summary: 'Write what is known about every credential in the form another tool reads',
  details: [
    'Formats that write several files need --out DIR; csv writes one of them with --table.',
    'What an earlier export left in DIR under other names stays there: empty it first to be rid of old pages.',
  ],
  operand: { name: 'PATH', required: false, says: 'the folder to scan; here if not given' },
  options: {
    as: { kind: 'choice', of: [...EXPORTERS.keys()], initial: 'json', says: 'the format' },
    out: { kind: 'text', value: 'FILE|DIR', short: 'o', says: 'write it there instead of to standard output' },
    table: {
      kind: 'text',
      value: 'NAME',
      says: 'only this one of several files: credentials, consumers or paths of csv',
    },
    credential: { kind: 'text', value: 'CREDENTIAL', says: 'only this credential and what belongs to it' },
  },
  async run(values, path, context) {
    const { openInventory, reportNothingScanned } = await import('../../session.ts');
    const { from, quiet, 'no-cache': noCache } = values;
    const inventory = await openInventory({ path, from, quiet, cache: !noCache }, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const { narrowed } = await import('../../../registry/narrowed.ts');
    const { credentialNamed } = await import('../../credential.ts');
    const asked =
      values.credential === null ? inventory : narrowed(inventory, credentialNamed(inventory, values.credential));
    const exporter = await EXPORTERS.get(values.as)?.();
    if (exporter === undefined) throw new UsageError(`unknown format ${values.as}`);
    if (exporter.folder && values.table === null) return writeAll(exporter.files(asked), values, context);
    const { writeOne } = await import('../../registry/write-files.ts');
    writeOne(oneOf(exporter.files(asked), values), values.out, context);
    return EXIT.clean;
  },
});

interface Asked {
  readonly as: string;
  readonly out: string | null;
  readonly table: string | null;
  readonly quiet: boolean;
}

async function writeAll(files: Iterable<ExportedFile>, { as, out, quiet }: Asked, context: Context): Promise<0> {
  if (out === null) throw new UsageError(`${as} writes several files: say where with --out DIR`);
  const { writeFolder } = await import('../../registry/write-files.ts');
  const written = writeFolder(files, out, context);
  const { plural } = await import('../../../explain/words.ts');
  if (!quiet) context.terminal.err(`keyturn: ${plural(written, 'file')} in ${out}\n`);
  return EXIT.clean;
}

/** The one file, or the one that `--table` names. */
function oneOf(files: Iterable<ExportedFile>, { as, table }: Asked): ExportedFile {
  const known: string[] = [];
  for (const file of files) {
    const name = file.path.replace(/\.[a-z]+$/, '');
    if (table === null || table === name) return file;
    if (known.length < 5) known.push(name);
  }
  throw new UsageError(`${as} writes no ${table}: it writes ${known.join(', ')}`);
}
