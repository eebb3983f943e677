/**
 * How soon the language server answers, on a generated estate of 5,000 files: first answer, whole estate, and after edits the time to
 * a hover and to fresh diagnostics, while another request comes every few milliseconds. Prints and never fails.
 * Usage: node test/bench/language-server.mjs [FILES] [--edits N] [--json]
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const words = process.argv.slice(2);
const FILES = Number(words.find((word, at) => /^\d+$/.test(word) && words[at - 1] !== '--edits') ?? 5_000);
const EDITS = Number(words[words.indexOf('--edits') + 1]) || 60;
/** Files of one service. */
const EACH = 20;
const KEYTURN = join(import.meta.dirname, '../../analyzer/bin/keyturn.mjs');

const root = mkdtempSync(join(tmpdir(), 'keyturn-bench-lsp-'));
process.env.KEYTURN_CACHE = join(root, 'cache');
const estate = join(root, 'estate');
const put = (file, text) => {
  mkdirSync(dirname(join(estate, file)), { recursive: true });
  writeFileSync(join(estate, file), text);
};

/** One service: a Deployment, the ExternalSecret it takes its password from, an image, code that reads, and code that does not. */
function service(number) {
  const name = `pier-${number}`;
  put(`k8s/${name}/deployment.yaml`, deployment(name, number));
  put(`k8s/${name}/store.yaml`, store(name));
  put(`services/${name}/Dockerfile`, 'FROM python:3.13\nCOPY . .\nCMD ["python", "app.py"]\n');
  put(`services/${name}/requirements.txt`, 'psycopg\n');
  put(
    `services/${name}/app.py`,
    `import os\nimport psycopg\n\nPASSWORD = os.environ["PIER_PASSWORD"]\n\ndef connect():\n    return psycopg.connect(password=PASSWORD)\n`,
  );
  for (let module = 0; module < EACH - 5; module++)
    put(
      `services/${name}/lib/part_${module}.py`,
      `def part_${module}(value):\n    """Says nothing of secrets."""\n    return value * ${module}\n`,
    );
}
const deployment = (name, number) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: quay-${number % 20}
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: app
          image: harbour/${name}:7
          env:
            - name: PIER_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: ${name}-db
                  key: password
`;
const store = (name) => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: ${name}-db, namespace: quay-${Number(name.slice(5)) % 20} }
spec:
  refreshInterval: 2m
  secretStoreRef: { name: vault, kind: ClusterSecretStore }
  target: { name: ${name}-db }
  data:
    - secretKey: password
      remoteRef: { key: prod/${name}/db, property: password }
`;

const services = Math.max(1, Math.round(FILES / EACH));
for (let number = 0; number < services; number++) service(number);
put(
  'skaffold.yaml',
  `apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts:\n${Array.from({ length: services }, (_, number) => `    - { image: harbour/pier-${number}, context: services/pier-${number} }\n`).join('')}`,
);

const scanStarted = performance.now();
spawnSync(process.execPath, [KEYTURN, 'scan', estate, '--no-cache', '--format', 'json'], { maxBuffer: 1 << 30 });
const scan = performance.now() - scanStarted;

const began = performance.now();
const server = spawn(process.execPath, [KEYTURN, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);
connection.onRequest('client/registerCapability', () => null);
connection.listen();
const request = (method, params) => connection.sendRequest(method, params);
const until = async (holds) => {
  for (;;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};
const uriOf = (file) => pathToFileURL(join(estate, file)).href;

await request('initialize', {
  processId: process.pid,
  rootUri: null,
  workspaceFolders: [{ uri: pathToFileURL(estate).href, name: 'estate' }],
  capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
});
const initialized = performance.now() - began;
connection.sendNotification('initialized', {});
const file = 'k8s/pier-0/deployment.yaml';
const text = readFileSync(join(estate, file), 'utf8');
connection.sendNotification('textDocument/didOpen', {
  textDocument: { uri: uriOf(file), languageId: 'yaml', version: 1, text },
});
const hover = () =>
  request('textDocument/hover', { textDocument: { uri: uriOf(file) }, position: { line: 16, character: 26 } });
await until(async () => (await hover()) !== null);
const firstAnswer = performance.now() - began;
await until(async () => (await request('keyturn/status', null)).state === 'ready');
const whole = performance.now() - began;
await new Promise((resolve) => setTimeout(resolve, 3_000));

/** Asks every few milliseconds, as other requests do. */
const pings = [];
let pinging = true;
const pinger = (async () => {
  while (pinging) {
    const asked = performance.now();
    await request('keyturn/status', null);
    pings.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
})();

/** Changes a comment; or what the file says; or so that a diagnostic comes or goes. */
const KINDS = {
  text: (number) => ({ range: line(8), text: `    spec: # ${number}` }),
  facts: (number) => ({ range: line(6), text: `  replicas: ${3 + (number % 7)}` }),
  diagnostics: (number) => ({
    range: line(16),
    text: `                  name: pier-0-db${number % 2 === 0 ? 'x' : ''}`,
  }),
};
const line = (at) => ({ start: { line: at, character: 0 }, end: { line: at, character: 200 } });

/** Processor time of the server so far, milliseconds: what a busy machine does not change. */
const processorTime = () => {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const spent = { text: 0, facts: 0, diagnostics: 0 };

const hovers = [];
const fresh = { text: [], facts: [], diagnostics: [] };
let version = 1;
for (const kind of ['text', 'facts', 'diagnostics'])
  for (let number = 0; number < EDITS; number++) {
    const edited = performance.now();
    const before = processorTime();
    version += 1;
    connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uriOf(file), version },
      contentChanges: [KINDS[kind](number)],
    });
    await hover();
    hovers.push(performance.now() - edited);
    await until(async () => (await request('keyturn/status', null)).state === 'ready');
    fresh[kind].push(performance.now() - edited);
    spent[kind] += (processorTime() - before) / EDITS;
    await new Promise((resolve) => setTimeout(resolve, number % 5 === 4 ? 700 : 30));
  }
pinging = false;
await pinger;

const memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const at = (values, share) =>
  Math.round([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] * 10) /
  10;
const figures = {
  files: services * EACH + 1,
  'full scan, ms': Math.round(scan),
  'initialize answered, ms': Math.round(initialized),
  'first hover of an open file, ms': Math.round(firstAnswer),
  'whole estate, ms': Math.round(whole),
  'hover after an edit, p50 and p95, ms': [at(hovers, 0.5), at(hovers, 0.95)],
  'after an edit that says nothing new, p50 and p95, ms': [at(fresh.text, 0.5), at(fresh.text, 0.95)],
  'fresh figures after an edit, p50 and p95, ms': [at(fresh.facts, 0.5), at(fresh.facts, 0.95)],
  'fresh diagnostics after an edit, p50 and p95, ms': [at(fresh.diagnostics, 0.5), at(fresh.diagnostics, 0.95)],
  'fresh diagnostics, p95, share of a full scan': Math.round((at(fresh.diagnostics, 0.95) / scan) * 1000) / 1000,
  'processor time of an edit: text, figures, diagnostics, ms': Object.values(spent).map(Math.round),
  'another request meanwhile, p95 and longest, ms': [at(pings, 0.95), at(pings, 1)],
  'peak memory, MB': Math.round(memory),
};
if (words.includes('--json')) console.log(JSON.stringify(figures, null, 2));
else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(60)}${[value].flat().join('  ')}`);

await request('shutdown');
connection.sendNotification('exit');
server.on('exit', () => {
  rmSync(root, { recursive: true, force: true });
  process.exit(0);
});
