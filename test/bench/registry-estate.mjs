/** A generated organisation: inventories as a scan writes them, with as many paths as asked for. The same every time; nothing of it is real. */

const ITEMS_SHARED = 1_200;
const CREDENTIALS = 40;
const SHARED_HERE = 4;
const CONSUMERS = 50;
const ACCOUNT = 'aws-sm:550066007700/eu-west-1';
const NONE = { bound: null, p50: null, p99: null, reason: 'start-up-unknown', conditionalBound: null };
const HOUR = { bound: 'PT1H', p50: 'PT30M', p99: 'PT59M', reason: null, conditionalBound: null };
const all = (times) => ({ adopted: times, settled: times, confirmed: times });

const seen = (file, line, says) => ({
  from: 'text',
  file,
  line,
  column: 5,
  endLine: line,
  endColumn: 20,
  says,
  confidence: 'exact',
  row: null,
});

const factor = (name, value, points, max) => ({ name, value, points, max, because: [] });
const radius = (score, factors) => ({ score, band: 'moderate', factors });

/** Repository number `n` of the organisation, with `paths` paths. */
export function inventoryOf(n, paths) {
  const root = `mill-${String(n).padStart(4, '0')}`;
  const items = Array.from({ length: CREDENTIALS }, (_, k) =>
    k < SHARED_HERE ? `grain/shared-${(n * 7 + k * 311) % ITEMS_SHARED}` : `grain/${root}-${k}`,
  );
  const credentials = items.map((item, k) => credentialOf(item, root, k));
  const consumers = Array.from({ length: CONSUMERS }, (_, k) => consumerOf(root, k, n));
  return {
    schemaVersion: 1,
    tool: { name: 'keyturn', version: '0.1.0' },
    source: { root, commit: n.toString(16).padStart(40, 'a') },
    credentials,
    dependencies: [],
    carriers: credentials.flatMap(({ carriers: [store, secret] }, k) => carriersOf(store, secret, k)),
    derivations: [],
    consumers,
    paths: Array.from({ length: paths }, (_, k) =>
      pathOf(credentials[k % CREDENTIALS], consumers[(k * 3 + 1) % CONSUMERS], k),
    ),
    findings: [],
    coverage: { filesRead: 400, filesSkipped: [], unresolved: [] },
  };
}

function credentialOf(item, root, k) {
  return {
    id: `cred:${ACCOUNT}:${item}#password`,
    name: item,
    kind: 'postgresql-password',
    dependency: null,
    carriers: [`carrier:${ACCOUNT}:${item}#password`, `carrier:k8s:${root}@production/mill/secret-${k}#password`],
    owners: [],
    environments: ['production'],
    slots: 1,
    scopeRadius: radius(36.4, [
      factor('privilege × reach', 'read-write × production', 36.4, 65),
      factor('unrelated owners', 'no', 0, 10),
    ]),
    rolloutRadius: radius(20 + (k % 40), [factor('acceptance', 'identity-replacement', 2, 5)]),
    convergence: { automatic: all(HOUR), withActions: all(HOUR), slowest: null, neverWithoutAction: [] },
    actions: [],
    revocation: { availability: 'PT1H', exposureEnds: 'PT1H', outages: [], verdict: 'zero-downtime', missing: [] },
    mayFetch: [],
    overlapWindow: { minimum: 'PT1H', declared: null },
    pattern: { recommended: 'identity-replacement', why: [] },
    split: null,
    difficulty: 'campaign',
    because: [seen('store.yaml', 10 + k, item)],
  };
}

function carriersOf(store, secret, k) {
  const common = { cluster: null, key: 'password', because: [seen('store.yaml', 10 + k, 'declared')] };
  return [
    { id: store, type: 'external-store', name: store, namespace: null, environment: null, ...common },
    {
      id: secret,
      type: 'kubernetes-secret',
      name: `secret-${k}`,
      namespace: 'mill',
      environment: 'production',
      ...common,
    },
  ];
}

function consumerOf(root, k, n) {
  return {
    id: `consumer:k8s:${root}@production/mill/Deployment/stone-${k}`,
    name: `stone-${k}`,
    kind: 'service',
    application: 'mill',
    cluster: null,
    namespace: 'mill',
    environment: (n + k) % 17 === 0 ? 'staging' : 'production',
    owner: k % 5 === 0 ? null : `@mill/team-${(n + k) % 90}`,
    instances: { min: 2, max: 4, declared: true },
    connections: null,
    convergence: { automatic: all(HOUR), withActions: all(HOUR) },
    schedule: null,
    dormant: false,
    observability: 'none',
    because: [seen(`deploy/stone-${k}.yaml`, 4, 'Deployment')],
    objectKind: 'Deployment',
  };
}

function pathOf(credential, consumer, k) {
  return {
    id: `path:${credential.id} > ${consumer.id} > app > env > PASSWORD_${k} > ${credential.carriers.join(' > ')}`,
    credential: credential.id,
    carriers: credential.carriers,
    consumer: consumer.id,
    container: 'app',
    role: 'presents',
    dependency: null,
    delivery: { form: 'env', variable: `PASSWORD_${k}`, path: null },
    refresh: {
      mode: k % 3 === 0 ? 'startup' : 'poll',
      confidence: 'exact',
      because: [seen(`deploy/stone.yaml`, 20, 'env')],
      mechanism: `row-${k % 4}`,
      intent: false,
    },
    ...all(k % 3 === 0 ? NONE : HOUR),
    delays: [],
    confidence: 'exact',
    because: [seen('deploy/stone.yaml', 20, 'env')],
  };
}
