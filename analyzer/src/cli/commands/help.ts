/** `keyturn help [COMMAND]`: the same text as `--help`; of a family, its verbs. */
import { defineCommand } from '../contract.ts';
import { EXIT, UsageError } from '../exit.ts';
import { commandHelp, generalHelp } from '../help.ts';

export default defineCommand({
  name: 'help',
  summary: 'Show all commands, or one in full',
  operand: { name: 'COMMAND', required: false, says: 'the command to show in full', count: [0, 2] },
  options: {},
  async run(_values, operand, { terminal, commands }, more) {
    const typed = [operand ?? '', ...more].join(' ');
    const command = commands.find(({ name }) => name === typed);
    const family = commands.filter(({ name }) => name.startsWith(`${typed} `));
    if (operand !== null && command === undefined && family.length === 0)
      throw new UsageError(`unknown command ${typed}`);
    terminal.out(command ? commandHelp(command) : generalHelp(family.length > 0 ? family : commands));
    return EXIT.clean;
  },
});
