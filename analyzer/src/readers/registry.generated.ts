// Made by scripts/generate.mjs from the files of this folder; do not edit.
import akv2k8s from './akv2k8s.ts';
import appTemplate from './app-template.ts';
import appsettings from './appsettings.ts';
import argoCdSecret from './argo-cd-secret.ts';
import argoEvents from './argo-events.ts';
import argoRollouts from './argo-rollouts.ts';
import argoWorkflow from './argo-workflow.ts';
import bake from './bake.ts';
import bakeJson from './bake-json.ts';
import bitwarden from './bitwarden.ts';
import cargoPackage from './cargo-package.ts';
import catalogInfo from './catalog-info.ts';
import certManager from './cert-manager.ts';
import cloudBuild from './cloud-build.ts';
import cloudRun from './cloud-run.ts';
import cloudformation from './cloudformation.ts';
import cloudnativePg from './cloudnative-pg.ts';
import codeCsharp from './code-csharp.ts';
import codeGo from './code-go.ts';
import codeJava from './code-java.ts';
import codeKotlin from './code-kotlin.ts';
import codePhp from './code-php.ts';
import codePrisma from './code-prisma.ts';
import codePython from './code-python.ts';
import codeRuby from './code-ruby.ts';
import codeRust from './code-rust.ts';
import codeShell from './code-shell.ts';
import codeSignals from './code-signals.ts';
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
import crunchyPostgres from './crunchy-postgres.ts';
import csiSecretProviderClass from './csi-secret-provider-class.ts';
import customResource from './custom-resource.ts';
import dapr from './dapr.ts';
import djangoManage from './django-manage.ts';
import dockerfile from './dockerfile.ts';
import dockerfileSecret from './dockerfile-secret.ts';
import doppler from './doppler.ts';
import dotnetProject from './dotnet-project.ts';
import ecsTask from './ecs-task.ts';
import envFile from './env-file.ts';
import externalSecret from './external-secret.ts';
import fluxImage from './flux-image.ts';
import fluxKustomization from './flux-kustomization.ts';
import fluxNotification from './flux-notification.ts';
import fluxSources from './flux-sources.ts';
import fly from './fly.ts';
import gatewayApi from './gateway-api.ts';
import githubActions from './github-actions.ts';
import githubActionsBuild from './github-actions-build.ts';
import githubActionsLiteral from './github-actions-literal.ts';
import goModule from './go-module.ts';
import gradlePackage from './gradle-package.ts';
import grafanaOperator from './grafana-operator.ts';
import helmRelease from './helm-release.ts';
import herokuApp from './heroku-app.ts';
import infisical from './infisical.ts';
import istio from './istio.ts';
import keda from './keda.ts';
import kubernetesConfigMap from './kubernetes-config-map.ts';
import kubernetesEnv from './kubernetes-env.ts';
import kubernetesExternalSecrets from './kubernetes-external-secrets.ts';
import kubernetesImagePull from './kubernetes-image-pull.ts';
import kubernetesIngress from './kubernetes-ingress.ts';
import kubernetesRbac from './kubernetes-rbac.ts';
import kubernetesRestartTrigger from './kubernetes-restart-trigger.ts';
import kubernetesScaling from './kubernetes-scaling.ts';
import kubernetesSecret from './kubernetes-secret.ts';
import kubernetesServiceAccount from './kubernetes-service-account.ts';
import kubernetesVolume from './kubernetes-volume.ts';
import kubernetesVolumeDriver from './kubernetes-volume-driver.ts';
import kubernetesWorkload from './kubernetes-workload.ts';
import kustomizeHash from './kustomize-hash.ts';
import mavenPackage from './maven-package.ts';
import netlify from './netlify.ts';
import onepassword from './onepassword.ts';
import openshift from './openshift.ts';
import packageJson from './package-json.ts';
import phpPackage from './php-package.ts';
import procfile from './procfile.ts';
import prometheusOperator from './prometheus-operator.ts';
import pushSecret from './push-secret.ts';
import pythonPackage from './python-package.ts';
import pythonRequirements from './python-requirements.ts';
import rabbitmq from './rabbitmq.ts';
import railsSchedule from './rails-schedule.ts';
import redisOperator from './redis-operator.ts';
import renderBlueprint from './render-blueprint.ts';
import rubyPackage from './ruby-package.ts';
import sealedSecret from './sealed-secret.ts';
import secretGenerator from './secret-generator.ts';
import secretReplication from './secret-replication.ts';
import secretStore from './secret-store.ts';
import serverless from './serverless.ts';
import skaffold from './skaffold.ts';
import sops from './sops.ts';
import springConfig from './spring-config.ts';
import strimzi from './strimzi.ts';
import supervisord from './supervisord.ts';
import symfonyConfig from './symfony-config.ts';
import systemd from './systemd.ts';
import tekton from './tekton.ts';
import tilt from './tilt.ts';
import traefik from './traefik.ts';
import uwsgi from './uwsgi.ts';
import vaultAgent from './vault-agent.ts';
import vaultSecretsOperator from './vault-secrets-operator.ts';
import velero from './velero.ts';
import vercel from './vercel.ts';
import volsync from './volsync.ts';
import wrangler from './wrangler.ts';
import zalandoPostgres from './zalando-postgres.ts';

export const READERS: readonly Reader[] = [
  akv2k8s,
  appTemplate,
  appsettings,
  argoCdSecret,
  argoEvents,
  argoRollouts,
  argoWorkflow,
  bakeJson,
  bake,
  bitwarden,
  cargoPackage,
  catalogInfo,
  certManager,
  cloudBuild,
  cloudRun,
  cloudformation,
  cloudnativePg,
  codeCsharp,
  codeGo,
  codeJava,
  codeKotlin,
  codePhp,
  codePrisma,
  codePython,
  codeRuby,
  codeRust,
  codeShell,
  codeSignals,
  codeTypescript,
  codeowners,
  composeBuild,
  composeConfig,
  composeContext,
  composeEnvironment,
  composeSecret,
  composeService,
  crontab,
  crunchyPostgres,
  csiSecretProviderClass,
  customResource,
  dapr,
  djangoManage,
  dockerfileSecret,
  dockerfile,
  doppler,
  dotnetProject,
  ecsTask,
  envFile,
  externalSecret,
  fluxImage,
  fluxKustomization,
  fluxNotification,
  fluxSources,
  fly,
  gatewayApi,
  githubActionsBuild,
  githubActionsLiteral,
  githubActions,
  goModule,
  gradlePackage,
  grafanaOperator,
  helmRelease,
  herokuApp,
  infisical,
  istio,
  keda,
  kubernetesConfigMap,
  kubernetesEnv,
  kubernetesExternalSecrets,
  kubernetesImagePull,
  kubernetesIngress,
  kubernetesRbac,
  kubernetesRestartTrigger,
  kubernetesScaling,
  kubernetesSecret,
  kubernetesServiceAccount,
  kubernetesVolumeDriver,
  kubernetesVolume,
  kubernetesWorkload,
  kustomizeHash,
  mavenPackage,
  netlify,
  onepassword,
  openshift,
  packageJson,
  phpPackage,
  procfile,
  prometheusOperator,
  pushSecret,
  pythonPackage,
  pythonRequirements,
  rabbitmq,
  railsSchedule,
  redisOperator,
  renderBlueprint,
  rubyPackage,
  sealedSecret,
  secretGenerator,
  secretReplication,
  secretStore,
  serverless,
  skaffold,
  sops,
  springConfig,
  strimzi,
  supervisord,
  symfonyConfig,
  systemd,
  tekton,
  tilt,
  traefik,
  uwsgi,
  vaultAgent,
  vaultSecretsOperator,
  velero,
  vercel,
  volsync,
  wrangler,
  zalandoPostgres,
];
