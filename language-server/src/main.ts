/** The language server as a program: a connection on standard input and output (or what the client asks for), a thread beside it. */
import { Worker } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { FromWorker, ToWorker } from './messages.ts';
import { serve } from './server.ts';

const TRANSPORTS = ['--stdio', '--node-ipc', '--socket', '--pipe'];
if (!process.argv.some((word) => TRANSPORTS.some((transport) => word.startsWith(transport))))
  process.argv.push('--stdio');

const worker = new Worker(new URL('./language-server-worker.mjs', import.meta.url));
const connection = createConnection(ProposedFeatures.all);
const take = serve(connection, (message: ToWorker) => worker.postMessage(message));
worker.on('message', (message: FromWorker) => take(message));
// Without its analysis the server has nothing to say: the client starts it anew. The message may quote a text, the kind does not.
worker.on('error', (error) => {
  connection.console.error(`the analysis ended (${error instanceof Error ? error.name : 'unknown'})`);
  setImmediate(() => process.exit(1));
});
