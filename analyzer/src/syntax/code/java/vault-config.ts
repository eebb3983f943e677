/**
 * Items of Vault that the configuration of a JVM framework reads: `spring.config.import: vault://…` and the default context of Spring Cloud
 * Vault, `quarkus.vault.secret-config-kv-path` of Quarkus. It knows the settings and no file.
 */
import type { NestedSetting } from '../../nested-settings.ts';

export interface VaultRead {
  readonly setting: NestedSetting;
  /** Path of the item, engine first where it is written. */
  readonly path: string;
  readonly says: string;
}

/** https://docs.spring.io/spring-cloud-vault/reference/config-data.html */
const SPRING = 'read once when the application context starts; only a lease is renewed (spring-vault-lifecycle)';
/** https://docs.quarkiverse.io/quarkus-vault/dev/index.html */
const QUARKUS = 'injected once when a bean is made, whatever the cache of the source is (quarkus-vault-cache)';

export function vaultReads(settings: readonly NestedSetting[]): readonly VaultRead[] {
  return settings.flatMap((setting): readonly VaultRead[] => {
    const name = setting.path.join('.');
    if (/^spring\.config\.import(?:[.[]?\d*\]?)?$/.test(name))
      return imports(setting.value).flatMap((path) => {
        const item = path === '' ? defaultContext(settings) : path;
        return item === null ? [] : [{ setting, path: item, says: SPRING }];
      });
    if (/^quarkus\.vault\.secret-config-kv-path(?:\.[\w-]+)?$/.test(name))
      return plainParts(setting.value).map((path) => ({ setting, path, says: QUARKUS }));
    return [];
  });
}

/** Paths behind `vault://`, the empty one for the default contexts. */
function imports(value: string): readonly string[] {
  return plainParts(value).flatMap((part) => {
    const path = /^(?:optional:)?vault:(?:\/\/)?(.*)$/.exec(part)?.[1];
    return path === undefined ? [] : [path.replace(/\?.*$/, '').replace(/^\/+|\/+$/g, '')];
  });
}

function plainParts(value: string): readonly string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.includes('${'));
}

/** `secret/<application name>`, unless the key-value backend is told to be another. */
function defaultContext(settings: readonly NestedSetting[]): string | null {
  const of = (name: string) => settings.find(({ path }) => path.join('.') === name)?.value ?? null;
  const application = of('spring.cloud.vault.kv.application-name') ?? of('spring.application.name');
  return application === null || application.includes('${')
    ? null
    : `${of('spring.cloud.vault.kv.backend') ?? 'secret'}/${application}`;
}
