/** Estates for the editor: copies, because an editor writes; and one of a thousand consumers that nobody would keep as files. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '../..');

/** A fresh folder of this name. */
export function emptyFolder(name: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'keyturn-estate-')), name);
  mkdirSync(folder);
  return folder;
}

/** A copy of a folder, as a git repository with one commit on `main`. */
export function copyOf(source: string, name: string): string {
  const folder = emptyFolder(name);
  cpSync(source, folder, { recursive: true });
  commit(folder);
  return folder;
}

export const sample = (name: string): string => copyOf(join(PROJECT, 'samples', name), name);

/** The sample of a Redis team with the code of one of its consumers beside it, so that a name has two places. */
export function redisTeamWithCode(): string {
  const folder = sample('redis-team');
  mkdirSync(join(folder, 'feed-indexer/src'), { recursive: true });
  for (const [file, text] of Object.entries(CODE)) writeFileSync(join(folder, file), text);
  return folder;
}

const CODE: Readonly<Record<string, string>> = {
  'skaffold.yaml': `apiVersion: skaffold/v4beta11
kind: Config
build:
  artifacts:
    - image: registry.example/feed/feed-indexer
      context: feed-indexer
`,
  'feed-indexer/Dockerfile': 'FROM node:24\nCOPY . .\nCMD ["node", "src/indexer.js"]\n',
  'feed-indexer/package.json': '{ "name": "feed-indexer", "dependencies": { "redis": "5" } }\n',
  'feed-indexer/src/indexer.js': `const { createClient } = require('redis');

const client = createClient({ socket: { host: 'feed-redis' }, password: process.env.REDIS_PASSWORD });
client.connect();
`,
};

export function commit(folder: string): void {
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=lamp', '-c', 'user.email=lamp@lantern.example', ...words]);
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'as it was');
}

const TEAMS = ['harbour', 'lighthouse', 'quay', 'ferry', 'tide', 'beacon', 'anchor', 'rigging', 'ballast', 'mooring'];

/** One password of the tide tables and a thousand Deployments that use it, of ten teams, half of them restart-only. */
export function thousandConsumers(): string {
  const folder = emptyFolder('thousand');
  mkdirSync(join(folder, 'manifests'));
  writeFileSync(join(folder, 'manifests/store.yaml'), STORE);
  for (const team of TEAMS)
    writeFileSync(
      join(folder, `manifests/${team}.yaml`),
      Array.from({ length: 100 }, (_, at) => deployment(team, at)).join('---\n'),
    );
  writeFileSync(join(folder, 'CODEOWNERS'), TEAMS.map((team) => `manifests/${team}.yaml @lantern/${team}\n`).join(''));
  commit(folder);
  return folder;
}

const STORE = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: tide-tables, namespace: tide }
spec:
  refreshInterval: 1m
  secretStoreRef: { kind: ClusterSecretStore, name: vaults }
  target: { name: tide-tables }
  data:
    - secretKey: password
      remoteRef: { key: prod/tide/tables, property: password }
`;

function deployment(team: string, at: number): string {
  const name = `${team}-${String(at).padStart(3, '0')}`;
  const env = `          env:
            - name: TIDE_PASSWORD
              valueFrom: { secretKeyRef: { name: tide-tables, key: password } }
`;
  const volume = `          volumeMounts: [{ name: tide, mountPath: /etc/tide }]
      volumes: [{ name: tide, secret: { secretName: tide-tables } }]
`;
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: tide }
spec:
  replicas: ${1 + (at % 4)}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${team}
          image: registry.lantern.example/${name}:1
${at % 2 === 0 ? env : volume}`;
}
