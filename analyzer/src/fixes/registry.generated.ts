// Made by scripts/generate.mjs from the files of this folder; do not edit.
import addRestartTrigger from './add-restart-trigger.ts';
import type { Fixer } from './contract.ts';
import declareConsumer from './declare-consumer.ts';
import declareOwner from './declare-owner.ts';
import ignoreFinding from './ignore-finding.ts';
import ignoreHere from './ignore-here.ts';
import missingKey from './missing-key.ts';
import mountDirectory from './mount-directory.ts';
import poolLifetime from './pool-lifetime.ts';

export const FIXERS: readonly Fixer[] = [
  addRestartTrigger,
  declareConsumer,
  declareOwner,
  ignoreFinding,
  ignoreHere,
  missingKey,
  mountDirectory,
  poolLifetime,
];
