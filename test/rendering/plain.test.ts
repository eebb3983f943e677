/** Which files are worth reading, and as what. */
import { describe, expect, test } from 'vitest';
import { environmentOfFileName, environmentOfFolders } from '../../analyzer/src/rendering/environment.ts';
import { isCandidate, plainSyntaxOf } from '../../analyzer/src/rendering/plain.ts';
import { plainUnits } from '../../analyzer/src/rendering/units.ts';

describe('a file is read as', () => {
  test.each([
    ['apps/reef.yaml', 'yaml'],
    ['apps/reef.json', 'yaml'],
    ['package-lock.json', null],
    ['web/tsconfig.build.json', null],
    ['web/pnpm-lock.yaml', null],
    ['web/reef.schema.json', null],
    ['.env', 'env'],
    ['reef/.env.production', 'env'],
    ['reef/coral.env', 'env'],
    ['.envrc', 'env'],
    ['deploy/crontab', 'crontab'],
    ['etc/cron.d/reef', 'crontab'],
    ['reef.cron', 'crontab'],
    ['.github/CODEOWNERS', 'lines'],
    ['.github/workflows/reef.yml', 'yaml'],
    ['README.md', null],
  ])('%s: %s', (path, syntax) => {
    expect(plainSyntaxOf(path)?.syntax ?? null).toBe(syntax);
  });
});

test('CODEOWNERS counts only where the forges look for it', () => {
  expect(plainSyntaxOf('src/CODEOWNERS')?.syntax).not.toBe('lines');
});

describe('by its bytes a file', () => {
  test.each([
    ['reef.yaml', 'kind: Deployment\n'],
    ['reef.yaml', 'kind: Anemone\nspec: { passwordSecretRef: {} }\n'],
    ['reef.yaml', 'kind: ConfigMap\n'],
    ['reef.json', '{"kind":"CronJob"}'],
    ['reef.sops.yaml', 'coral: ENC[x]\nsops:\n  mac: y\n'],
    ['.github/workflows/reef.yml', 'jobs: { a: { secrets: inherit } }'],
    ['reef.yaml', 'openapi: 3.0.1\n---\nkind: Secret\n'],
    ['reef.yaml', '# openapi: 3.0.1\nkind: Secret\n'],
    ['reef.yaml', 'openapis: 3\nkind: Secret\n'],
    ['compose.yaml', 'services: {}'],
    ['old/docker-compose-reef.yml', ''],
    ['catalog-info.yaml', 'apiVersion: backstage.io/v1alpha1'],
    ['.env', 'export CORAL=pink'],
    ['crontab', '0 3 * * * feed'],
    ['CODEOWNERS', '* @reef'],
  ])('is worth parsing: %s %j', (path, text) => {
    expect(isCandidate(path, text)).toBe(true);
  });

  test.each([
    ['reef.yaml', 'kind: Namespace\n'],
    ['reef.yaml', 'secret: but of no kind\n'],
    ['reef.yaml', 'mankind: Deployment\n'],
    ['.github/workflows/reef.yml', 'jobs: { a: { run: make } }'],
    ['.env', '# nothing\n'],
    ['reef.txt', 'kind: Secret'],
    ['reef.yaml', 'openapi: 3.0.1\ncomponents: { x: { kind: Secret } }\n'],
    ['reef.yaml', '---\n# tides\nswagger: "2.0"\nx: { kind: Secret }\n'],
    ['reef.json', '{ "openapi": "3.1.0", "x": { "kind": "Secret" } }'],
  ])('is not: %s %j', (path, text) => {
    expect(isCandidate(path, text)).toBe(false);
  });
});

test('only the documents with a keyword become units, each with its number', () => {
  const text = 'kind: Namespace\n---\nkind: Secret\n---\nkind: Namespace\n---\nkind: Pod\n';
  const { units } = plainUnits('deploy/staging/reef.yaml', text);
  expect(units.map(({ id, context }) => [id, context.root, context.environment])).toEqual([
    ['deploy/staging/reef.yaml#2', 'deploy/staging/reef.yaml', 'staging'],
    ['deploy/staging/reef.yaml#4', 'deploy/staging/reef.yaml', 'staging'],
  ]);
});

describe('an environment is named', () => {
  test.each([
    ['overlays/prod/reef.yaml', 'prod'],
    ['clusters/prod-eu/reef.yaml', 'prod'],
    ['apps/staging/test/reef.yaml', 'test'],
    ['apps/local-path-provisioner/reef.yaml', null],
    ['apps/dev-tools/reef.yaml', null],
    ['products/reef.yaml', null],
    ['prod.yaml', null],
  ])('by the folders of %s: %s', (path, environment) => {
    expect(environmentOfFolders(path)).toBe(environment);
  });

  test.each([
    ['.env.production', 'production'],
    ['a/compose.uat.yaml', 'uat'],
    ['values-dev.yaml', 'dev'],
    ['productive.yaml', null],
  ])('by the name of %s: %s', (path, environment) => {
    expect(environmentOfFileName(path)).toBe(environment);
  });
});
