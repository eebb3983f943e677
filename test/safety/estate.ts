/**
 * An estate of every kind of file the tool reads, a canary wherever a value can stand: as a value, in a longer text, in a
 * comment, in a document that does not parse, in a file that is skipped.
 */
import { canary } from './canaries.ts';

const names: string[] = [];

function plant(name: string): string {
  names.push(name);
  return canary(name);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const percent = encodeURIComponent;

const secret = `# an old one: ${plant('secret-comment')}
apiVersion: v1
kind: Secret
metadata:
  name: mooring
  annotations:
    note: "${plant('secret-annotation')}"
data:
  password: ${base64(plant('secret-data'))}
  url: ${base64(`postgres://mate:${percent(plant('secret-data-url'))}@db.harbour.test/tides`)}
  odd: "%%%${plant('secret-invalid-base64')}"
stringData:
  api-key: "${plant('secret-string-data')}"
  dsn: 'Server=db.harbour.test;User=mate;Password=${plant('secret-key-value-string')};'
  config.ini: |
    [mooring]
    password = ${plant('secret-document')}
---
apiVersion: v1
kind: Secret
metadata: { name: broken }
stringData:
  token: "${plant('secret-unclosed')}
  next: [
---
apiVersion: v1
kind: Secret
metadata: { name: duplicate }
stringData:
  token: &token ${plant('secret-anchor')}
  token: *token
  tagged: !hidden ${plant('secret-tag')}
---
{{- if .Values.on }}
apiVersion: v1
kind: Secret
stringData: { token: "${plant('secret-template')}" }
{{- end }}
`;

const workload = `apiVersion: apps/v1
kind: Deployment
metadata: { name: tug }
spec:
  template:
    spec:
      containers:
        - name: engine
          image: harbour/tug:3
          command: ["run", "--token=${plant('workload-command')}"]
          args: ["postgres://mate:${percent(plant('workload-argument'))}@db/x"]
          env:
            - { name: TUG_PASSWORD, value: "${plant('workload-literal')}" }
            - { name: TUG_URL, value: "amqp://mate:${percent(plant('workload-url'))}@mq.harbour.test/" }
            - { name: TUG_KEY, valueFrom: { secretKeyRef: { name: mooring, key: api-key } } }
          envFrom: [{ secretRef: { name: mooring } }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: tug }
data:
  TUG_TOKEN: ${plant('config-map')}
  app.properties: |
    tug.password=${plant('config-map-document')}
    tug.url=jdbc:postgresql://db/tides?user=mate&password=${percent(plant('config-map-jdbc'))}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: mooring }
spec:
  refreshInterval: 7m
  secretStoreRef: { name: hold, kind: SecretStore }
  target:
    template:
      data:
        url: "postgres://mate:${percent(plant('external-secret-template'))}@db/{{ .name }}"
        fixed: "${plant('external-secret-literal')}"
  data:
    - { secretKey: key, remoteRef: { key: prod/mooring, property: key } }
---
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: hold }
spec:
  provider: { fake: { data: [{ key: a, value: "${plant('secret-store')}" }] } }
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: ballast }
spec: { encryptedData: { password: "${plant('sealed-secret')}" } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: gate, annotations: { auth: "Basic ${plant('ingress-annotation')}" } }
spec: { tls: [{ hosts: [gate.harbour.test], secretName: mooring }] }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: sweep }
spec:
  schedule: "17 3 * * *"
  jobTemplate: { spec: { template: { spec: { containers: [{ name: sweep, image: x, env: [{ name: SWEEP_TOKEN, value: "${plant('cron-job-literal')}" }] }] } } } }
`;

const compose = `x-shared: &shared
  SHARED_PASSWORD: ${plant('compose-anchor')}
services:
  lamp:
    image: harbour/lamp
    command: ["--password=${plant('compose-command')}"]
    build: { context: ., args: { NPM_TOKEN: "${plant('compose-build-argument')}" } }
    environment:
      <<: *shared
      LAMP_PASSWORD: "${plant('compose-environment')}"
      LAMP_URL: redis://:${percent(plant('compose-url'))}@cache:6379/0
      LAMP_DEFAULT: "\${LAMP_DEFAULT:-${plant('compose-default')}}"
    env_file: [lamp.env]
    labels: ["auth=${plant('compose-label')}"]
    healthcheck: { test: "curl -u mate:${plant('compose-healthcheck')} http://localhost" }
    secrets: [wick]
  horn:
    environment: ["HORN_TOKEN=${plant('compose-list')}"]
secrets:
  wick: { file: ./wick.txt }
configs:
  shine: { content: "password=${plant('compose-config')}" }
`;

/** Files by path. */
export const ESTATE: Readonly<Record<string, string>> = {
  'cluster/mooring.yaml': secret,
  'cluster/tug.yaml': workload,
  'cluster/list.json': JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'json' }, stringData: { token: plant('json-secret') } },
    ],
  }),
  'cluster/broken.json': `{"kind": "Secret", "stringData": {"token": "${plant('json-broken')}"`,
  'cluster/crd.yaml': `kind: CustomResourceDefinition\nspec: { secretKey: "${plant('crd')}" }\n`,
  'cluster/sops.yaml': `password: ${plant('sops-left-plain')}\nsops: { version: 3.9.1, mac: "ENC[x]" }\n`,
  'cluster/nul.yaml': `kind: Secret\nstringData: { token: "${plant('binary')}" }\n\0`,
  'pier/compose.yaml': compose,
  'pier/compose.override.yaml': `services: { lamp: { environment: { EXTRA_TOKEN: "${plant('compose-override')}" } } }\n`,
  'pier/lamp.env': `# was ${plant('env-comment')}\nLAMP_KEY=${plant('env-value')}\nexport LAMP_QUOTED="${plant('env-quoted')}" # now\nBROKEN="${plant('env-unclosed')}\n`,
  'pier/.env': `LAMP_DEFAULT=${plant('dot-env')}\nCOPY_URL=postgres://mate:${percent(plant('env-url'))}@db/tides\nJOINED=\${LAMP_DEFAULT}-${plant('env-joined')}\n`,
  'pier/.env.example': `LAMP_KEY=${plant('env-example')}\n`,
  'pier/wick.txt': `${plant('secret-file')}\n`,
  'host/crontab': `MAILTO=mate\nSWEEP_TOKEN=${plant('crontab-variable')}\n5 4 * * * /usr/bin/sweep --password ${plant('crontab-command')} $SWEEP_TOKEN\nnot a line ${plant('crontab-broken')}\n`,
  '.github/workflows/tide.yml': `on: { schedule: [{ cron: "9 2 * * *" }] }
env: { TOP_TOKEN: "${plant('workflow-env')}" }
jobs:
  tide:
    runs-on: ubuntu-latest
    env: { JOB_TOKEN: "\${{ secrets.TIDE_TOKEN }}" }
    steps:
      - run: curl -H "Authorization: ${plant('workflow-run')}" https://x \${{ secrets.TIDE_TOKEN }}
      - uses: a/b@v1
        with: { password: "${plant('workflow-with')}", token: "\${{ secrets.OTHER || '${plant('workflow-default')}' }}" }
`,
  CODEOWNERS: `/cluster/ @harbour/pilots # ${plant('codeowners-comment')}\n`,
  'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: tug, annotations: { k: "${plant('catalog-annotation')}" } }\nspec: { owner: pilots }\n`,
  '.gitignore': '.env.local\n',
  '.env.local': `TOKEN=${plant('ignored-env')}\n`,
};

/** Names of all canaries in it. */
export const CANARIES: readonly string[] = names;

/** Files whose canaries the readers must have looked at, or the test proves nothing. */
export const READ_FOR_CERTAIN = [
  '.github/workflows/tide.yml',
  'cluster/list.json',
  'cluster/mooring.yaml',
  'cluster/tug.yaml',
  'host/crontab',
  'pier/.env',
  'pier/compose.yaml',
  'pier/lamp.env',
] as const;
