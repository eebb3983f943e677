/**
 * Spring's application*.yml and *.properties: placeholders are read when the context starts, secret-named properties can be overridden by a
 * variable of their own, and the pool's settings stand here. The profile is in the file's name; what is active is not told here.
 */
import type { CarrierFact, ConnectionFact, Fact, ReadFact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { durationOf } from '../syntax/code/duration-text.ts';
import { placeholdersIn, springVariable } from '../syntax/code/java/properties.ts';
import { vaultReads } from '../syntax/code/java/vault-config.ts';
import { isSecretName } from '../syntax/code/strong-words.ts';
import type { LineIndex } from '../syntax/line-index.ts';
import { type NestedSetting, propertiesIn, yamlSettingsIn } from '../syntax/nested-settings.ts';
import { baseName } from '../syntax/path.ts';
import { defineReader, type Sight } from './contract.ts';

const FILE = /^(?:application|bootstrap)(?:-([\w-]+))?\.(?:ya?ml|properties)$/;

export default defineReader({
  id: 'spring-config',
  reads:
    'application*.yml and *.properties of Spring and Quarkus: placeholders, secret properties, pool lifetimes, Vault paths',
  syntax: 'text',
  accepts: ({ file }) => FILE.test(baseName(file)),
  read({ file, content }, sight) {
    const settings = file.endsWith('.properties') ? propertiesIn(content.text) : yamlSettingsIn(content.text);
    const reads = settings.flatMap((setting) => readsOf(setting, content));
    return {
      facts: [
        ...reads,
        ...settings.flatMap((setting) => carrierOf(file, setting, content, sight)),
        ...poolOf(settings, content),
        ...vaultReads(settings).map(({ setting, path, says }) => vaultFact(path, says, keySpan(setting, content))),
      ],
      notes: [],
    };
  },
});

function readsOf(setting: NestedSetting, index: LineIndex): readonly ReadFact[] {
  const placeholders = placeholdersIn(setting.value).map(({ name, optional, start, end }) =>
    readFact(springVariable(name), optional, index.span(setting.start + start, setting.start + end)),
  );
  const own = springVariable(setting.path.join('.'));
  // `spring.datasource.password` is what SPRING_DATASOURCE_PASSWORD says, whatever stands here.
  return isSecret(setting) && placeholders.length === 0 ? [readFact(own, true, keySpan(setting, index))] : placeholders;
}

function readFact(name: string, optional: boolean, at: Span): ReadFact {
  return {
    fact: 'read',
    source: { kind: 'env', name },
    language: 'java',
    moment: 'import',
    interval: null,
    stages: { observes: null, validates: null, swaps: null, drains: null },
    role: null,
    implicitBy: null,
    optional,
    at,
    decidedAt: at,
    says: 'when the application context starts',
  };
}

/** An item of Vault; its properties are read when the context starts and, without a lease, never again. */
function vaultFact(name: string, says: string, at: Span): ReadFact {
  const source = { kind: 'store', carrier: { type: 'external-store', scope: 'sdk:vault', name, key: null } } as const;
  return { ...readFact(name, false, at), source, says };
}

function isSecret({ path }: NestedSetting): boolean {
  return isSecretName(wordsOf(path.at(-1) ?? ''));
}

/** `clientSecret`, `client-secret` → `CLIENT_SECRET`. */
function wordsOf(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase();
}

function keySpan({ keyStart, path }: NestedSetting, index: LineIndex): Span {
  return index.span(keyStart, keyStart + (path.at(-1)?.length ?? 0));
}

/** A value written out is a carrier: the file. */
function carrierOf(file: string, setting: NestedSetting, index: LineIndex, sight: Sight): readonly CarrierFact[] {
  const key = setting.path.at(-1) ?? '';
  const value = sight.look(setting.value, index.span(setting.start, setting.start + setting.value.length), key);
  const isUrl = value.form === 'connection-string' && value.valueAt !== null;
  if (placeholdersIn(setting.value).length > 0 || !(isSecret(setting) || isUrl)) return [];
  const carrier = { type: 'file', scope: null, name: file, key: setting.path.join('.') } as const;
  return [{ fact: 'carrier', carrier, value, secretType: null, frozen: null, at: keySpan(setting, index) }];
}

/** Spring Boot's pool is Hikari unless the file names another. */
function poolOf(settings: readonly NestedSetting[], index: LineIndex): readonly Fact[] {
  const source = settings.filter(({ path }) => path.slice(0, 2).join('.') === 'spring.datasource');
  const [first] = source;
  const other = source.some(({ path, value }) => path.at(-1) === 'type' && !/Hikari/.test(value));
  if (!first || other) return [];
  const written = source.find(({ path }) => path[2] === 'hikari' && /^max-?lifetime$/i.test(path[3] ?? ''));
  const lifetime = written ? durationOf(written.value, 0.001) : null;
  const uses = source.flatMap(({ value, path }) => [
    ...placeholdersIn(value).map(({ name }) => springVariable(name)),
    ...(/^password$/.test(path.at(-1) ?? '') && !value.includes('${') ? [springVariable(path.join('.'))] : []),
  ]);
  const fact: ConnectionFact = {
    fact: 'connection',
    language: 'java',
    row: 'hikaricp-max-lifetime',
    lifetime: lifetime === 0 ? null : lifetime,
    off: lifetime === 0,
    asksEachTime: false,
    uses: [...new Set(uses)].map((name) => ({ kind: 'env', name })),
    moment: 'start-up',
    attributable: source.some(({ value }) => /ApplicationName=/.test(value)),
    at: keySpan(written ?? first, index),
  };
  return [fact];
}
