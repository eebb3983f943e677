/** `keyturn version`: one line, at once. */
import { TOOL } from '../../wire/version.ts';
import { defineCommand } from '../contract.ts';
import { EXIT } from '../exit.ts';

export default defineCommand({
  name: 'version',
  summary: 'Print the version',
  operand: null,
  options: {},
  async run(_values, _operand, { terminal }) {
    terminal.out(`${TOOL.name} ${TOOL.version}\n`);
    return EXIT.clean;
  },
});
