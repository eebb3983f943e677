/**
 * The `parameters` of a SecretProviderClass: each provider writes its objects as YAML inside a text, in its own words. It must never
 * take a file name for an item.
 */
import type { Span } from '../model/place.ts';
import { parseEmbedded } from './embedded-yaml.ts';
import { at, itemsAt, type Scalar, scalarAt, type Tree, textAt } from './tree.ts';

export interface ClassObject {
  readonly item: string;
  readonly property: string | null;
  /** Name of the file in the volume. */
  readonly file: string;
  readonly frozen: string | null;
  readonly at: Span;
}

export interface ClassObjects {
  readonly provider: string;
  /** Parts of the account, the one that tells accounts apart first. */
  readonly account: readonly (string | null)[];
  readonly objects: readonly ClassObject[];
}

type Provider = (parameters: Tree | null) => ClassObjects;

/** What the class mounts; an unknown provider mounts nothing we can name. */
export function readClassObjects(tree: Tree): ClassObjects {
  const name = textAt(tree, 'spec', 'provider')?.toLowerCase() ?? 'unknown';
  const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  return provider?.(at(tree, 'spec', 'parameters')) ?? { provider: name, account: [], objects: [] };
}

const PROVIDERS: Readonly<Record<string, Provider>> = { aws, azure, gcp, vault, openbao: vault };

/** The list inside a text, or the list itself where a template wrote one. */
function listIn(tree: Tree | null, ...path: readonly string[]): readonly Tree[] {
  return itemsAt(written(tree), ...path);
}

/** What a text holds as YAML; any other node is itself. Azure's `array` has texts in its text. */
function written(tree: Tree | null): Tree | null {
  return tree?.kind === 'scalar' ? (parseEmbedded(tree).trees[0] ?? null) : tree;
}

function pinned(version: string | null): string | null {
  return version && !/^(?:latest|AWSCURRENT)$/i.test(version) ? `pinned version ${version}` : null;
}

/** aws/secrets-store-csi-driver-provider-aws, README, "SecretProviderClass options". */
function aws(parameters: Tree | null): ClassObjects {
  const items = listIn(at(parameters, 'objects'));
  const objects = items.flatMap((item): readonly ClassObject[] => {
    const name = scalarAt(item, 'objectName');
    if (!name?.text) return [];
    const whole = { item: name.text, property: null, file: textAt(item, 'objectAlias') || fileName(name.text) };
    const frozen = pinned(textAt(item, 'objectVersion') ?? textAt(item, 'objectVersionLabel'));
    const parts = itemsAt(item, 'jmesPath').flatMap((part) => {
      const [property, file] = [textAt(part, 'path'), textAt(part, 'objectAlias')];
      return property && file ? [{ item: name.text, property, file }] : [];
    });
    return [...(parts.length > 0 ? parts : [whole])].map((part) => ({ ...part, frozen, at: name.span }));
  });
  const isParameter = items.length > 0 && items.every((item) => textAt(item, 'objectType') === 'ssmparameter');
  return { provider: isParameter ? 'aws-ps' : 'aws-sm', account: [textAt(parameters, 'region')], objects };
}

/** A slash cannot stand in a file name; the AWS provider writes an underscore (`pathTranslation`). */
function fileName(name: string): string {
  return name.replaceAll('/', '_');
}

/** azure.github.io/secrets-store-csi-driver-provider-azure, "Getting Started". */
function azure(parameters: Tree | null): ClassObjects {
  const items = listIn(at(parameters, 'objects'), 'array');
  const vault = textAt(parameters, 'keyvaultName');
  const objects = items.map(written).flatMap((entry): readonly ClassObject[] => {
    const name = scalarAt(entry, 'objectName');
    if (!name?.text) return [];
    const frozen = pinned(textAt(entry, 'objectVersion'));
    const file = textAt(entry, 'objectAlias') || name.text;
    return [{ item: name.text, property: null, file, frozen, at: name.span }];
  });
  return { provider: 'azure-kv', account: [vault === null ? null : `https://${vault}.vault.azure.net`], objects };
}

const GCP_RESOURCE =
  /^projects\/(?<project>[^/]+)\/(?:locations\/[^/]+\/)?secrets\/(?<secret>[^/]+)\/versions\/(?<version>[^/]+)$/;

/** GoogleCloudPlatform/secrets-store-csi-driver-provider-gcp, README. */
function gcp(parameters: Tree | null): ClassObjects {
  const items = listIn(at(parameters, 'secrets'));
  const found = items.flatMap((item) => {
    const resource = scalarAt(item, 'resourceName');
    const { project, secret, version } = GCP_RESOURCE.exec(resource?.text ?? '')?.groups ?? {};
    if (!resource || !secret) return [];
    const file = textAt(item, 'path') || textAt(item, 'fileName') || secret;
    const frozen = pinned(version ?? null);
    return [{ project: project ?? null, object: { item: secret, property: null, file, frozen, at: resource.span } }];
  });
  return { provider: 'gcp-sm', account: [found[0]?.project ?? null], objects: found.map(({ object }) => object) };
}

/** hashicorp/vault-csi-provider, "SecretProviderClass": the path begins with the mount; version 2 has `data` behind it. */
function vault(parameters: Tree | null): ClassObjects {
  const items = listIn(at(parameters, 'objects'));
  const objects = items.flatMap((item): readonly ClassObject[] => {
    const path = scalarAt(item, 'secretPath');
    const file = textAt(item, 'objectName');
    if (!path?.text || !file) return [];
    const property = textAt(item, 'secretKey') || null;
    return [{ item: splitVaultPath(path).item, property, file, frozen: null, at: path.span }];
  });
  const first = scalarAt(items[0], 'secretPath');
  const mount = first ? splitVaultPath(first).mount : null;
  const [server, namespace] = [textAt(parameters, 'vaultAddress'), textAt(parameters, 'vaultNamespace')];
  return { provider: 'vault', account: [server ?? mount, namespace, server ? mount : null], objects };
}

function splitVaultPath({ text }: Scalar): { readonly mount: string; readonly item: string } {
  const [mount = '', ...rest] = text.replace(/^\/+/, '').split('/');
  return { mount, item: (rest[0] === 'data' ? rest.slice(1) : rest).join('/') || mount };
}
