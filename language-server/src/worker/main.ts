/** The thread that analyses. It only connects the port; everything it does is in `estates.ts`. */
import { setImmediate, setTimeout } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { ToWorker } from '../messages.ts';
import { openEstates } from './estates.ts';

const port = parentPort;
if (port) {
  const estates = openEstates(
    (message) => port.postMessage(message),
    (milliseconds) => (milliseconds > 0 ? setTimeout(milliseconds) : setImmediate()),
  );
  port.on('message', (message: ToWorker) => estates.take(message));
}
