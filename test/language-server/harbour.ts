/** A small estate with the whole chain: store item → ExternalSecret → Secret key → Deployment → code, and a second reader of each kind. */

export const HARBOUR = {
  'skaffold.yaml': `apiVersion: skaffold/v4beta11
kind: Config
build:
  artifacts:
    - image: harbour/tide-api
      context: services/tide-api
`,
  'services/tide-api/Dockerfile': `FROM node:24
COPY . .
CMD ["node", "src/server.js"]
`,
  'services/tide-api/package.json': `{ "name": "tide-api", "scripts": { "start": "node src/server.js" }, "dependencies": { "pg": "8" } }
`,
  'services/tide-api/src/server.js': `const { Pool } = require('pg');

// The tide tables live in PostgreSQL.
const pool = new Pool({ host: 'tide-db', user: 'tide', password: process.env.TIDE_DB_PASSWORD });

module.exports = { pool };
`,
  'k8s/tide.yaml': `# The tables of the harbour
apiVersion: apps/v1
kind: Deployment
metadata:
  name: tide-api # asked by every ferry
  namespace: quay
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: app
          image: harbour/tide-api:7
          env:
            - name: TIDE_DB_PASSWORD
              valueFrom:
                secretKeyRef:
                  name: tide-db
                  key: ebb-password
`,
  'k8s/store.yaml': `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: tide-db
  namespace: quay
spec:
  refreshInterval: 2m
  secretStoreRef:
    name: vault-of-the-quay
    kind: ClusterSecretStore
  target:
    name: tide-db
  data:
    - secretKey: ebb-password
      remoteRef:
        key: prod/tide/db
        property: password
`,
} as const;
