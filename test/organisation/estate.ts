/** Repositories of a lighthouse authority, scanned by the real command line: each a service or two that use items of one AWS account. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';

export const KEYTURN = fileURLToPath(new URL('../../analyzer/bin/keyturn.mjs', import.meta.url));
export const FOGHORN = 'aws-sm:990011223344/eu-north-1:coast/foghorn#password';

export interface Described {
  /** The repository's folder. */
  readonly name: string;
  readonly service: string;
  /** `coast/foghorn#password`; without a property the whole item. */
  readonly item: string;
  readonly environment?: string;
  readonly owner?: string;
  readonly replicas?: number;
}

/** The inventory of a repository, at a commit of its own. */
export function scanned(described: Described, commit: string | null = commitOf(described.name)): WireInventory {
  return scannedFiles(described.name, filesOf(described), commit);
}

function scannedFiles(
  name: string,
  files: Readonly<Record<string, string>>,
  commit: string | null = commitOf(name),
): WireInventory {
  const folder = join(mkdtempSync(join(tmpdir(), 'keyturn-coast-')), name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const scan = ['scan', folder, '--format', 'json', '--fail-on', 'never', '--no-cache', '-q'];
  const text = execFileSync(process.execPath, [KEYTURN, ...scan], { encoding: 'utf8' });
  const inventory = JSON.parse(text) as WireInventory;
  return { ...inventory, source: { ...inventory.source, commit } };
}

/** A repository whose credential no store holds: it has no identity that another repository could know. */
export function lonely(): WireInventory {
  return scannedFiles('lonely', {
    'buoy.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: buoy, namespace: shoal }
spec:
  selector: { matchLabels: { app: buoy } }
  template:
    metadata: { labels: { app: buoy } }
    spec:
      containers:
        - name: bell
          image: registry.coast.example/buoy:2
          env:
            - name: BELL_KEY
              valueFrom: { secretKeyRef: { name: buoy-key, key: bell } }
`,
    CODEOWNERS: '* @coast/tugs\n',
  });
}

/** Forty digits that a name always gives. */
export function commitOf(name: string): string {
  return Buffer.from(name.padEnd(20, '~')).toString('hex').slice(0, 40);
}

/** The inventory as a file; gives its path. */
export function filed(inventory: WireInventory): string {
  const file = join(mkdtempSync(join(tmpdir(), 'keyturn-filed-')), 'inventory.json');
  writeFileSync(file, JSON.stringify(inventory));
  return file;
}

export function filesOf({ service, item, environment = 'production', owner, replicas = 2 }: Described) {
  const [path = '', property] = item.split('#');
  const entry = property
    ? `  data:\n    - secretKey: ${property}\n      remoteRef: { key: ${path}, property: ${property} }`
    : `  dataFrom:\n    - extract: { key: ${path} }`;
  const folder = `overlays/${environment}`;
  return {
    ...(owner ? { CODEOWNERS: `* ${owner}\n` } : {}),
    [`${folder}/store.yaml`]: `apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: coast }
spec:
  provider:
    aws: { service: SecretsManager, role: "arn:aws:iam::990011223344:role/${service}", region: eu-north-1 }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: ${service}-secret }
spec:
  refreshInterval: 5m
  secretStoreRef: { kind: SecretStore, name: coast }
  target: { name: ${service}-secret }
${entry}
`,
    [`${folder}/deployment.yaml`]: `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${service} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${service} } }
  template:
    metadata: { labels: { app: ${service} } }
    spec:
      containers:
        - name: lamp
          image: registry.coast.example/${service}:4
          env:
            - name: FOGHORN_PASSWORD
              valueFrom: { secretKeyRef: { name: ${service}-secret, key: password } }
`,
    [`${folder}/kustomization.yaml`]: 'resources: [store.yaml, deployment.yaml]\n',
  };
}
