/** Whatever a manifest holds, the Kubernetes readers return, and no value of it comes out. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import { createSight } from '../../analyzer/src/knowledge/sight.ts';
import externalSecret from '../../analyzer/src/readers/external-secret.ts';
import configMap from '../../analyzer/src/readers/kubernetes-config-map.ts';
import env from '../../analyzer/src/readers/kubernetes-env.ts';
import externalSecrets from '../../analyzer/src/readers/kubernetes-external-secrets.ts';
import imagePull from '../../analyzer/src/readers/kubernetes-image-pull.ts';
import ingress from '../../analyzer/src/readers/kubernetes-ingress.ts';
import restartTrigger from '../../analyzer/src/readers/kubernetes-restart-trigger.ts';
import secret from '../../analyzer/src/readers/kubernetes-secret.ts';
import serviceAccount from '../../analyzer/src/readers/kubernetes-service-account.ts';
import volume from '../../analyzer/src/readers/kubernetes-volume.ts';
import volumeDriver from '../../analyzer/src/readers/kubernetes-volume-driver.ts';
import workload from '../../analyzer/src/readers/kubernetes-workload.ts';
import pushSecret from '../../analyzer/src/readers/push-secret.ts';
import sealedSecret from '../../analyzer/src/readers/sealed-secret.ts';
import generator from '../../analyzer/src/readers/secret-generator.ts';
import store from '../../analyzer/src/readers/secret-store.ts';
import sops from '../../analyzer/src/readers/sops.ts';
import type { Unit } from '../../analyzer/src/syntax/unit.ts';
import { parseYaml } from '../../analyzer/src/syntax/yaml.ts';

const READERS = [
  ...[workload, env, volume, volumeDriver, imagePull, restartTrigger, serviceAccount, ingress, secret, configMap],
  ...[externalSecret, pushSecret, store, generator, sealedSecret, sops, externalSecrets],
];
const sight = createSight(loadKnowledge());

function readAll(text: string) {
  return parseYaml('moat.yaml', text).flatMap(({ number, tree, notes }) => {
    if (!tree) return [];
    const context = { root: 'moat.yaml', namespace: null, environment: null };
    const id = `moat.yaml#${number}`;
    const unit: Unit<'yaml'> = {
      ...{ id, syntax: 'yaml', file: 'moat.yaml', inputs: ['moat.yaml'] },
      ...{ context, content: tree, notes },
    };
    return READERS.filter((reader) => reader.accepts(unit)).map((reader) => reader.read(unit, sight));
  });
}

/** Heads the readers accept. */
const HEADS = [
  ...['v1 Pod', 'apps/v1 Deployment', 'apps/v1 StatefulSet', 'batch/v1 CronJob', 'v1 List', 'v1 SecretList'],
  ...[
    'v1 Secret',
    'v1 ConfigMap',
    'v1 ServiceAccount',
    'networking.k8s.io/v1 Ingress',
    'bitnami.com/v1alpha1 SealedSecret',
    'kubernetes-client.io/v1 ExternalSecret',
  ],
  ...['ExternalSecret', 'ClusterExternalSecret', 'PushSecret', 'SecretStore'].map(
    (kind) => `external-secrets.io/v1 ${kind}`,
  ),
];

/** Fields the readers look into, so that odd shapes reach deep. */
const FIELDS = [
  ...[
    'metadata',
    'name',
    'annotations',
    'spec',
    'template',
    'containers',
    'env',
    'envFrom',
    'valueFrom',
    'secretKeyRef',
  ],
  ...[
    'volumes',
    'secret',
    'secretName',
    'projected',
    'sources',
    'items',
    'key',
    'path',
    'volumeMounts',
    'subPath',
    'value',
  ],
  ...['data', 'dataFrom', 'extract', 'rewrite', 'regexp', 'source', 'target', 'remoteRef', 'templateFrom', 'literal'],
  ...[
    'provider',
    'auth',
    'secretRef',
    'encryptedData',
    'tls',
    'schedule',
    'jobTemplate',
    'replicas',
    'kind',
    'sops',
    'mac',
  ],
];

const { value: shape } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'large' },
    fc.constantFrom('moat', '{{ .a }}', '$(A)', '', 'ENC[x]', '(.*)', 'p_$1', '0'),
    fc.constantFrom<unknown>(null, true, -1, 1e308, 0.5),
    fc.string({ maxLength: 12 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 6 }),
  ),
}));

describe('any shape', () => {
  test.each(HEADS)('%s', (head) => {
    const [apiVersion, kind] = head.split(' ');
    const body = fc.dictionary(fc.constantFrom('spec', 'data', 'items', 'template', 'sops'), shape, { maxKeys: 4 });
    fc.assert(
      fc.property(body, (rest) => {
        const readings = readAll(JSON.stringify({ apiVersion, kind, metadata: { name: 'moat' }, ...rest }));
        for (const { facts, notes } of readings)
          for (const said of [...facts, ...notes]) expect(said.at.file).toBe('moat.yaml');
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

const CANARY = 'kt-canary-Xq7vJ2mW9rTz4LbN';
const CANARIES = [CANARY, Buffer.from(CANARY).toString('base64').slice(0, 30), encodeURIComponent(`${CANARY}/`)];

const PLANTED = `
apiVersion: v1
kind: Secret
metadata: { name: keep }
data: { a: ${Buffer.from(CANARY).toString('base64')}, b: "${CANARY}" }
stringData: { url: "postgres://u:${CANARY}@h/d", doc: "x: 1\\npassword: ${CANARY}\\n${CANARY}==" }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: keep }
data:
  plain: ${CANARY}
  file: |
    password=${CANARY}
    ${CANARY}==
    token: "${CANARY}" # ${CANARY}
    mixed: redis://:${CANARY}@h
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: keep }
spec:
  template:
    spec:
      containers:
        - name: c
          env:
            - { name: A, value: "${CANARY}" }
            - { name: B, value: "amqp://u:${CANARY}@h/$(A)" }
            - { name: C, value: "$(B)${CANARY}$(Z)" }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: keep }
spec:
  secretStoreRef: { name: s }
  target:
    template:
      data: { a: "${CANARY}", b: "x{{ .p }}${CANARY}", c: '{{ printf "${CANARY}%s" .p }}' }
      templateFrom: [{ literal: "k: ${CANARY}\\nl: {{ .p }}${CANARY}\\n" }]
  dataFrom: [{ extract: { key: i } }]
---
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: keep }
spec: { provider: { vault: { server: "https://u:${CANARY}@vault.example/?token=${CANARY}", auth: {} } } }
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: keep }
spec: { encryptedData: { a: "${CANARY}" }, template: { data: { b: "{{ .a }}${CANARY}" } } }
`;

test('no value comes out', () => {
  const readings = readAll(PLANTED);
  const said = JSON.stringify(readings);
  expect(readings.flatMap(({ facts }) => facts).length).toBeGreaterThan(20);
  for (const canary of CANARIES) expect(said).not.toContain(canary);
});
