/**
 * A harbour's repository, made with git as people would, and pull requests against it: each a branch that changes some files. Names are of
 * the harbour, so that no default of a technology could produce them. The values in it are canaries: none may appear anywhere.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { git, plant, repository } from '../workspace/temporary.ts';

/** Must appear in no output. */
export const CANARIES = ['CANARY-quay-7Gq2xw9LmZ4t', 'CANARY-buoy-pX81mTrv0Qzd'] as const;

export type Files = Readonly<Record<string, string>>;

/** What a pull request does: a text in place of a file, an edit of it, or null to remove it. */
export type Edits = Readonly<Record<string, string | null | ((text: string) => string)>>;

const workload = (kind: string, name: string, labels: string, spec: string, annotations = ''): string =>
  `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
  namespace: quay
  labels: ${labels}
${annotations}spec:
${spec}`;

const pod = (indent: string, container: string): string =>
  container
    .split('\n')
    .map((line) => (line === '' ? line : `${indent}${line}`))
    .join('\n');

export const BASE: Files = {
  'keyturn.yaml': `version: 1
clusters:
  - { name: north-pier, environment: production, paths: [deploy/**], controllers: [reloader] }
overrides:
  - consumer: quay/Deployment/berth-api
    refresh: watch
    connectionLifetime: PT20M
    reason: "its watcher rebuilds the pool"
credentials:
  - { match: { secret: tide, namespace: quay, key: token }, privilege: read-only }
`,
  CODEOWNERS: '/deploy/berth/ @dockers\n/deploy/tariff/ @customs\n/deploy/store/ @dockers\n',
  'deploy/store/tide.yaml': `apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: lighthouse, namespace: quay }
spec:
  provider:
    aws: { service: SecretsManager, region: eu-north-1 }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: tide, namespace: quay }
spec:
  refreshInterval: 2m
  secretStoreRef: { name: lighthouse, kind: SecretStore }
  target: { name: tide }
  data:
    - secretKey: password
      remoteRef: { key: harbour/tide, property: password }
    - secretKey: token
      remoteRef: { key: harbour/tide-relay, property: token }
`,
  'deploy/berth/api.yaml': workload(
    'Deployment',
    'berth-api',
    '{ app.kubernetes.io/name: berth }',
    `  replicas: 3
  selector: { matchLabels: { app: berth-api } }
  template:
    metadata: { labels: { app: berth-api } }
    spec:
${pod(
  '      ',
  `containers:
  - name: keel
    image: harbour/berth:1
    volumeMounts:
      - { name: tide, mountPath: /etc/tide }
volumes:
  - name: tide
    secret: { secretName: tide, items: [{ key: password, path: password }] }
`,
)}`,
  ),
  'deploy/tariff/desk.yaml': workload(
    'Deployment',
    'tariff-desk',
    '{ app.kubernetes.io/name: tariff }',
    `  replicas: 2
  selector: { matchLabels: { app: tariff-desk } }
  template:
    metadata:
      labels: { app: tariff-desk }
    spec:
${pod(
  '      ',
  `containers:
  - name: keel
    image: harbour/tariff:1
    env:
      - name: RELAY_TOKEN
        valueFrom: { secretKeyRef: { name: tide, key: token } }
`,
)}`,
    `  annotations:
    reloader.stakater.com/auto: "true"
`,
  ),
  'deploy/berth/mooring.yaml': `apiVersion: v1
kind: Secret
metadata: { name: mooring, namespace: quay }
stringData:
  password: ${CANARIES[0]}
---
${workload(
  'StatefulSet',
  'mooring-log',
  '{ app.kubernetes.io/name: mooring }',
  `  replicas: 1
  selector: { matchLabels: { app: mooring-log } }
  template:
    metadata: { labels: { app: mooring-log } }
    spec:
${pod(
  '      ',
  `containers:
  - name: keel
    image: harbour/mooring:1
    env:
      - name: MOORING_PASSWORD
        valueFrom: { secretKeyRef: { name: mooring, key: password } }
`,
)}`,
)}`,
  'rig/compose.yaml': `services:
  capstan:
    image: harbour/capstan:1
    environment:
      WINCH_PASSWORD: \${WINCH_PASSWORD}
    env_file: winch.env
`,
  'rig/winch.env': `WINCH_PASSWORD=${CANARIES[1]}\n`,
};

/** A CronJob of the harbour that takes one key of Secret tide. */
export function cron(name: string, application: string): string {
  return `apiVersion: batch/v1
kind: CronJob
metadata:
  name: ${name}
  namespace: quay
  labels: { app.kubernetes.io/name: ${application} }
spec:
  schedule: "7 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: keel
              image: harbour/${application}:1
              env:
                - name: TIDE_PASSWORD
                  valueFrom: { secretKeyRef: { name: tide, key: password } }
`;
}

export interface Shape {
  readonly name: string;
  readonly edits: Edits;
}

/** Every pull request of the harbour; the golden file of the same name is its comment, and none means silence. */
export const SHAPES: readonly Shape[] = [
  { name: 'same-service-new-consumer', edits: { 'deploy/berth/nightly.yaml': cron('berth-nightly', 'berth') } },
  { name: 'newly-shared-across-owners', edits: { 'deploy/tariff/nightly.yaml': cron('tariff-nightly', 'tariff') } },
  {
    name: 'watch-to-startup',
    edits: {
      'keyturn.yaml': (text) => text.replace(/overrides:[\s\S]*(?=credentials:)/, ''),
      'deploy/berth/api.yaml': (text) =>
        text
          .replace(
            /volumeMounts:\n.*\n/,
            'env:\n            - name: TIDE_PASSWORD\n              valueFrom: { secretKeyRef: { name: tide, key: password } }\n',
          )
          .replace(/ {6}volumes:[\s\S]*$/, ''),
    },
  },
  {
    name: 'longer-sync',
    edits: { 'deploy/store/tide.yaml': (text) => text.replace('refreshInterval: 2m', 'refreshInterval: 3h') },
  },
  {
    name: 'sub-path',
    edits: {
      'deploy/berth/api.yaml': (text) =>
        text.replace('mountPath: /etc/tide }', 'mountPath: /etc/tide/password, subPath: password }'),
    },
  },
  {
    name: 'env-from-takes-every-key',
    edits: {
      'deploy/tariff/desk.yaml': (text) =>
        text.replace(/env:\n[\s\S]*$/, 'envFrom:\n            - secretRef: { name: tide }\n'),
    },
  },
  {
    name: 'lost-restart-trigger',
    edits: { 'deploy/tariff/desk.yaml': (text) => text.replace(/ {2}annotations:\n.*\n/, '') },
  },
  {
    name: 'longer-pool',
    edits: { 'keyturn.yaml': (text) => text.replace('connectionLifetime: PT20M', 'connectionLifetime: PT9H') },
  },
  {
    name: 'wider-privilege',
    edits: {
      'keyturn.yaml': (text) => text.replace('privilege: read-only', 'privilege: admin, data: customer'),
    },
  },
  {
    name: 'may-fetch',
    edits: {
      'deploy/store/gull.yaml': `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: gull, namespace: quay }
rules:
  - { apiGroups: [""], resources: [secrets], resourceNames: [mooring], verbs: [get] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: gull, namespace: quay }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: gull }
subjects:
  - { kind: ServiceAccount, name: gull, namespace: quay }
`,
    },
  },
  {
    name: 'copied-value',
    edits: {
      'deploy/berth/mooring-copy.yaml': `apiVersion: v1
kind: Secret
metadata: { name: mooring-copy, namespace: quay }
stringData:
  password: ${CANARIES[0]}
`,
    },
  },
  {
    name: 'slip-in-a-key',
    edits: { 'deploy/berth/mooring.yaml': (text) => text.replace('key: password', 'key: pasword') },
  },
  {
    name: 'last-consumer-leaves',
    edits: { 'deploy/berth/mooring.yaml': (text) => text.slice(0, text.indexOf('---')) },
  },
  { name: 'owner-removed', edits: { CODEOWNERS: (text) => text.replace('/deploy/tariff/ @customs\n', '') } },
  {
    name: 'hostile-names',
    edits: {
      'deploy/berth/nightly.yaml': cron('"<img src=x>@everyone"', '"berth](http://evil.test)"'),
    },
  },
  {
    name: 'everything-moved',
    edits: {
      'keyturn.yaml': (text) =>
        text.replaceAll('quay', 'wharf').replace('deploy/**', 'manifests/**').replace('secret: tide', 'secret: ebb'),
      CODEOWNERS: (text) => text.replaceAll('/deploy/', '/manifests/'),
      ...moved('deploy/', 'manifests/', (text) =>
        text
          .replaceAll('namespace: quay', 'namespace: wharf')
          .replaceAll('name: tide', 'name: ebb')
          .replaceAll('secretName: tide', 'secretName: ebb'),
      ),
      ...moved('rig/', 'gear/compose/', (text) => text),
    },
  },
  {
    name: 'nothing-about-secrets',
    edits: {
      'deploy/berth/api.yaml': (text) =>
        `# three more berths\n\n${text.replace('replicas: 3', 'replicas: 4').replace('berth:1', 'berth:2')}`,
      'README.md': '# Harbour\n',
    },
  },
  {
    name: 'only-better',
    edits: { 'deploy/store/tide.yaml': (text) => text.replace('refreshInterval: 2m', 'refreshInterval: 30s') },
  },
];

function moved(from: string, to: string, edit: (text: string) => string): Edits {
  const files = Object.entries(BASE).filter(([file]) => file.startsWith(from));
  return Object.fromEntries(
    files.flatMap(([file, text]) => [
      [file, null],
      [to + file.slice(from.length), edit(text)],
    ]),
  );
}

/** The harbour with a branch for each pull request; the work tree is at `pier`. */
export function harbour(shapes: readonly Shape[] = SHAPES): string {
  const root = repository(BASE);
  for (const { name, edits } of shapes) branch(root, name, edits);
  return root;
}

/** A branch off the pier with one commit. */
export function branch(root: string, name: string, edits: Edits, from = 'pier'): void {
  git(root, 'checkout', '--quiet', '-b', name, from);
  apply(root, edits);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', `--message=${name}`);
  git(root, 'checkout', '--quiet', 'pier');
}

export function apply(root: string, edits: Edits): void {
  for (const [file, edit] of Object.entries(edits)) {
    if (edit === null) rmSync(join(root, file));
    else plant(root, { [file]: typeof edit === 'string' ? edit : edit(BASE[file] ?? '') });
  }
}
