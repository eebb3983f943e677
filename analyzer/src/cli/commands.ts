/** Every command, in the order of help. A test holds this list against the files of `commands/`. */
import explain from './commands/explain.ts';
import help from './commands/help.ts';
import readiness from './commands/readiness.ts';
import runbook from './commands/runbook.ts';
import scan from './commands/scan.ts';
import simulate from './commands/simulate.ts';
import version from './commands/version.ts';
import whoBreaks from './commands/who-breaks.ts';
import type { Command } from './contract.ts';

export const COMMANDS: readonly Command[] = [scan, explain, whoBreaks, simulate, runbook, readiness, version, help];
