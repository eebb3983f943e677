/**
 * `${VAR}` as Flux expands it (github.com/fluxcd/pkg/envsubst, after drone/envsubst): defaults, cuts, case and replacement. A bare
 * `$VAR` is text. A variable that is not known stays as written.
 */

export interface Substituted {
  readonly text: string;
  /** Names that were filled in. */
  readonly used: readonly string[];
  /** Names that stayed. */
  readonly unknown: readonly string[];
}

/** Fallbacks inside fallbacks. */
const MOST_DEPTH = 8;
/** Longest text that is made: beyond it references stay. */
const MOST_TEXT = 1_000_000;
/** Longest text looked through for one reference. */
const LONGEST = 4096;

/** `text` with every reference filled in; `variable` null: not known. */
export function substitute(text: string, variable: (name: string) => string | null): Substituted {
  const [used, unknown] = [new Set<string>(), new Set<string>()];
  const filled = fill(text, { variable, used, unknown }, MOST_DEPTH);
  return { text: filled, used: [...used], unknown: [...unknown] };
}

interface Filling {
  readonly variable: (name: string) => string | null;
  readonly used: Set<string>;
  readonly unknown: Set<string>;
}

function fill(text: string, filling: Filling, depth: number): string {
  let [result, done] = ['', 0];
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', done)) {
    // `$${VAR}` is how `${VAR}` is written for someone else.
    const escaped = text[start - 1] === '$' && start > done;
    const end = closing(text, start + 2);
    if (result.length > MOST_TEXT) break;
    if (escaped || end < 0) {
      result += text.slice(done, escaped ? start - 1 : start).concat('${');
      done = start + 2;
      continue;
    }
    const written = text.slice(start, end + 1);
    result += text.slice(done, start) + (expand(written.slice(2, -1), filling, depth) ?? written);
    done = end + 1;
  }
  return result + text.slice(done);
}

function closing(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length && at < from + LONGEST; at += 1) {
    if (text[at] === '{' && text[at - 1] === '$') open += 1;
    else if (text[at] === '}') open -= 1;
    if (open === 0) return at;
  }
  return -1;
}

const REFERENCE = /^(?<length>#?)(?<name>[A-Za-z_]\w*)(?<rest>[\s\S]*)$/;

/** null: it stays as written. */
function expand(reference: string, filling: Filling, depth: number): string | null {
  const { length = '', name = '', rest = '' } = REFERENCE.exec(reference)?.groups ?? {};
  if (name === '' || depth === 0) return null;
  const known = filling.variable(name);
  const fallback = /^:?[-=]/.exec(rest)?.[0];
  if (fallback) return known ? use(name, known, filling) : fill(rest.slice(fallback.length), filling, depth - 1);
  if (known === null) {
    filling.unknown.add(name);
    return null;
  }
  const changed = length ? String(known.length) : change(known, fill(rest, filling, depth - 1));
  return changed === null ? null : use(name, changed, filling);
}

function use(name: string, value: string, { used }: Filling): string {
  used.add(name);
  return value;
}

/** What stands behind the name, and what it does to the value; patterns are compared as text, `*` at their end or start cuts. */
const CHANGES: readonly (readonly [RegExp, (value: string, ...parts: readonly string[]) => string])[] = [
  [/^$/, (value) => value],
  [/^\^\^$/, (value) => value.toUpperCase()],
  [/^,,$/, (value) => value.toLowerCase()],
  [/^\^$/, (value) => value.slice(0, 1).toUpperCase() + value.slice(1)],
  [/^,$/, (value) => value.slice(0, 1).toLowerCase() + value.slice(1)],
  [/^:(\d+)$/, (value, from) => value.slice(Number(from))],
  [/^:(\d+):(\d+)$/, (value, from, count) => value.slice(Number(from), Number(from) + Number(count))],
  [/^\/\/([^/]+)\/([^/]*)$/, (value, from, to = '') => value.replaceAll(from ?? '', () => to)],
  [
    /^\/#([^/]+)\/([^/]*)$/,
    (value, from = '', to = '') => (value.startsWith(from) ? to + value.slice(from.length) : value),
  ],
  [
    /^\/%([^/]+)\/([^/]*)$/,
    (value, from = '', to = '') => (value.endsWith(from) ? value.slice(0, value.length - from.length) + to : value),
  ],
  [/^\/([^/#%]+)\/([^/]*)$/, (value, from = '', to = '') => value.replace(from, () => to)],
  [
    /^##\*([^*]+)$/,
    (value, mark = '') => value.slice(value.lastIndexOf(mark) < 0 ? 0 : value.lastIndexOf(mark) + mark.length),
  ],
  [/^#\*([^*]+)$/, (value, mark = '') => value.slice(!value.includes(mark) ? 0 : value.indexOf(mark) + mark.length)],
  [/^%%([^*]+)\*$/, (value, mark = '') => (value.includes(mark) ? value.slice(0, value.indexOf(mark)) : value)],
  [/^%([^*]+)\*$/, (value, mark = '') => (value.includes(mark) ? value.slice(0, value.lastIndexOf(mark)) : value)],
  [/^##?([^*#]+)$/, (value, from = '') => (value.startsWith(from) ? value.slice(from.length) : value)],
  [/^%%?([^*%]+)$/, (value, from = '') => (value.endsWith(from) ? value.slice(0, value.length - from.length) : value)],
];

function change(value: string, rest: string): string | null {
  const found = CHANGES.find(([form]) => form.test(rest));
  return found ? found[1](value, ...(found[0].exec(rest)?.slice(1) ?? [])) : null;
}
