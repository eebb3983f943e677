/**
 * Which resources a patch, a replacement or a label selector means. Patterns of a scanned file run only on the bounded
 * engine of the template syntax; one that it refuses matches nothing.
 */
import { createMeter, DEFAULT_BOUNDS } from '../../syntax/go-template/meter.ts';
import { createRegex, type Regex } from '../../syntax/go-template/regex/match.ts';
import { entriesAt, type Tree, textAt } from '../../syntax/tree.ts';
import { type Identity, identitiesOf, type Resource } from './resource.ts';

export type Selector = (resource: Resource) => boolean;

const FIELDS = ['group', 'version', 'kind', 'name', 'namespace'] as const;

/**
 * `target` of a patch (kustomize, api/types/selector.go): every field that is written must match, as a whole, by any identity
 * the resource had. `patterns: false`: `select` of a replacement, whose fields are plain.
 */
export function selectorOf(target: Tree | null, patterns = true): Selector {
  const wanted = FIELDS.flatMap((field) => {
    const text = textAt(target, field);
    return text ? [{ field, fits: patterns ? wholeMatch(text) : (value: string) => value === text }] : [];
  });
  const labels = labelTest(textAt(target, 'labelSelector') ?? '', 'labels');
  const annotations = labelTest(textAt(target, 'annotationSelector') ?? '', 'annotations');
  return (resource) =>
    identitiesOf(resource).some((identity) => wanted.every(({ field, fits }) => fits(fieldValue(identity, field)))) &&
    labels(resource.tree) &&
    annotations(resource.tree);
}

/** What a strategic merge patch without a target means: the object it names itself. */
export function namedBy(patch: Identity): Selector {
  return (resource) =>
    identitiesOf(resource).some(
      ({ group, kind, name, namespace }) =>
        kind === patch.kind &&
        name === patch.name &&
        group === patch.group &&
        (patch.namespace === null || namespace === null || namespace === patch.namespace),
    );
}

/** A resource without a namespace is in `default` for a selector that names one. */
function fieldValue(identity: Identity, field: (typeof FIELDS)[number]): string {
  return field === 'namespace' ? (identity.namespace ?? 'default') : identity[field];
}

/** Nothing in it means anything but itself. */
const PLAIN = /^[\w/-]*$/;

/** All work one pattern may take in a build: it meets a few thousand names at most. */
const BOUNDS = { ...DEFAULT_BOUNDS, steps: 20_000_000 };

function wholeMatch(pattern: string): (text: string) => boolean {
  if (PLAIN.test(pattern)) return (text) => text === pattern;
  const known = new Map<string, boolean>();
  try {
    const regex = createRegex(`\\A(?:${pattern})\\z`, createMeter(BOUNDS));
    return (text) => {
      const fits = known.get(text) ?? matches(regex, text);
      known.set(text, fits);
      return fits;
    };
  } catch {
    return () => false;
  }
}

/** Too much work is no match. */
function matches(regex: Regex, text: string): boolean {
  try {
    return regex.all(text, 1).length > 0;
  } catch {
    return false;
  }
}

/** One requirement of a label selector: `a=b`, `a!=b`, `a`, `!a`, `a in (b,c)`, `a notin (b,c)`. */
const SET_BASED = /^\s*([^\s=!,()]+)\s+(in|notin)\s+\(([^)]*)\)\s*$/;
const EQUALITY = /^\s*([^\s=!,()]+)\s*(==?|!=)\s*([^\s,]*)\s*$/;
const EXISTENCE = /^\s*(!?)\s*([^\s=!,()]+)\s*$/;

function labelTest(selector: string, field: 'labels' | 'annotations'): (tree: Tree) => boolean {
  const tests = requirementsIn(selector).map(requirement);
  return (tree) => {
    const set = new Map(entriesAt(tree, 'metadata', field).map(({ key, value }) => [key.text, textAt(value) ?? '']));
    return tests.every((test) => test(set));
  };
}

/** Cut at commas outside parentheses. */
function requirementsIn(selector: string): readonly string[] {
  return (selector.match(/(?:\([^)]*\)|[^,(])+/g) ?? []).filter((part) => part.trim() !== '');
}

function requirement(text: string): (set: ReadonlyMap<string, string>) => boolean {
  const [, name = '', operator, list = ''] = SET_BASED.exec(text) ?? [];
  if (operator) {
    const values = new Set(list.split(',').map((value) => value.trim()));
    return (set) => values.has(set.get(name) ?? '\0') === (operator === 'in');
  }
  const [, label = '', sign, value] = EQUALITY.exec(text) ?? [];
  if (sign) return (set) => (set.get(label) === value) === (sign !== '!=');
  const [, negated, existing = ''] = EXISTENCE.exec(text) ?? [];
  return (set) => set.has(existing) === (negated !== '!') && existing !== '';
}
