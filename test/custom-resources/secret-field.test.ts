/** A text is a Secret's name only where its field says so; what may be a value is never taken for a name or a key. */
import { describe, expect, test } from 'vitest';
import { namesKey, namesSecret, refersToSecret } from '../../analyzer/src/syntax/secret-field.ts';

describe('names of Secrets', () => {
  test.each([
    ['existingSecret', 'kraken-login', null],
    ['existingSecretName', 'kraken-login', null],
    ['existingMasterKeySecret', 'kraken-key', null],
    ['secretName', 'kraken-{{ .Values.region }}', null],
    ['postgresSecretRef', 'kraken-db', null],
    ['extraEnvVarsSecret', 'kraken-env', 'env-from'],
    ['envFromSecret', 'kraken-env', 'env-from'],
    ['imagePullSecrets', 'kraken-pull', 'image-pull'],
    ['tlsSecretName', 'kraken-tls', 'tls'],
    ['githubConfigSecret', 'kraken-app', 'api'],
  ])('%s: %s', (field, text, form) => {
    expect(namesSecret(field, text)).toMatchObject({ form });
  });

  test.each([
    ['clientSecret', 'tentacle-grip-42'],
    ['secret', 'tentacle-grip-42'],
    ['jwtSecret', 'tentacle'],
    ['cookieSecret', 'tentacle'],
    ['secretKey', 'tentacle'],
    ['existingSecret', 'Not A Name'],
    ['existingSecret', 'UPPERCASE'],
    ['existingSecret', ''],
    ['secretName', 'false'],
  ])('%s: %s is none', (field, text) => {
    expect(namesSecret(field, text)).toBeNull();
  });

  test('a mapping refers by the name of its field', () => {
    const fields = [
      'secretKeyRef',
      'passwordSecret',
      'apiTokenSecretRef',
      'secretStoreRef',
      'externalSecret',
      'labels',
    ];
    expect(fields.filter(refersToSecret)).toEqual(['secretKeyRef', 'passwordSecret', 'apiTokenSecretRef']);
  });
});

describe('keys beside a name', () => {
  test.each([
    ['existingSecretPasswordKey', 'mast-password', 'existingSecret', true],
    ['userKey', 'captain', 'existingSecret', true],
    ['secretKey', 'tide_password', 'secretName', true],
    ['secretKey', 'tide_password', 'existingSecret', false],
    ['apiKey', 'word', 'existingSecret', false],
    ['encryptionKey', 'word', 'existingSecret', false],
    ['passwordKey', 'a8Kd93jsLQ0ffe', 'existingSecret', false],
    ['password', 'hunter', 'existingSecret', false],
  ])('%s: %s beside %s → %s', (field, text, named, expected) => {
    expect(namesKey(field, text, named)).toBe(expected);
  });
});
