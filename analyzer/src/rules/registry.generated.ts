// Made by scripts/generate.mjs from the files of this folder; do not edit.
import brokerOnRequestPath from './broker-on-request-path.ts';
import buildTimeSecret from './build-time-secret.ts';
import cadenceExceedsToil from './cadence-exceeds-toil.ts';
import type { Rule } from './contract.ts';
import copiedCredential from './copied-credential.ts';
import crossEnvironmentCredential from './cross-environment-credential.ts';
import cutoverOnlyShared from './cutover-only-shared.ts';
import danglingReference from './dangling-reference.ts';
import dormantConsumer from './dormant-consumer.ts';
import lowFrequencyConsumer from './low-frequency-consumer.ts';
import missingEnv from './missing-env.ts';
import neverRefreshes from './never-refreshes.ts';
import overwriteOnlyCarrier from './overwrite-only-carrier.ts';
import pinnedVersion from './pinned-version.ts';
import plaintextCredential from './plaintext-credential.ts';
import reauthenticationStorm from './reauthentication-storm.ts';
import reloadWithoutDrain from './reload-without-drain.ts';
import reloadWithoutSwap from './reload-without-swap.ts';
import restartIntentWithoutController from './restart-intent-without-controller.ts';
import rolloutRadiusOverLimit from './rollout-radius-over-limit.ts';
import sharedCredential from './shared-credential.ts';
import staleDeclaration from './stale-declaration.ts';
import staleSuppression from './stale-suppression.ts';
import startupOnlyConsumer from './startup-only-consumer.ts';
import synchronisedRefresh from './synchronised-refresh.ts';
import tooManyRefreshMechanisms from './too-many-refresh-mechanisms.ts';
import tornCredential from './torn-credential.ts';
import twoWriters from './two-writers.ts';
import unattributableConsumer from './unattributable-consumer.ts';
import unboundedConnectionLifetime from './unbounded-connection-lifetime.ts';
import unobservableAdoption from './unobservable-adoption.ts';
import unownedConsumer from './unowned-consumer.ts';
import unresolvedAccess from './unresolved-access.ts';
import unusedCarrier from './unused-carrier.ts';
import windowShorterThanConvergence from './window-shorter-than-convergence.ts';

export const RULES: readonly Rule[] = [
  brokerOnRequestPath,
  buildTimeSecret,
  cadenceExceedsToil,
  copiedCredential,
  crossEnvironmentCredential,
  cutoverOnlyShared,
  danglingReference,
  dormantConsumer,
  lowFrequencyConsumer,
  missingEnv,
  neverRefreshes,
  overwriteOnlyCarrier,
  pinnedVersion,
  plaintextCredential,
  reauthenticationStorm,
  reloadWithoutDrain,
  reloadWithoutSwap,
  restartIntentWithoutController,
  rolloutRadiusOverLimit,
  sharedCredential,
  staleDeclaration,
  staleSuppression,
  startupOnlyConsumer,
  synchronisedRefresh,
  tooManyRefreshMechanisms,
  tornCredential,
  twoWriters,
  unattributableConsumer,
  unboundedConnectionLifetime,
  unobservableAdoption,
  unownedConsumer,
  unresolvedAccess,
  unusedCarrier,
  windowShorterThanConvergence,
];
