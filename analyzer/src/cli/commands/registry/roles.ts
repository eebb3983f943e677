/** `keyturn registry roles`: the SQL that gives publishers and readers what they need and no more. Runs nothing. */
import { defineCommand } from '../../contract.ts';
import { EXIT } from '../../exit.ts';

export default defineCommand({
  name: 'registry roles',
  summary: 'Print SQL for two roles: one that may publish and not change, one that may read',
  details: ['Run it with psql as the owner of the tables, after keyturn registry migrate.'],
  operand: null,
  options: {},
  async run(_, __, { terminal }) {
    const { ROLES_SQL } = await import('../../../organisation/roles.ts');
    terminal.out(ROLES_SQL);
    return EXIT.clean;
  },
});
