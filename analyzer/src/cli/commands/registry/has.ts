/** `keyturn registry has`: whether a commit was published, so that a campaign over many repositories can go on where it stopped. */
import { defineCommand } from '../../contract.ts';
import { EXIT, UsageError } from '../../exit.ts';
import { commitGiven, inRegistry, nameGiven, REGISTRY_DETAILS, REGISTRY_OPTIONS } from '../../registry/organisation.ts';

export default defineCommand({
  name: 'registry has',
  summary: 'Say whether a commit of a repository was published',
  details: ['Exit code 0: it is there. 1: it is not.', ...REGISTRY_DETAILS],
  operand: null,
  options: {
    ...REGISTRY_OPTIONS,
    repository: { kind: 'text', value: 'NAME', says: 'the name it is published under' },
    commit: { kind: 'text', value: 'SHA', says: 'the whole commit id' },
  },
  async run(values, _, context) {
    const repository = nameGiven('repository', values.repository);
    if (values.commit === null) throw new UsageError('say --commit SHA');
    const commit = commitGiven(values.commit);
    const { has } = await import('../../../organisation/publish.ts');
    const there = await inRegistry(values.to, context, (database) => has(database, repository, commit), {
      reads: true,
      absent: false,
    });
    if (there === null) return EXIT.failed;
    context.terminal.out(`${there ? 'there' : 'not there'}\n`);
    return there ? EXIT.clean : EXIT.findings;
  },
});
