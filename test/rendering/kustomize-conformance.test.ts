/**
 * Builds against the tool itself: `fixtures/rendering/kustomize/<case>/expected.yaml` is what `kubectl kustomize <case>/overlay`
 * printed (kustomize 5.5.0). Hashes in generated names are taken off, because we do not make them up.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { buildKustomization } from '../../analyzer/src/rendering/kustomize/build.ts';
import type { Tree } from '../../analyzer/src/syntax/tree.ts';
import { filesOf, readFolder } from '../reading/folder.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/rendering/kustomize');
/** kustomize, api/hasher: ten characters that spell nothing. */
const HASH = /-[2456789bcdfghkmt]{10}$/;
const OURS = /^keyturn\//;

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

function jsonOf(tree: Tree): Json {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'sequence') return tree.items.map(jsonOf);
  const entries = [...tree.entries].filter(([name]) => !OURS.test(name));
  return canonical(Object.fromEntries(entries.map(([name, { value }]) => [name, jsonOf(value)])));
}

/** Sorted, empty mappings of metadata left out, Secret values as plain text, names without a hash. */
function canonical(value: Json): Json {
  if (typeof value === 'string') return value.replace(HASH, '');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(canonical);
  const entries = Object.entries(value as { readonly [name: string]: Json }).map(
    ([name, one]) => [name, canonical(one)] as const,
  );
  const kept = entries.filter(
    ([name, one]) => !(/^(?:labels|annotations)$/.test(name) && JSON.stringify(one) === '{}'),
  );
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function plainSecret(value: Json): Json {
  const object = value as { readonly [name: string]: Json };
  if (object.kind !== 'Secret' || object.data === undefined) return value;
  const { data, type: _, ...rest } = object;
  const plain = Object.entries(data as Readonly<Record<string, string>>).map(([key, text]) => [
    key,
    Buffer.from(text, 'base64').toString(),
  ]);
  return canonical({ ...rest, stringData: Object.fromEntries(plain) });
}

const byText = (objects: readonly Json[]) => objects.map((one) => JSON.stringify(one, null, 1)).sort();

describe('kustomize build', () => {
  for (const name of readdirSync(FIXTURES).sort())
    test(name, () => {
      const folder = join(FIXTURES, name);
      const { documents, notes } = buildKustomization('overlay', filesOf(readFolder(folder, ['expected.yaml'])));
      const printed = parseAllDocuments(readFileSync(join(folder, 'expected.yaml'), 'utf8'));
      const expected = printed.map((document) => plainSecret(canonical(document.toJS())));
      const made = documents.map(({ tree }) => {
        const { type: _, ...rest } = jsonOf(tree) as { readonly [name: string]: Json };
        return rest.kind === 'Secret' ? rest : (jsonOf(tree) as Json);
      });
      expect(byText(made)).toEqual(byText(expected));
      expect(notes).toEqual([]);
    });
});
