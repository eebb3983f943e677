/** `keyturn registry migrate`: brings a registry to the schema of this keyturn. A folder needs no command: it is done when it is opened. */
import { defineCommand } from '../../contract.ts';
import { EXIT } from '../../exit.ts';
import { inRegistry, REGISTRY_DETAILS, REGISTRY_OPTIONS } from '../../registry/organisation.ts';

export default defineCommand({
  name: 'registry migrate',
  summary: 'Make or update the tables of a registry; for whoever administers the database',
  details: ['It may be run again, and by several at once. It never goes back.', ...REGISTRY_DETAILS],
  operand: null,
  options: REGISTRY_OPTIONS,
  async run(values, _, context) {
    const { NEWEST } = await import('../../../organisation/migrate.ts');
    const reached = await inRegistry(values.to, context, async () => NEWEST, { migrates: true });
    if (reached === null) return EXIT.failed;
    if (!values.quiet) context.terminal.err(`keyturn: the registry has schema ${reached}\n`);
    return EXIT.clean;
  },
});
