/**
 * Guards around every request: a failure is one empty answer and a line in the log. An error may quote a scanned text, so its
 * message is never told: only its kind, and where in our code it was thrown.
 */
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

export type Log = (line: string) => void;

/** A request as the connection calls it; without parameters the token comes first, and nobody looks at it then. */
export type Handler<P, R> = (params: P, waits?: CancellationToken) => Promise<R>;

/** `act`, or `empty` and a line; that it was cancelled, where the client said so (LSP 3.17, `$/cancelRequest`). */
export function guarded<P, R>(
  name: string,
  empty: R,
  log: Log,
  act: (params: P, waits?: CancellationToken) => R | Promise<R>,
): Handler<P, R> {
  return async (params, waits) => {
    try {
      const answer = await act(params, waits);
      if (waits?.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      return answer;
    } catch (error) {
      // An answer of our own making, with words for people.
      if (error instanceof ResponseError) throw error;
      log(`${name} failed: ${describeError(error)}`);
      return empty;
    }
  };
}

/** `TypeError at hover (chunk.mjs:12:3)`. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  const where = frame ? /at (?:(\S+) )?\(?(?:.*[/\\])?([^/\\()]+:\d+:\d+)\)?$/.exec(frame.trim()) : null;
  return where ? `${error.name} at ${where[1] ?? 'top level'} (${where[2]})` : error.name;
}
