/**
 * A CycloneDX 1.6 bill of materials: credentials as related crypto material, always without `value`, consumers and what accepts them as
 * services that depend on them. No serial number and no time, so that the same inventory gives the same bytes.
 * https://cyclonedx.org/docs/1.6/json/
 */
import { escapeTerminal } from '../../explain/escape.ts';
import { consumersOf, type View, viewOf } from '../../explain/view.ts';
import { compareText } from '../../model/place.ts';
import type { WireConsumer, WireCredential, WireDependency, WireInventory } from '../../wire/types.ts';
import { defineExporter } from '../contract.ts';

type Property = { readonly name: string; readonly value: string };

/** Words of a kind → type of crypto material, the first that fits. */
const MATERIAL: ReadonlyArray<readonly [kind: RegExp, type: string]> = [
  [/private-key|key-pair|ssh-key|tls-|mtls-|jwks|sops-age|service-account-key/, 'private-key'],
  [/hmac|webhook-secret|session-secret|secret-key-base|secret-key$|app-key|nextauth|shared-service/, 'shared-secret'],
  [/wrapping-key|transit|encryption|fernet/, 'secret-key'],
  [/password|scram|login|requirepass|user$|user-credential|htpasswd|auth$|role/, 'password'],
  [/token|api-key|pat$|webhook|dsn|license|sas$/, 'token'],
];

export default defineExporter({
  id: 'cyclonedx',
  writes: 'a CycloneDX 1.6 bill of materials, JSON',
  folder: false,
  *files(inventory) {
    yield { path: 'keyturn.cdx.json', text: document(inventory) };
  },
});

function* document(inventory: WireInventory): Iterable<string> {
  const view = viewOf(inventory);
  yield `{\n"bomFormat": "CycloneDX",\n"specVersion": "1.6",\n"version": 1,\n"metadata": ${JSON.stringify(metadataOf(inventory))}`;
  yield* listed('components', inventory.credentials, componentOf);
  yield* listed('services', [...inventory.consumers, ...inventory.dependencies], (node) =>
    'acceptance' in node ? acceptorOf(node) : serviceOf(node),
  );
  yield* listed('dependencies', dependenciesOf(view), (dependency) => dependency);
  yield '\n}\n';
}

/** One item a line, so that two of these can be compared line by line. */
function* listed<T>(name: string, items: Iterable<T>, form: (item: T) => object): Iterable<string> {
  yield `,\n${JSON.stringify(name)}: [`;
  let before = '\n';
  for (const item of items) {
    yield before + JSON.stringify(form(item));
    before = ',\n';
  }
  yield ']';
}

function metadataOf({ tool, source }: WireInventory): object {
  const commit = source.commit === null ? {} : { version: shown(source.commit) };
  return {
    tools: { components: [{ type: 'application', name: shown(tool.name), version: shown(tool.version) }] },
    component: { type: 'application', 'bom-ref': 'source', name: shown(source.root), ...commit },
  };
}

function componentOf(credential: WireCredential): object {
  return {
    type: 'cryptographic-asset',
    'bom-ref': shown(credential.id),
    name: shown(credential.name),
    cryptoProperties: {
      assetType: 'related-crypto-material',
      relatedCryptoMaterialProperties: { type: materialOf(credential.kind), id: shown(credential.id) },
    },
    properties: properties({
      kind: credential.kind,
      owners: credential.owners.join(', ') || null,
      environments: credential.environments.join(', ') || null,
      difficulty: credential.difficulty,
      verdict: credential.revocation.verdict,
      'scope-radius': credential.scopeRadius.score,
      'rollout-radius': credential.rolloutRadius.score,
      'settled-bound': credential.convergence.automatic.settled.bound,
      'never-without-action': credential.convergence.neverWithoutAction.length,
      'last-rotated': credential.lastRotated ?? null,
    }),
  };
}

function materialOf(kind: string | null): string {
  if (kind === null) return 'unknown';
  return MATERIAL.find(([words]) => words.test(kind))?.[1] ?? 'credential';
}

function serviceOf(consumer: WireConsumer): object {
  const group = [consumer.cluster, consumer.namespace].filter((part) => part !== null).join('/');
  return {
    'bom-ref': shown(consumer.id),
    ...(consumer.owner === null ? {} : { provider: { name: shown(consumer.owner) } }),
    ...(group === '' ? {} : { group: shown(group) }),
    name: shown(consumer.name),
    properties: properties({
      kind: consumer.kind,
      environment: consumer.environment,
      'instances-min': consumer.instances.min,
      'instances-max': consumer.instances.max,
      schedule: consumer.schedule,
      dormant: consumer.dormant ? 'true' : null,
    }),
  };
}

function acceptorOf(dependency: WireDependency): object {
  return {
    'bom-ref': shown(dependency.id),
    name: shown(dependency.name),
    properties: properties({
      kind: dependency.kind,
      acceptance: dependency.acceptance,
      'session-class': dependency.sessionClass,
    }),
  };
}

/** A consumer depends on its credentials, a credential on what accepts it. References that nothing describes are left out. */
function* dependenciesOf(view: View): Iterable<object> {
  const { credentials, dependencies } = view.inventory;
  const accepting = new Set(dependencies.map(({ id }) => id));
  const uses = new Map<string, string[]>([...view.consumers.keys()].map((id) => [id, []]));
  for (const credential of credentials) {
    for (const consumer of consumersOf(view, credential)) uses.get(consumer)?.push(credential.id);
    const accepted = credential.dependency;
    yield dependency(credential.id, accepted !== null && accepting.has(accepted) ? [accepted] : []);
  }
  for (const [ref, dependsOn] of uses) yield dependency(ref, dependsOn);
  for (const ref of accepting) yield dependency(ref, []);
}

function dependency(ref: string, dependsOn: readonly string[]): object {
  return { ref: shown(ref), dependsOn: dependsOn.map(shown).toSorted(compareText) };
}

function properties(of: Readonly<Record<string, string | number | null>>): readonly Property[] {
  return Object.entries(of).flatMap(([name, value]) =>
    value === null ? [] : [{ name: `keyturn:${name}`, value: shown(String(value)) }],
  );
}

const shown = escapeTerminal;
