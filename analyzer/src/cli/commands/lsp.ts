/** `keyturn lsp`: the language server, for editors. It is a bundle of its own beside this one; here it is only started. */
import { defineCommand } from '../contract.ts';
import { EXIT } from '../exit.ts';

export default defineCommand({
  name: 'lsp',
  summary: 'Start the language server that editors talk to',
  details: ['Editors start it themselves: see docs/editors. It ends when they do.'],
  operand: null,
  options: {
    stdio: { kind: 'flag', says: 'talk on standard input and output (so it is without it, too)' },
    'node-ipc': { kind: 'flag', says: 'talk on the channel of a Node parent process' },
    clientProcessId: { kind: 'text', value: 'ID', says: 'end when this process does; some clients say it' },
  },
  async run() {
    // A file, not an import: nothing of the analyzer may know the server.
    await import(new URL('./language-server.mjs', import.meta.url).href);
    return EXIT.clean;
  },
});
