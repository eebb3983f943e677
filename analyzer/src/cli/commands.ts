/** Every command, in the order of help. A test holds this list against the files of `commands/`. */

import backtest from './commands/backtest.ts';
import baseline from './commands/baseline.ts';
import explain from './commands/explain.ts';
import gate from './commands/gate.ts';
import help from './commands/help.ts';
import lsp from './commands/lsp.ts';
import readiness from './commands/readiness.ts';
import registryDiff from './commands/registry/diff.ts';
import registryExport from './commands/registry/export.ts';
import registryHardest from './commands/registry/hardest.ts';
import registryHas from './commands/registry/has.ts';
import registryMerge from './commands/registry/merge.ts';
import registryMigrate from './commands/registry/migrate.ts';
import registryPublish from './commands/registry/publish.ts';
import registryQuery from './commands/registry/query.ts';
import registryRoles from './commands/registry/roles.ts';
import review from './commands/review.ts';
import runbook from './commands/runbook.ts';
import scan from './commands/scan.ts';
import simulate from './commands/simulate.ts';
import version from './commands/version.ts';
import whoBreaks from './commands/who-breaks.ts';
import type { Command } from './contract.ts';

export const COMMANDS: readonly Command[] = [
  scan,
  explain,
  whoBreaks,
  simulate,
  runbook,
  gate,
  backtest,
  readiness,
  review,
  baseline,
  registryExport,
  registryMerge,
  registryPublish,
  registryQuery,
  registryHas,
  registryMigrate,
  registryRoles,
  registryHardest,
  registryDiff,
  lsp,
  version,
  help,
];
