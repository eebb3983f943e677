/**
 * An unexpected error as one sentence. Its message is printed only where the system made it: any other may quote the text
 * that was being read, and that may be a secret. The stack says where to look instead.
 */

/** The folders of a file in a stack frame: `(file:///home/ann/keyturn/dist/cli.mjs:3:5)`. */
const FOLDER = /(^|[\s(])(?:file:\/\/)?\/\S*\/([^/\s]+)$/;

/** One line; never the text of a scanned file. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'internal error: something that is no error was thrown';
  if (isSystemError(error)) return `cannot ${error.syscall} ${error.path ?? 'the file'}: ${error.code}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const where = frames.slice(0, 3).map((line) => line.trim().replace(FOLDER, '$1$2'));
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `internal error: ${error.name}${code} ${where.join(' ')}; please report it`;
}

function isSystemError(error: Error): error is Error & { code: string; syscall: string; path?: string } {
  return 'code' in error && typeof error.code === 'string' && 'syscall' in error && typeof error.syscall === 'string';
}
