/**
 * How the stages behind the facts grow: one generated estate at once, twice and four times its size, each stage timed alone. Twice
 * the resources should take about twice the time; more than 2.3 times means that something looks through everything for
 * everything. It prints; it never passes or fails. Needs a Node that runs TypeScript (the pinned one).
 * Usage: node test/bench/linking.mjs [WORKLOADS] [--runs N]
 */
import { parseArgs } from 'node:util';
import { converge } from '../../analyzer/src/convergence/converge.ts';
import { observe } from '../../analyzer/src/convergence/observability.ts';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import { createSight } from '../../analyzer/src/knowledge/sight.ts';
import { link } from '../../analyzer/src/linking/link.ts';
import { DEFAULT_CONFIGURATION } from '../../analyzer/src/model/configuration.ts';
import { measureRadii } from '../../analyzer/src/radius/measure.ts';
import { upkeepOf } from '../../analyzer/src/radius/upkeep.ts';
import { READERS } from '../../analyzer/src/readers/registry.generated.ts';
import { decideRefresh } from '../../analyzer/src/refresh/decide.ts';
import { RENDERERS } from '../../analyzer/src/rendering/registry.generated.ts';
import { applyRules } from '../../analyzer/src/rules/apply.ts';
import { RULES } from '../../analyzer/src/rules/registry.generated.ts';
import { createSession } from '../../analyzer/src/session.ts';
import { startTreeSitter } from '../../analyzer/src/syntax/code/tree-sitter.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { readWasm } from '../../analyzer/src/workspace/grammars.ts';
import { createDigest } from '../../analyzer/src/workspace/value-digest.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' } },
});
const least = Number.parseInt(positionals[0] ?? '1000', 10);
const runs = Math.max(1, Number.parseInt(values.runs, 10) || 0);
const knowledge = loadKnowledge();
await startTreeSitter(readWasm);

/** One workload: a password of its own, one that ten share, an image whose source reads both, and where the first comes from. */
function workload(number) {
  const name = `ferry-${number}`;
  const fleet = `fleet-${Math.floor(number / 10)}`;
  const manifest = [
    [
      'apiVersion: apps/v1',
      'kind: Deployment',
      `metadata: { name: ${name}, namespace: ${fleet} }`,
      'spec:',
      '  replicas: 3',
    ],
    [
      '  template:',
      '    spec:',
      '      containers:',
      `        - name: ${name}`,
      `          image: example.org/${name}:7`,
    ],
    [
      '          env:',
      ...variable('BERTH_PASSWORD', name, 'berth-password'),
      ...variable('BERTH_URL', name, 'berth-url'),
    ],
    variable('HARBOUR_PASSWORD', fleet, 'harbour'),
    [
      '---',
      'apiVersion: external-secrets.io/v1',
      'kind: ExternalSecret',
      `metadata: { name: ${name}, namespace: ${fleet} }`,
    ],
    ['spec:', '  refreshInterval: 7m', '  secretStoreRef: { kind: ClusterSecretStore, name: lighthouse }', '  data:'],
    ...['berth-password', 'berth-url'].map((key) => [
      `    - { secretKey: ${key}, remoteRef: { key: ferries/${name}, property: ${key} } }`,
    ]),
  ].flat();
  return [
    [`deploy/${name}.yaml`, manifest.join('\n')],
    [`.github/workflows/${name}.yaml`, build(name)],
    [`${name}/pyproject.toml`, `[project]\nname = "${name}"\ndependencies = ["psycopg"]\n`],
    [`${name}/Dockerfile`, 'FROM python:3\nCOPY moor.py .\nCMD ["python", "moor.py"]\n'],
    [`${name}/moor.py`, "import os\nBERTH = os.environ['BERTH_PASSWORD']\nHARBOUR = os.environ['HARBOUR_PASSWORD']\n"],
  ];
}

function variable(name, secret, key) {
  const from = `{ secretKeyRef: { name: ${secret}, key: ${key} } }`;
  return [`            - name: ${name}`, `              valueFrom: ${from}`];
}

/** The workflow that builds its image. */
function build(name) {
  const step = `{ uses: docker/build-push-action@v6, with: { context: ${name}, push: true, tags: 'example.org/${name}:7' } }`;
  return `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;
}

/** The facts of an estate of so many workloads. */
function factsOf(count) {
  const files = new Map(Array.from({ length: count }, (_, number) => workload(number)).flat());
  const source = { paths: [...files.keys()].sort(), candidates: files, text: (path) => files.get(path) ?? null };
  const parts = { renderers: RENDERERS, readers: READERS, sight: createSight(knowledge), digest: createDigest() };
  return createSession({ source, ...parts, cache: null }).facts();
}

/** Milliseconds of each stage, in order. */
function stages(facts) {
  const configuration = DEFAULT_CONFIGURATION;
  const taken = {};
  const timed = (stage, act) => {
    const before = process.cpuUsage();
    const result = act();
    const { user, system } = process.cpuUsage(before);
    taken[stage] = (user + system) / 1000;
    return result;
  };
  const options = { repository: 'straits', configuration, knowledge, valueClasses: facts.valueClasses };
  const graph = timed('link', () => link(facts.units, options));
  const refresh = timed('refresh', () => decideRefresh(graph, knowledge));
  const { timing, convergence } = timed('converge', () => converge(graph, refresh, knowledge, configuration));
  const radii = timed('radii', () => measureRadii(graph, refresh, convergence, knowledge, configuration, timing));
  const observability = timed('observability', () => observe(graph, refresh));
  const upkeep = timed('upkeep', () => upkeepOf(graph, convergence, radii));
  const layers = { configuration, graph, refresh, timing, convergence, radii, observability, upkeep, today: null };
  const findings = timed('rules', () => applyRules(RULES, layers));
  const coverage = { filesRead: 0, filesSkipped: [], unresolved: [] };
  timed('wire', () => toWire({ ...layers, findings, source: { root: 'straits', commit: null }, coverage }));
  return { taken, credentials: graph.credentials.size, paths: graph.paths.length };
}

function median(list) {
  return list.toSorted((a, b) => a - b)[list.length >> 1];
}

stages(factsOf(Math.min(100, least))); // Compiles what is timed.
const sizes = [least, least * 2, least * 4].map((count) => {
  const facts = factsOf(count);
  const all = Array.from({ length: runs }, () => stages(facts));
  const taken = Object.keys(all[0].taken).map((stage) => [stage, median(all.map((one) => one.taken[stage]))]);
  return { count, ...all[0], taken: new Map(taken) };
});

for (const { count, credentials, paths } of sizes)
  process.stdout.write(`${count} workloads: ${credentials} credentials, ${paths} paths\n`);
process.stdout.write(
  `Node ${process.version}, median of ${runs}, milliseconds of processor time; growth from size to size\n`,
);
for (const stage of sizes[0].taken.keys()) {
  const times = sizes.map(({ taken }) => taken.get(stage));
  const growth = times.slice(1).map((time, index) => `x${(time / times[index]).toFixed(1)}`);
  process.stdout.write(
    `${stage.padEnd(10)}${times.map((time) => time.toFixed(0).padStart(8)).join('')}   ${growth.join(' ')}\n`,
  );
}
