/**
 * Which kind of credential a name, a URL scheme or the start of a value tells. Proof is kept apart from
 * likeness: only a vendor's own prefix or scheme proves a kind; a name makes one likely. No value leaves.
 */
import type { KindRow } from './tables.ts';

/** Starts of values are compared on this many characters. */
const HEAD = 4096;

export interface KindProof {
  /** The kind that the start of a value proves, or that it and the name together prove; null: none or several. */
  ofValue(value: string, name: string): KindRow | null;
  /** The kind that a URL scheme (`postgresql+psycopg2`, `jdbc:mysql`) proves; null: none. */
  ofScheme(scheme: string, name: string): KindRow | null;
}

export interface ProofRules {
  /** Kinds whose prefixes other credentials share. */
  readonly prefixNeedsName: readonly string[];
  /** Schemes that tell nothing about what is behind them. */
  readonly schemeNeedsName: readonly string[];
}

type KindsOfName = (name: string) => readonly KindRow[];

interface Pattern {
  readonly kind: KindRow;
  readonly regexp: RegExp;
}

/** Names remembered before the memory is cleared: more than an estate has, less than a hostile one could make. */
const REMEMBERED = 20_000;

/** Kinds whose `env_names` match a name, the most specific pattern first, then in table order. Compiles at the first question. */
export function createKindsOfName(kinds: readonly KindRow[]): KindsOfName {
  let patterns: readonly Pattern[] | null = null;
  const answers = new Map<string, readonly KindRow[]>();
  return (name) => {
    const known = answers.get(name);
    if (known) return known;
    if (answers.size > REMEMBERED) answers.clear();
    patterns ??= kinds.flatMap((kind) =>
      kind.detect.envNames.map((pattern) => ({ kind, regexp: nameRegExp(pattern) })),
    );
    const found = mostSpecificFirst(patterns, name);
    answers.set(name, found);
    return found;
  };
}

/** What values and schemes prove. Where several kinds share a prefix or scheme, the name decides among them. */
export function createKindProof(kinds: readonly KindRow[], rules: ProofRules, ofName: KindsOfName): KindProof {
  let prefixes: readonly Pattern[] | null = null;
  const shared = new Set(rules.prefixNeedsName);
  const vague = new Set(rules.schemeNeedsName);
  const named = (candidates: readonly KindRow[], name: string) =>
    candidates.length === 0 ? null : (ofName(name).find((kind) => candidates.includes(kind)) ?? null);
  return {
    ofValue(value, name) {
      const head = value.slice(0, HEAD);
      prefixes ??= kinds.flatMap((kind) => kind.detect.valuePrefixes.map((pattern) => startOf(kind, pattern)));
      const found = [...new Set(prefixes.filter(({ regexp }) => regexp.test(head)).map(({ kind }) => kind))];
      return named(found, name) ?? only(found.filter((kind) => !shared.has(kind.id)));
    },
    ofScheme(scheme, name) {
      const [plain, base] = [scheme.toLowerCase(), scheme.toLowerCase().replace(/\+.*$/, '')];
      if (vague.has(plain)) return null;
      const listing = (text: string) => kinds.filter(({ detect }) => detect.urlSchemes.includes(text));
      const candidates = listing(plain).length > 0 ? listing(plain) : listing(base);
      const eponym = candidates.find((kind) => kind.id.startsWith(base.replace(/s$/, '')));
      return named(candidates, name) ?? eponym ?? candidates[0] ?? null;
    },
  };
}

function only<T>(items: readonly T[]): T | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}

/** As written, and as an environment variable would spell it: `dbPassword` and `db-password` are `DB_PASSWORD`. */
function spellings(name: string): readonly string[] {
  const bounded = name.slice(-200);
  const variable = bounded.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_');
  return variable === bounded ? [bounded] : [bounded, variable];
}

function mostSpecificFirst(patterns: readonly Pattern[], name: string): readonly KindRow[] {
  const literal = new Map<KindRow, number>();
  for (const text of spellings(name))
    for (const { kind, regexp } of patterns) {
      const match = regexp.exec(text);
      if (!match) continue;
      const wild = match.slice(1).reduce((sum, part) => sum + (part?.length ?? 0), 0);
      literal.set(kind, Math.max(literal.get(kind) ?? 0, text.length - wild));
    }
  return [...literal].sort(([, a], [, b]) => b - a).map(([kind]) => kind);
}

/** Only wildcards stay capturing and turn lazy, so that what they catch is what the pattern does not say. */
function nameRegExp(pattern: string): RegExp {
  const lazy = pattern
    .replace(/\((?!\?)(?!_?\.[+*])/g, '(?:')
    .replace(/(?<!\()(?<!\(_)\.([+*])/g, '(.$1)')
    .replace(/\.([+*])/g, '.$1?')
    .replace(/(\(_?\.[+*]\?_?\))\?/g, '$1??');
  return new RegExp(`^(?:${lazy})$`, 'i');
}

/** Anchored at the start of the value, or anywhere where the value is a JSON document. */
function startOf(kind: KindRow, pattern: string): Pattern {
  const body = pattern.replace(/^\(\?i\)/, '');
  const start = body.startsWith('"') ? String.raw`^\s*\{[\s\S]*?` : '^';
  return { kind, regexp: new RegExp(`${start}(?:${body})`, body === pattern ? '' : 'i') };
}
