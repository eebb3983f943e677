import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import { createSight } from '../../analyzer/src/knowledge/sight.ts';
import type { ValueSeen } from '../../analyzer/src/model/fact.ts';

const sight = createSight(loadKnowledge());
/** `${name}`, which a linter would take for a forgotten template string. */
const ref = (name: string) => `$\u007b${name}}`;
const CANARY = 'Vq8-harbour-Zt4wLm';

/** A span as wide as the text plus `quotes` columns, at column 9 of a line. */
const spanOf = (text: string, quotes = 0) => ({
  file: 'harbour.env',
  line: 7,
  column: 9,
  endLine: 7,
  endColumn: 9 + text.length + quotes,
});
const look = (text: string, name = 'HARBOUR', quotes = 0) => sight.look(text, spanOf(text, quotes), name);
const short = ({ state, form }: ValueSeen) => `${state} ${form}`;

/** What the columns of `valueAt` cover in the text. */
function covered(text: string, seen: ValueSeen, quotes = 0): string | null {
  return seen.valueAt && text.slice(seen.valueAt.column - 9 - quotes / 2, seen.valueAt.endColumn - 9 - quotes / 2);
}

describe('state and form', () => {
  it.each([
    // [text, name, state and form]
    [CANARY, 'HARBOUR_PASSWORD', 'value plain'],
    ['', 'API_KEY', 'empty unknown'],
    ['null', 'API_KEY', 'empty unknown'],
    ['changeit', 'POSTGRES_PASSWORD', 'placeholder plain'],
    ['generate_a_new_key', 'APP_KEY', 'placeholder plain'],
    ['your_api_key_here', 'API_KEY', 'placeholder plain'],
    ['SomeRandomStringOf32CharsExactly', 'APP_KEY', 'placeholder plain'],
    ['PLEASE_REPLACE_WITH_32_CHAR_CODE', 'APP_KEY', 'placeholder plain'],
    ['replace-me-with-a-random-string', 'APP_KEY', 'placeholder plain'],
    ['sk-proj-xxxxxxxx', 'OPENAI_API_KEY', 'placeholder plain'],
    ['<random-strong-secret>', 'SECRET', 'placeholder plain'],
    ['[REDACTED]', 'SECRET', 'placeholder plain'],
    ['CAFEBABE', 'SECRET', 'placeholder plain'],
    ['whsec_', 'STRIPE_WEBHOOK_SECRET', 'placeholder plain'],
    ['AKIAIOSFODNN7EXAMPLE', 'AWS_ACCESS_KEY_ID', 'placeholder plain'],
    ['HARBOUR_TOKEN', 'HARBOUR_TOKEN', 'placeholder plain'],
    ['postgres', 'POSTGRES_PASSWORD', 'weak-default plain'],
    ['minio123', 'MINIO_ROOT_PASSWORD', 'weak-default plain'],
    ['supersecret', 'JWT_SECRET', 'weak-default plain'],
    ['P@ssw0rd!', 'SA_PASSWORD', 'weak-default plain'],
    ['astronomy_password', 'POSTGRES_ASTRONOMY_PASSWORD', 'weak-default plain'],
    ['12345678', 'ADMIN_PASSWORD', 'weak-default plain'],
    [ref('DB_PASSWORD'), 'DB_PASSWORD', 'reference plain'],
    [ref('DB_PASSWORD:-harbour'), 'DB_PASSWORD', 'reference plain'],
    ['$(DB_PASSWORD)', 'DB_PASSWORD', 'reference plain'],
    [`${ref('{ secrets.HARBOUR }')}}`, 'TOKEN', 'reference plain'],
    ['{{ .Values.password }}', 'PASSWORD', 'reference plain'],
    ['%HARBOUR%', 'PASSWORD', 'reference plain'],
    ['op://vault/harbour/password', 'PASSWORD', 'reference plain'],
    ['arn:aws:secretsmanager:eu-west-1:1:secret:harbour', 'SECRET', 'reference plain'],
    ['ref+vault://harbour#/pw', 'PASSWORD', 'reference plain'],
    ['ENC[AES256_GCM,data:Zm9v,iv:YmFy,tag:YmF6,type:str]', 'PASSWORD', 'encrypted unknown'],
    ['vault:v1:8SDd3WHDOjf7mq69CyCqYjBXAiQQAVZRkFM13ok481zo', 'PASSWORD', 'encrypted unknown'],
    ['true', 'HARBOUR_SECRET', 'value plain-setting'],
    ['42', 'HARBOUR_KEY', 'value plain-setting'],
    ['15m', 'HARBOUR_TOKEN', 'value plain-setting'],
    ['valkey-cart:6379', 'VALKEY_ADDR', 'value plain-setting'],
    ['harbour.orders.svc', 'HARBOUR', 'value plain-setting'],
    ['https://harbour.test/api?page=2', 'HARBOUR_KEY', 'value plain-setting'],
    [`http://${ref('HOST')}:${ref('PORT')}`, 'HARBOUR', 'reference plain-setting'],
    ['ghcr.io/valkey-io/valkey:9.0.4-alpine3.23', 'VALKEY_IMAGE', 'value plain-setting'],
    ['/run/secrets/harbour_password', 'HARBOUR_PASSWORD', 'value plain-setting'],
    ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA harbour', 'DEPLOY_KEY', 'value plain-setting'],
    ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', 'tls.crt', 'value plain-setting'],
    ['-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n', 'tls.key', 'value plain'],
    ['[server]\npassword = harbour\n', 'config.ini', 'value document'],
    ['{"auths":{"harbour.test":{}}}', '.dockerconfigjson', 'value document'],
    ['admin:4711', 'BASIC_AUTH', 'value plain'],
    ['$2y$10$abcdefghijklmnopqrstuv', 'HARBOUR_PASSWORD', 'value plain'],
    ['https://hooks.slack.com/services/T0/B0/harbour', 'NOTIFY', 'value plain'],
    ['https://n8n.harbour.io/webhook/0f1e2d3c', 'WEBHOOK_URL', 'value plain'],
  ])('%s under %s is %s', (text, name, expected) => expect(short(look(text, name))).toBe(expected));
});

describe('connection strings', () => {
  it.each([
    // [text, covered secret, host, kind]
    [`postgres://orders:${CANARY}@db.harbour:5432/orders`, CANARY, 'db.harbour', 'postgresql-password'],
    [`postgresql+asyncpg://orders:${CANARY}@db/orders`, CANARY, 'db', 'postgresql-password'],
    [`redis://:${CANARY}@cache.harbour:6379/0`, CANARY, 'cache.harbour', 'redis-requirepass'],
    [`mongodb://o:${CANARY}@m1:27017,m2:27017/orders`, CANARY, 'm1', 'mongodb-scram'],
    [`amqps://o:${CANARY}@[fd00::7]:5671/v`, CANARY, 'fd00::7', 'rabbitmq-user'],
    [`jdbc:postgresql://db.harbour/orders?user=o&password=${CANARY}`, CANARY, 'db.harbour', 'postgresql-password'],
    [
      `jdbc:sqlserver://db.harbour:1433;user=o;password=${CANARY};encrypt=true`,
      CANARY,
      'db.harbour',
      'sqlserver-login',
    ],
    [`jdbc:oracle:thin:o/${CANARY}@db.harbour:1521/X`, CANARY, 'db.harbour', 'oracle-db-password'],
    [`Host=db.harbour;Username=o;Password=${CANARY};Database=orders`, CANARY, 'db.harbour', null],
    [`Server=tcp:db.harbour,1433;User ID=o;Password="${CANARY}"`, CANARY, 'db.harbour', null],
    [`host=db.harbour user=o password='${CANARY}' dbname=orders`, CANARY, 'db.harbour', 'postgresql-password'],
    [`cache.harbour:6380,password=${CANARY},ssl=True`, CANARY, null, null],
    [
      `DefaultEndpointsProtocol=https;AccountName=harbour;AccountKey=${CANARY}==`,
      `${CANARY}==`,
      null,
      'azure-storage-account-key',
    ],
    [
      `Endpoint=sb://harbour.bus/;SharedAccessKeyName=k;SharedAccessKey=${CANARY}=`,
      `${CANARY}=`,
      'harbour.bus',
      'azure-service-bus-sas',
    ],
    [`org.ScramLoginModule required username="o" password="${CANARY}";`, CANARY, null, null],
    [`o:${CANARY}@tcp(db.harbour:3306)/orders`, CANARY, 'db.harbour', 'mysql-password'],
    [`https://files.harbour/b?sv=1&sig=${CANARY}`, CANARY, 'files.harbour', null],
    [`https://${CANARY}@git.harbour/orders.git`, CANARY, 'git.harbour', null],
    [`o:${CANARY}@db.harbour:7687`, CANARY, 'db.harbour', null],
    [`amqp://o:a/b#${CANARY}@mq.harbour`, `a/b#${CANARY}`, 'mq.harbour', 'rabbitmq-user'],
  ])('%s', (text, secret, host, kind) => {
    const seen = look(text, 'HARBOUR');
    expect(short(seen)).toBe('value connection-string');
    expect(covered(text, seen)).toBe(secret);
    expect(seen.host).toBe(host);
    expect(seen.kind).toBe(kind);
  });

  it('calls a reference in the place of the password a reference', () => {
    const seen = look(`postgres://u:${ref('P:-x@y/z')}@${ref('DB_HOST')}/d`, 'DATABASE_URL');
    expect(seen).toEqual({
      state: 'reference',
      form: 'connection-string',
      kind: 'postgresql-password',
      valueAt: null,
      encoding: 'plain',
      host: null,
    });
  });

  it('says weak default where user and password are one word', () =>
    expect(short(look('postgres://harbourer:harbourer@db/d'))).toBe('weak-default connection-string'));

  it('says empty where the password is left out', () =>
    expect(short(look('redis://:@cache'))).toBe('empty connection-string'));

  it('sees no secret in a URL with only a user', () => {
    expect(short(look('postgres://orders@db/orders', 'DATABASE_URL'))).toBe('value plain-setting');
    expect(short(look('mailto:harbour@quay.org'))).not.toContain('connection-string');
  });

  it('tells percent encoding, so that equal passwords meet', () => {
    const text = 'postgres://o:Vq8%2Fharbour@db/d';
    const seen = look(text);
    expect(seen.encoding).toBe('percent');
    expect(covered(text, seen)).toBe('Vq8%2Fharbour');
  });
});

describe('valueAt', () => {
  it('leaves quotes out', () => {
    expect(covered(CANARY, look(CANARY, 'PASSWORD', 2), 2)).toBe(CANARY);
    const url = `postgres://o:${CANARY}@db/d`;
    expect(covered(url, look(url, 'DATABASE_URL', 2), 2)).toBe(CANARY);
  });

  it('names no part of a text that is written differently in the file', () => {
    const url = `postgres://o:${CANARY}@db/d`;
    expect(look(url, 'DATABASE_URL', 5).valueAt).toBeNull();
    expect(look(CANARY, 'PASSWORD', 5).valueAt).toEqual(spanOf(CANARY, 5));
    const lines = { ...spanOf(url), endLine: 9 };
    expect(sight.look(url, lines, 'DATABASE_URL').valueAt).toBeNull();
  });

  it('is null where there is nothing to compare', () => {
    for (const text of ['', 'changeme', ref('HARBOUR'), 'true', 'postgres', 'ENC[AES256_GCM,data:x]'])
      expect(look(text, 'HARBOUR_PASSWORD').valueAt, text).toBeNull();
  });
});

describe('base64', () => {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  const see = (text: string, name: string) => sight.look(text, spanOf(text), name, 'base64');

  it('looks behind it once and names the whole place', () => {
    const text = encoded(`postgres://o:${CANARY}@db.harbour/d`);
    const seen = see(text, 'uri');
    expect(short(seen)).toBe('value connection-string');
    expect(seen).toMatchObject({ host: 'db.harbour', encoding: 'base64', valueAt: spanOf(text) });
    expect(short(see(encoded('changeme'), 'password'))).toBe('placeholder plain');
  });

  it('takes a template in its place as a reference, and binary as a value of unknown form', () => {
    expect(short(see(ref('HARBOUR_BASE64'), 'password'))).toBe('reference plain');
    expect(short(see('AAECA//+gIE=', 'keystore'))).toBe('value unknown');
  });
});

describe('safety', () => {
  it('lets nothing of a value out', () => {
    const texts = [
      CANARY,
      `postgres://o:${CANARY}@db/d`,
      `Server=db;Password=${CANARY};X=1`,
      `ghp_${CANARY}`,
      `https://hooks.slack.com/services/${CANARY}`,
      `{"auths":{"h":{"password":"${CANARY}"}}}`,
    ];
    for (const text of texts) expect(JSON.stringify(look(text, 'HARBOUR_PASSWORD'))).not.toContain('harbour-Zt4');
  });

  it('answers for hostile values without taking long', () => {
    const long = 200_000;
    const texts = [
      'a',
      '{{',
      '${',
      '@',
      ':',
      'a@',
      'a:',
      'a=b;',
      'a=b ',
      '/',
      '.',
      'a.',
      '1',
      '"',
      '\\',
      'x://',
      '%',
      'your-',
      '\n',
    ];
    for (const text of texts) {
      const hostile = text.repeat(Math.ceil(long / text.length));
      for (const [before, after] of [
        ['', ''],
        ['postgres://', '@'],
        ['{"', ''],
        ['-----BEGIN ', ''],
      ])
        expect(look(`${before}${hostile}${after}`, 'HARBOUR_PASSWORD').encoding).toMatch(/plain|percent/);
    }
  }, 5000);
});
