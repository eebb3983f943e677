/**
 * The exact command that makes a workload take a new value, by object kind, each with its source. Names go through the shell
 * escape; contexts are placeholders. What is not known is said, never guessed.
 */
import { escapeShell, escapeTerminal } from '../explain/escape.ts';
import type { WireCarrier, WireConsumer } from '../wire/types.ts';

export interface Command {
  readonly command: string | null;
  readonly missing: string | null;
  readonly check: string | null;
}

/** `$CONTEXT_PROD_EU` for a named cluster; one context for everything in a drill. */
export function contextOf(cluster: string | null, drill: boolean): string {
  if (drill) return '$DRILL_CONTEXT';
  const name = (cluster ?? '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return name === '' ? '$CONTEXT' : `$CONTEXT_${name}`;
}

/** `kubectl --context "$CONTEXT" -n orders` */
export function kubectl({ cluster, namespace }: Pick<WireCarrier, 'cluster' | 'namespace'>, drill: boolean): string {
  const space = namespace === null ? '"$NAMESPACE"' : escapeShell(namespace);
  return `kubectl --context "${contextOf(cluster, drill)}" -n ${space}`;
}

type Make = (consumer: WireConsumer, drill: boolean) => Command;

/** https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_restart/ */
const rollout =
  (resource: string): Make =>
  (consumer, drill) => {
    const name = `${resource}/${escapeShell(consumer.name)}`;
    const base = kubectl(consumer, drill);
    return {
      command: `${base} rollout restart ${name}\n${base} rollout status ${name} --timeout=15m`,
      missing: null,
      check: 'every pod of it is younger than the arrival of the value',
    };
  };

/** A Kubernetes name holds 63 characters; a Job appends six of its own to its pods. */
const LONGEST_JOB = 40;

/** https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_job/ */
const runNow: Make = (consumer, drill) => {
  const base = kubectl(consumer, drill);
  const job = escapeShell(`${consumer.name.slice(0, LONGEST_JOB)}-rotated`);
  return {
    command: `${base} create job ${job} --from=cronjob/${escapeShell(consumer.name)}\n${base} wait --for=condition=complete job/${job} --timeout=1h`,
    missing: 'whether an extra run does harm (it sends, bills or deletes twice): ask its owner before',
    check: 'the Job completed, and it started after the value arrived',
  };
};

const plain =
  (command: (name: string, file: string) => string, check: string, missing: string | null = null): Make =>
  (consumer) => ({ command: command(escapeShell(consumer.name), escapeShell(fileOf(consumer))), missing, check });

const unknown =
  (missing: string): Make =>
  (consumer) => ({ command: null, missing: `${missing}${placeOf(consumer)}`, check: null });

const BY_OBJECT: Readonly<Record<string, Make>> = {
  Deployment: rollout('deployment'),
  StatefulSet: rollout('statefulset'),
  DaemonSet: rollout('daemonset'),
  CronJob: runNow,
  Job: unknown('the template of a Job cannot change: how it is created again is not in what was read'),
  Pod: unknown('a bare Pod is not created again by anybody: who applies its manifest is not known'),
  // https://argo-rollouts.readthedocs.io/en/stable/generated/kubectl-argo-rollouts/kubectl-argo-rollouts_restart/
  Rollout: (consumer, drill) => ({
    command: `${kubectl(consumer, drill).replace('kubectl', 'kubectl argo rollouts')} restart ${escapeShell(consumer.name)}`,
    missing: null,
    check: 'every pod of it is younger than the arrival of the value',
  }),
  // https://docs.docker.com/reference/cli/docker/compose/up/
  'compose-service': plain(
    (name, file) => `docker compose -f ${file} up -d --force-recreate --no-deps ${name}`,
    'docker compose ps shows it created after the value arrived',
  ),
  // https://www.freedesktop.org/software/systemd/man/latest/systemctl.html
  'systemd-service': plain(
    (name) => `sudo systemctl restart ${name}\nsystemctl show -p ActiveEnterTimestamp ${name}`,
    'ActiveEnterTimestamp is later than the arrival of the value',
    'the host it runs on',
  ),
  // https://supervisord.org/running.html#supervisorctl-actions
  'supervisor-program': plain(
    (name) => `supervisorctl restart ${name}`,
    'supervisorctl status shows a short uptime',
    'the host it runs on',
  ),
  // https://cli.github.com/manual/gh_workflow_run
  workflow: plain(
    (name, file) => `gh workflow run ${file.endsWith('.yml') || file.endsWith('.yaml') ? lastOf(file) : name}`,
    'gh run list shows a run that succeeded and started after the value arrived',
    'whether it has a workflow_dispatch trigger; without one, run its last run again (gh run rerun)',
  ),
  crontab: unknown('run the line by hand, as its user and on its host, or wait for its next run'),
  // https://fly.io/docs/flyctl/apps-restart/
  'fly-app': plain((name) => `fly apps restart ${name}`, 'fly status shows machines younger than the value'),
  // https://docs.aws.amazon.com/cli/latest/reference/ecs/update-service.html
  'ecs-task': plain(
    (name) => `aws ecs update-service --cluster "$ECS_CLUSTER" --service ${name} --force-new-deployment`,
    'the deployment is COMPLETED and every task started after the value arrived',
    'the ECS service that runs this task, if its name is another',
  ),
  // https://devcenter.heroku.com/articles/dynos#restarting
  procfile: plain(
    () => 'heroku ps:restart --app "$APP"',
    'heroku ps shows dynos younger than the value',
    'the app name',
  ),
  'vercel-app': plain(
    () => 'vercel redeploy "$DEPLOYMENT_URL"',
    'the new deployment is Ready and serves',
    'the address of the deployment',
  ),
};

/** The command for a consumer, or what is missing. */
export function commandFor(consumer: WireConsumer, drill: boolean): Command {
  const make = BY_OBJECT[Object.hasOwn(BY_OBJECT, consumer.objectKind ?? '') ? (consumer.objectKind ?? '') : ''];
  if (make) return make(consumer, drill);
  if (consumer.objectKind === 'declared')
    return { command: null, missing: null, check: 'its owner says so in writing' };
  return unknown(`no command is known for objects of kind ${escapeTerminal(consumer.objectKind ?? consumer.kind)}`)(
    consumer,
    drill,
  );
}

function fileOf({ because }: WireConsumer): string {
  return because.find(({ file }) => file !== null)?.file ?? '';
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function placeOf({ because }: WireConsumer): string {
  const seen = because.find(({ file, line }) => file !== null && line !== null);
  return seen === undefined ? '' : ` (declared at ${seen.file}:${seen.line})`;
}
