/** An estate whose credential is a PostgreSQL role: one service and one ledger, both with the value in their environment. */
const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ferry, labels: { team: ferrymen } }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${name}
          image: ferry/${name}:7
          env:
            - { name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: tide-db, key: password } } }
`;

const secret = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: tide-db, namespace: ferry }
spec:
  refreshInterval: 1m
  secretStoreRef: { name: vault, kind: ClusterSecretStore }
  target: { name: tide-db }
  data:
    - { secretKey: password, remoteRef: { key: ferry/tide-db, property: password } }
---
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: { name: vault }
spec: { provider: { vault: { server: "https://vault.ferry.test", path: kv } } }
`;

/** Connections live a second, so that N is one too and a test can wait for it. */
const declared = `version: 1
clusters: [{ name: quay, paths: ["**"] }]
credentials:
  - match: { secret: tide-db, namespace: ferry, key: password }
    name: tide-db
    kind: postgresql-password
    dependency: { name: tide-postgres, acceptance: identity-replacement, slots: 1 }
overrides:
  - consumer: ferry/Deployment/tide-api
    refresh: poll
    interval: PT1S
    connectionLifetime: PT1S
    reason: it asks the file every second and closes connections after one
  - consumer: ferry/Deployment/tide-ledger
    startup: PT10S
    action: { does: restart it, takes: PT1M }
    reason: it reads its environment
`;

export const FERRY: Readonly<Record<string, string>> = {
  'manifests/api.yaml': deployment('tide-api'),
  'manifests/ledger.yaml': deployment('tide-ledger'),
  'manifests/secret.yaml': secret,
  'keyturn.yaml': declared,
};
