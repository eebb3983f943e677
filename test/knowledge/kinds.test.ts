import { describe, expect, it } from 'vitest';
import { createKindProof } from '../../analyzer/src/knowledge/kinds.ts';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import { TABLES } from '../../analyzer/src/knowledge/rows.ts';

const { kindsOfName, kinds } = loadKnowledge();
const proof = createKindProof([...kinds.values()], TABLES.values, kindsOfName);
const body = (length: number) => 'kT7q'.repeat(length).slice(0, length);

describe('kindsOfName', () => {
  it.each([
    ['STRIPE_SECRET_KEY', 'stripe-secret-key'],
    ['MYSQL_ROOT_PASSWORD', 'mysql-password'],
    ['ledgerPostgresPassword', 'postgresql-password'],
    ['S3_SECRET_ACCESS_KEY', 'aws-iam-access-key'],
    ['tls.key', 'tls-server-key'],
    ['GF_SECURITY_ADMIN_PASSWORD', 'grafana-admin-password'],
    ['ConnectionStrings__Ledger', 'sqlserver-login'],
    ['TF_VAR_db_ledger_password', 'aws-rds-master-password'],
  ])('%s is first of all %s', (name, kind) => expect(kindsOfName(name)[0]?.id).toBe(kind));

  it('says nothing about a bare word', () => expect(kindsOfName('password')).toEqual([]));

  it('keeps every pattern of the table alive: each kind is found by a name its pattern spells', () => {
    const dead = [...kinds.values()].flatMap((kind) =>
      kind.detect.envNames
        .filter((pattern) => !kindsOfName(spelled(pattern)).includes(kind))
        .map((pattern) => `${kind.id}: ${pattern} as ${spelled(pattern)}`),
    );
    expect(dead).toEqual([]);
  });
});

/** One name that a pattern matches: first alternatives, wildcards as X, optional parts left out. */
function spelled(pattern: string): string {
  let text = pattern.replace(/^\^|\$$/g, '').replace(/\\\./g, '.');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/\(([^()]*)\)\?/g, '').replace(/\(([^()|]*)[^()]*\)(?!\?)/g, '$1');
  }
  return text
    .replace(/\[(.)[^\]]*\][+*]?/g, '$1')
    .replace(/\.[+*]/g, 'X')
    .replace(/.\?/g, '');
}

describe('proof by value', () => {
  it.each([
    ['ghp_', 36, 'LEDGER', 'github-pat'],
    ['npm_', 36, 'LEDGER', 'npm-token'],
    ['glpat-', 20, 'LEDGER', 'gitlab-access-token'],
    ['sk_live_', 24, 'LEDGER', 'stripe-secret-key'],
  ])('%s proves a kind whatever the name', (prefix, length, name, kind) =>
    expect(proof.ofValue(prefix + body(length), name)?.id).toBe(kind),
  );

  it('lets the name choose among kinds that share a prefix', () => {
    const pem = '-----BEGIN PRIVATE KEY-----';
    expect(proof.ofValue(pem, 'LEDGER')).toBeNull();
    expect(proof.ofValue(pem, 'tls.key')?.id).toBe('tls-server-key');
    expect(proof.ofValue(pem, 'JWT_PRIVATE_KEY')?.id).toBe('jwt-signing-jwks');
  });

  it('believes a common shape only where the name agrees', () => {
    const uuid = '0f1e2d3c-4b5a-4978-8a9b-0c1d2e3f4a5b';
    expect(proof.ofValue(uuid, 'ORDER')).toBeNull();
    expect(proof.ofValue(uuid, 'VAULT_SECRET_ID')?.id).toBe('vault-approle-secret-id');
  });

  it('finds a JSON key file by what stands in it', () => {
    expect(proof.ofValue('{\n "type": "service_account", "project_id": "ledger"}', 'key.json')?.id).toBe(
      'gcp-service-account-key',
    );
    expect(proof.ofValue('{"auths": {}}', '.dockerconfigjson')?.id).toBe('docker-registry-credential');
  });
});

describe('proof by scheme', () => {
  it.each([
    ['postgresql+psycopg2', 'postgresql-password'],
    ['jdbc:mysql', 'mysql-password'],
    ['amqps', 'rabbitmq-user'],
    ['smtp', 'smtp-password'],
    ['mongodb+srv', 'mongodb-scram'],
    ['redis+sentinel', 'redis-requirepass'],
  ])('%s', (scheme, kind) => expect(proof.ofScheme(scheme, 'LEDGER')?.id).toBe(kind));

  it('tells nothing from https', () => expect(proof.ofScheme('https', 'LEDGER')).toBeNull());
});
