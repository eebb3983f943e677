// Made by scripts/generate.mjs from the files of this folder; do not edit.

import bake from './bake.ts';
import bakeJson from './bake-json.ts';
import catalogInfo from './catalog-info.ts';
import cloudBuild from './cloud-build.ts';
import cloudRun from './cloud-run.ts';
import cloudformation from './cloudformation.ts';
import codeGo from './code-go.ts';
import codeJava from './code-java.ts';
import codeKotlin from './code-kotlin.ts';
import codePhp from './code-php.ts';
import codePrisma from './code-prisma.ts';
import codePython from './code-python.ts';
import codeRuby from './code-ruby.ts';
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
import djangoManage from './django-manage.ts';
import dockerfile from './dockerfile.ts';
import dockerfileSecret from './dockerfile-secret.ts';
import ecsTask from './ecs-task.ts';
import envFile from './env-file.ts';
import externalSecret from './external-secret.ts';
import fly from './fly.ts';
import githubActions from './github-actions.ts';
import githubActionsBuild from './github-actions-build.ts';
import helmRelease from './helm-release.ts';
import herokuApp from './heroku-app.ts';
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
import netlify from './netlify.ts';
import packageJson from './package-json.ts';
import phpPackage from './php-package.ts';
import procfile from './procfile.ts';
import pushSecret from './push-secret.ts';
import pythonPackage from './python-package.ts';
import pythonRequirements from './python-requirements.ts';
import railsSchedule from './rails-schedule.ts';
import renderBlueprint from './render-blueprint.ts';
import rubyPackage from './ruby-package.ts';
import sealedSecret from './sealed-secret.ts';
import secretGenerator from './secret-generator.ts';
import secretStore from './secret-store.ts';
import serverless from './serverless.ts';
import skaffold from './skaffold.ts';
import sops from './sops.ts';
import supervisord from './supervisord.ts';
import symfonyConfig from './symfony-config.ts';
import systemd from './systemd.ts';
import tilt from './tilt.ts';
import vercel from './vercel.ts';
import wrangler from './wrangler.ts';

export const READERS: readonly Reader[] = [
  bakeJson,
  bake,
  catalogInfo,
  cloudBuild,
  cloudRun,
  cloudformation,
  codeGo,
  codeJava,
  codeKotlin,
  codePhp,
  codePrisma,
  codePython,
  codeRuby,
  codeTypescript,
  codeowners,
  composeBuild,
  composeConfig,
  composeContext,
  composeEnvironment,
  composeSecret,
  composeService,
  crontab,
  djangoManage,
  dockerfileSecret,
  dockerfile,
  ecsTask,
  envFile,
  externalSecret,
  fly,
  githubActionsBuild,
  githubActions,
  helmRelease,
  herokuApp,
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
  netlify,
  packageJson,
  phpPackage,
  procfile,
  pushSecret,
  pythonPackage,
  pythonRequirements,
  railsSchedule,
  renderBlueprint,
  rubyPackage,
  sealedSecret,
  secretGenerator,
  secretStore,
  serverless,
  skaffold,
  sops,
  supervisord,
  symfonyConfig,
  systemd,
  tilt,
  vercel,
  wrangler,
];
