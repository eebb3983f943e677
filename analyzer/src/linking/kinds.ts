/** Which kind of credential it is: declared, proven by a value's form, told by a type, or by a name that fits one kind only. */

import type { KindRow, Knowledge } from '../knowledge/tables.ts';
import { type Evidence, seen } from '../model/evidence.ts';
import type { CarrierFact, ValueSeen } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { tokens } from './words.ts';

export interface KindFound {
  readonly kind: KindRow | null;
  /** What it belongs to where several kinds fit alike: `database`; null: nothing known. */
  readonly dependencyKind: string | null;
  readonly because: readonly Evidence[];
}

export interface KindClue {
  readonly name: string;
  readonly value: ValueSeen | null;
  readonly secretType: string | null;
  readonly at: Span;
}

/** The first clue that settles it, in order of weight. Several kinds that fit a name alike settle nothing. */
export function findKind(clues: readonly KindClue[], knowledge: Knowledge): KindFound {
  for (const { value, at } of clues) {
    const kind = value?.kind ? knowledge.kinds.get(value.kind) : undefined;
    if (kind) return { kind, dependencyKind: kind.dependencyKind, because: [seen(at, `written as a ${kind.name}`)] };
  }
  for (const { secretType, at } of clues) {
    const kinds =
      secretType === null || GENERIC_TYPES.has(secretType)
        ? []
        : [...knowledge.kinds.values()].filter(({ detect }) => detect.secretTypes.includes(secretType));
    const [kind] = kinds;
    if (kind && kinds.length === 1)
      return { kind, dependencyKind: kind.dependencyKind, because: [seen(at, `a Secret of type ${secretType}`)] };
  }
  const named = clues.map((clue) => ({ clue, ...byName(clue.name, knowledge) }));
  const settled =
    named.find(({ kind }) => kind !== null) ?? named.find(({ dependencyKind }) => dependencyKind !== null);
  if (!settled) return { kind: null, dependencyKind: null, because: [] };
  return {
    kind: settled.kind,
    dependencyKind: settled.dependencyKind,
    because: [seen(settled.clue.at, `named ${settled.clue.name}`, 'inferred')],
  };
}

const GENERIC_TYPES = new Set(['Opaque', 'kubernetes.io/basic-auth']);

function byName(name: string, knowledge: Knowledge): { kind: KindRow | null; dependencyKind: string | null } {
  const kinds = knowledge.kindsOfName(name);
  const [first] = kinds;
  if (!first) return byTechnology(name, knowledge);
  const words = new Set(tokens(name));
  const own = kinds.find(({ id }) => id.split('-').some((word) => !COMMON_WORDS.has(word) && names(words, word)));
  if (kinds.length === 1 || own) return { kind: own ?? first, dependencyKind: (own ?? first).dependencyKind };
  const belongs = new Set(kinds.map(({ dependencyKind }) => dependencyKind));
  return { kind: null, dependencyKind: belongs.size === 1 ? first.dependencyKind : null };
}

/** `POSTGRES_REPLICA_PASSWORD`: a password with a technology's word in its name, where exactly one kind has that word. */
function byTechnology(name: string, knowledge: Knowledge): { kind: KindRow | null; dependencyKind: string | null } {
  const words = tokens(name);
  if (!/^(?:password|passwd|pass|pwd)$/.test(words.at(-1) ?? '')) return { kind: null, dependencyKind: null };
  const known = [...knowledge.kinds.values()].filter(
    ({ id, dependencyKind }) => WITH_PASSWORDS.has(dependencyKind) && names(new Set(words), id.split('-')[0] ?? ''),
  );
  const [only] = known;
  return { kind: known.length === 1 ? (only ?? null) : null, dependencyKind: only?.dependencyKind ?? null };
}

const WITH_PASSWORDS = new Set(['database', 'cache', 'broker']);

/** Words of kind ids that name no technology. */
const COMMON_WORDS = new Set(
  'password key token secret user generic access api app service account auth credential login client basic'.split(' '),
);

/** `postgres` and `pg` both name PostgreSQL. */
function names(words: ReadonlySet<string>, technology: string): boolean {
  return words.has(technology) || (technology.startsWith('postgres') && (words.has('postgres') || words.has('pg')));
}

/** A carrier's declarations as clues. */
export function cluesOf(name: string, declarations: readonly CarrierFact[], at: Span): readonly KindClue[] {
  if (declarations.length === 0) return [{ name, value: null, secretType: null, at }];
  return declarations.map((fact) => ({ name, value: fact.value, secretType: fact.secretType, at: fact.at }));
}
