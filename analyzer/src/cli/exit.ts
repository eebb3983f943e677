/** How a command ends (field notes, "Conventions"): CI reads these numbers, so they never change. */

/** `failed`: an internal error, or nothing scanned; "nothing scanned" is never green. */
export const EXIT = { clean: 0, findings: 1, usage: 2, failed: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The person at the keyboard can mend this; the message says how, and is all that is printed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Code of a system error: `EACCES`; `unknown` for any other. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
