#!/usr/bin/env node
// The language server under a name of its own, for editors that start programs by name. The same as `keyturn lsp`.
process.argv.splice(2, 0, 'lsp');
await import('./keyturn.mjs');
