/** `keyturn help [COMMAND]`: the same text as `--help`. */
import { defineCommand } from '../contract.ts';
import { EXIT, UsageError } from '../exit.ts';
import { commandHelp, generalHelp } from '../help.ts';

export default defineCommand({
  name: 'help',
  summary: 'Show all commands, or one in full',
  operand: { name: 'COMMAND', required: false, says: 'the command to show in full' },
  options: {},
  async run(_values, operand, { terminal, commands }) {
    const command = commands.find(({ name }) => name === operand);
    if (operand !== null && command === undefined) throw new UsageError(`unknown command ${operand}`);
    terminal.out(command === undefined ? generalHelp(commands) : commandHelp(command));
    return EXIT.clean;
  },
});
