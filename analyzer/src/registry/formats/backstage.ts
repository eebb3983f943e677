/**
 * Credentials as Backstage entities: a `Resource` of type `secret` with its owner and the components that depend on it, one YAML document
 * each. Names are reduced to what Backstage allows; what was lost stands in an annotation.
 * https://backstage.io/docs/features/software-catalog/descriptor-format/#kind-resource
 */
import { stringify } from 'yaml';
import { escapeTerminal } from '../../explain/escape.ts';
import { viewOf } from '../../explain/view.ts';
import { compareText } from '../../model/place.ts';
import type { WireConsumer, WireInventory } from '../../wire/types.ts';
import { defineExporter } from '../contract.ts';
import { type PageNames, pageNamesOf } from '../page-names.ts';
import { type Summary, summaryOf } from '../summary.ts';

/** Names of entities and the parts of references (`KubernetesValidatorFunctions.isValidObjectName`). */
const LONGEST_NAME = 63;
/** Consumers that no catalog lists as components. */
const NO_COMPONENT: ReadonlySet<WireConsumer['kind']> = new Set(['vendor', 'person']);
/** Backstage wants an owner, and this is how its own documentation writes that there is none. */
const NO_OWNER = 'group:default/unknown';

export default defineExporter({
  id: 'backstage',
  writes: 'entities for Backstage: a `Resource` of type `secret` per credential',
  folder: false,
  *files(inventory) {
    yield { path: 'catalog-info.yaml', text: documents(inventory) };
  },
});

function* documents(inventory: WireInventory): Iterable<string> {
  const view = viewOf(inventory);
  const names = pageNamesOf(inventory.credentials, LONGEST_NAME);
  for (const credential of inventory.credentials)
    yield `---\n${stringify(entityOf(summaryOf(view, credential), names), { lineWidth: 0 })}`;
}

function entityOf({ credential, label, consumers, nextStep }: Summary, names: PageNames): object {
  const { id, kind, owners, environments, difficulty, revocation, scopeRadius, rolloutRadius, lastRotated } =
    credential;
  const components = consumers.filter((consumer) => !NO_COMPONENT.has(consumer.kind)).map(componentOf);
  const [owner] = owners;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: names.get(id),
      title: shown(label),
      description: shown(nextStep),
      annotations: {
        'keyturn/credential': shown(id),
        'keyturn/difficulty': difficulty,
        'keyturn/verdict': revocation.verdict ?? 'unknown',
        'keyturn/scope-radius': String(scopeRadius.score),
        'keyturn/rollout-radius': String(rolloutRadius.score),
        'keyturn/owners': owners.map(shown).join(', '),
        ...(lastRotated === undefined ? {} : { 'keyturn/last-rotated': shown(lastRotated) }),
      },
      tags: tagsOf([kind, ...environments]),
    },
    spec: {
      type: 'secret',
      owner: owner === undefined ? NO_OWNER : ownerOf(owner),
      dependencyOf: [...new Set(components)].toSorted(compareText),
    },
  };
}

function componentOf({ name }: WireConsumer): string {
  return `component:default/${allowed(name)}`;
}

/** CODEOWNERS writes `@org/team`, `@user` and addresses; Backstage's GitHub provider names groups after the team alone. */
function ownerOf(owner: string): string {
  const reference = /^(?:(group|user):)?(?:[\w.-]+\/)?([\w.-]+)$/.exec(owner);
  if (reference) return `${reference[1] ?? 'group'}:default/${allowed(reference[2] ?? '')}`;
  const [, team] = /^@[^/]+\/(.+)$/.exec(owner) ?? [];
  if (team !== undefined) return `group:default/${allowed(team)}`;
  return `user:default/${allowed(owner.replace(/^@/, '').replace(/@.*$/, ''))}`;
}

function tagsOf(words: ReadonlyArray<string | null>): readonly string[] {
  const tags = words.map((word) =>
    (word ?? '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  );
  return [...new Set(tags.map((tag) => tag.slice(0, LONGEST_NAME).replace(/-+$/, '')))].filter((tag) => tag !== '');
}

/** Letters, digits, `-`, `_` and `.`, beginning and ending with one of the first two. */
function allowed(name: string): string {
  const short = name
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-._]+/, '')
    .slice(0, LONGEST_NAME);
  return short.replace(/[-._]+$/, '') || 'unnamed';
}

const shown = escapeTerminal;
