// Made by scripts/generate.mjs from the files of this folder; do not edit.
import catalogInfo from './catalog-info.ts';
import codePython from './code-python.ts';
import codeTypescript from './code-typescript.ts';
import codeowners from './codeowners.ts';
import composeBuild from './compose-build.ts';
import composeConfig from './compose-config.ts';
import composeContext from './compose-context.ts';
import composeEnvironment from './compose-environment.ts';
import composeSecret from './compose-secret.ts';
import composeService from './compose-service.ts';
import type { Reader } from './contract.ts';
import crontab from './crontab.ts';
import dockerfile from './dockerfile.ts';
import dockerfileSecret from './dockerfile-secret.ts';
import envFile from './env-file.ts';
import externalSecret from './external-secret.ts';
import githubActions from './github-actions.ts';
import kubernetesConfigMap from './kubernetes-config-map.ts';
import kubernetesEnv from './kubernetes-env.ts';
import kubernetesExternalSecrets from './kubernetes-external-secrets.ts';
import kubernetesImagePull from './kubernetes-image-pull.ts';
import kubernetesIngress from './kubernetes-ingress.ts';
import kubernetesRestartTrigger from './kubernetes-restart-trigger.ts';
import kubernetesSecret from './kubernetes-secret.ts';
import kubernetesServiceAccount from './kubernetes-service-account.ts';
import kubernetesVolume from './kubernetes-volume.ts';
import kubernetesVolumeDriver from './kubernetes-volume-driver.ts';
import kubernetesWorkload from './kubernetes-workload.ts';
import pushSecret from './push-secret.ts';
import sealedSecret from './sealed-secret.ts';
import secretGenerator from './secret-generator.ts';
import secretStore from './secret-store.ts';
import sops from './sops.ts';

export const READERS: readonly Reader[] = [
  catalogInfo,
  codePython,
  codeTypescript,
  codeowners,
  composeBuild,
  composeConfig,
  composeContext,
  composeEnvironment,
  composeSecret,
  composeService,
  crontab,
  dockerfileSecret,
  dockerfile,
  envFile,
  externalSecret,
  githubActions,
  kubernetesConfigMap,
  kubernetesEnv,
  kubernetesExternalSecrets,
  kubernetesImagePull,
  kubernetesIngress,
  kubernetesRestartTrigger,
  kubernetesSecret,
  kubernetesServiceAccount,
  kubernetesVolumeDriver,
  kubernetesVolume,
  kubernetesWorkload,
  pushSecret,
  sealedSecret,
  secretGenerator,
  secretStore,
  sops,
];
