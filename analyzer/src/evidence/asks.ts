/** What to export where evidence is missing, in one place, so that gate, table and JSON ask for the same thing. */
import { escapeShell } from '../explain/escape.ts';
import type { JudgedConsumer } from './runbook.ts';

/** `kubectl … -n orders` of a consumer; the context is the operator's. */
function kubectl({ expected }: JudgedConsumer): string {
  const space = expected.namespace === null ? '"$NAMESPACE"' : escapeShell(expected.namespace);
  return `kubectl --context "$CONTEXT" -n ${space} get`;
}

function isKubernetes({ id }: JudgedConsumer): boolean {
  return id.startsWith('consumer:k8s:');
}

const STATED = 'a statement of its owner (CSV: consumer, milestone, by, at)';

export const ASK = {
  labels: '--old NAME and --new NAME: the principals, public key ids or versions that tell old from new',
  logins: 'the authentication log of what accepts it for the last N, with application names',
  sessions: 'the session query of the runbook, as CSV, taken after adoption',
  earlier: 'a log or a list of sessions from before adoption, where the old identity occurs',
  strangers:
    'who they are: application names in the log, kubectl get pods -o json for addresses, or a statement that names them',
  versions: 'signal secret_version_loaded',
  statement: STATED,
  filled: (consumer: JudgedConsumer): string =>
    isKubernetes(consumer)
      ? `${kubectl(consumer)} externalsecrets,secrets -o json --show-managed-fields | jq 'del(.items[].data)'`
      : STATED,
  instances: (consumer: JudgedConsumer): string =>
    isKubernetes(consumer)
      ? `${kubectl(consumer)} pods -o json, or signal secret_version_loaded`
      : `signal secret_version_loaded, or ${STATED}`,
  runs: (consumer: JudgedConsumer): string =>
    isKubernetes(consumer)
      ? `${kubectl(consumer)} jobs,cronjobs -o json`
      : 'the history of its runs (CSV: job, started, ended, status)',
};
