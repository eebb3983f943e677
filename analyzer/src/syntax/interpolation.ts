/**
 * `${VAR}` as Compose, dotenv and shells write it: which variables a text takes in, and what it falls back to. It expands nothing.
 * https://docs.docker.com/reference/compose-file/interpolation/
 */

export interface Interpolation {
  readonly name: string;
  /** Offsets of the whole reference in the text. */
  readonly start: number;
  readonly end: number;
  /** `-` takes the fallback where the variable is missing, `?` fails with it, `+` takes it where the variable is there. */
  readonly operator: '-' | '?' | '+' | null;
  /** Text behind the operator and where it starts. */
  readonly fallback: { readonly text: string; readonly start: number } | null;
}

/** Fallbacks inside fallbacks: nobody writes more, and each level is read once more. */
const MOST_DEPTH = 8;
const NAME = /[A-Za-z_]\w*/y;
const OPERATOR = /:?([-?+])/y;

/** The references of `text` in order, those inside a fallback behind the one around them. `$$` and `\$` are no references. */
export function findInterpolations(text: string): readonly Interpolation[] {
  return find(text, 0, MOST_DEPTH);
}

/** Whether `text` is one reference and nothing else. */
export function isWholeInterpolation(text: string): boolean {
  if (!text.startsWith('$')) return false;
  const first = text.startsWith('${') ? braced(text, 0) : bare(text, 0);
  return first?.end === text.length;
}

/** Every reference to a default replaced by that default; null where a variable without one remains. For paths and counts, never for values. */
export function withDefaults(text: string): string | null {
  let result = '';
  let at = 0;
  for (const { start, end, operator, fallback } of findInterpolations(text)) {
    if (start < at) continue;
    const value = operator === '-' && fallback ? withDefaults(fallback.text) : null;
    if (value === null) return null;
    result += text.slice(at, start) + value;
    at = end;
  }
  return result + text.slice(at);
}

function find(text: string, base: number, depth: number): readonly Interpolation[] {
  const found: Interpolation[] = [];
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
    if (text[at - 1] === '\\' || text[at + 1] === '$') {
      at += text[at + 1] === '$' ? 2 : 1;
      continue;
    }
    const reference = text[at + 1] === '{' ? braced(text, at) : bare(text, at);
    if (!reference) {
      at += 1;
      continue;
    }
    const { fallback } = reference;
    found.push(shifted(reference, base));
    if (fallback && depth > 0) found.push(...find(fallback.text, base + fallback.start, depth - 1));
    at = reference.end;
  }
  return found;
}

function shifted(reference: Interpolation, base: number): Interpolation {
  const { start, end, fallback } = reference;
  return {
    ...reference,
    start: start + base,
    end: end + base,
    fallback: fallback && { text: fallback.text, start: fallback.start + base },
  };
}

function nameAt(text: string, at: number): string | null {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0] ?? null;
}

function bare(text: string, start: number): Interpolation | null {
  const name = nameAt(text, start + 1);
  return name === null ? null : { name, start, end: start + 1 + name.length, operator: null, fallback: null };
}

/** null where it is not a variable (`${{ }}`, `${1}`, `${#X}`) or is never closed. */
function braced(text: string, start: number): Interpolation | null {
  const name = nameAt(text, start + 2);
  if (name === null) return null;
  const behind = start + 2 + name.length;
  if (text[behind] === '}') return { name, start, end: behind + 1, operator: null, fallback: null };
  OPERATOR.lastIndex = behind;
  const match = OPERATOR.exec(text);
  const close = closingBrace(text, behind);
  if (close < 0) return null;
  if (!match) return { name, start, end: close + 1, operator: null, fallback: null };
  const from = behind + match[0].length;
  return {
    name,
    start,
    end: close + 1,
    operator: match[1] as '-' | '?' | '+',
    fallback: { text: text.slice(from, close), start: from },
  };
}

function closingBrace(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length && at < from + LONGEST; at += 1) {
    if (text[at] === '{' && text[at - 1] === '$') open += 1;
    else if (text[at] === '}') open -= 1;
    if (open === 0) return at;
  }
  return -1;
}

/** Longest reference looked for, so that `${A-${A-${A-…` costs no more than its length. */
const LONGEST = 1024;
