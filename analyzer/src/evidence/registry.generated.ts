// Made by scripts/generate.mjs from the files of this folder; do not edit.

import type { Evidence } from './contract.ts';
import kindsCloudtrail from './kinds/cloudtrail.ts';
import kindsKubernetesJobs from './kinds/kubernetes-jobs.ts';
import kindsKubernetesPods from './kinds/kubernetes-pods.ts';
import kindsKubernetesSecrets from './kinds/kubernetes-secrets.ts';
import kindsMysqlAccounts from './kinds/mysql-accounts.ts';
import kindsPgStatActivity from './kinds/pg-stat-activity.ts';
import kindsPostgresqlCsvLog from './kinds/postgresql-csv-log.ts';
import kindsPostgresqlLog from './kinds/postgresql-log.ts';
import kindsPrometheus from './kinds/prometheus.ts';
import kindsRunHistory from './kinds/run-history.ts';
import kindsStatements from './kinds/statements.ts';

export const EVIDENCE: readonly Evidence[] = [
  kindsCloudtrail,
  kindsKubernetesJobs,
  kindsKubernetesPods,
  kindsKubernetesSecrets,
  kindsMysqlAccounts,
  kindsPgStatActivity,
  kindsPostgresqlCsvLog,
  kindsPostgresqlLog,
  kindsPrometheus,
  kindsRunHistory,
  kindsStatements,
];
