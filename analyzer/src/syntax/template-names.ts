/**
 * A Go template of an operator (External Secrets, Sealed Secrets) over a flat set of names: which names it puts into its text,
 * and how. The template is read, never run.
 */

export interface TemplateNames {
  /** Names it takes, in the order of first use. */
  readonly names: readonly string[];
  /** It walks over all names (`range`, `toJson .`): every one may be in it. */
  readonly everything: boolean;
  /** Blocks decide what is printed, so what is said is an interpretation. */
  readonly interpreted: boolean;
  /** The whole text is one action that passes on one name, at most in another coding. */
  readonly bare: boolean;
  /** The text with `${NAME}` for actions that take `name` and a neutral word for all others. */
  mask(name: string): string;
}

interface Action {
  readonly start: number;
  readonly end: number;
  readonly code: string;
}

/** Whether there is a template in the text at all. */
export function isTemplate(text: string): boolean {
  return actionsIn(text).length > 0;
}

/** Reads the template; a text without actions has no names. */
export function namesInTemplate(text: string): TemplateNames {
  const actions = actionsIn(text);
  const blocks: string[] = [];
  const readings = actions.map(({ code }) => readAction(code, blocks));
  const names = [...new Set(readings.flatMap((reading) => reading.names))];
  const [only] = actions;
  const alone = actions.length === 1 && only !== undefined && text.slice(only.start, only.end) === text.trim();
  return {
    names,
    everything: readings.some(({ everything }) => everything),
    interpreted: readings.some(({ keyword }) => keyword !== null),
    bare: alone && names.length === 1 && !COMPOSES.test(only.code),
    mask: (name) => {
      const parts = actions.map(({ start, code }, number) => {
        const before = text.slice(actions[number - 1]?.end ?? 0, start);
        const neutral = readings[number]?.names.includes(name) ? `\${${name}}` : 'x';
        return before + (maskPrintf(code, name) ?? neutral);
      });
      return parts.join('') + text.slice(actions.at(-1)?.end ?? 0);
    },
  };
}

/** Strings may hold `}}`; an action that does not end ends the search. */
const STEP = /"(?:\\.|[^"\\\n])*"|`[^`]*`|\}\}|[\s\S]/y;

function actionsIn(text: string): readonly Action[] {
  const actions: Action[] = [];
  for (let start = text.indexOf('{{'); start >= 0; ) {
    STEP.lastIndex = start + 2;
    let step = STEP.exec(text);
    while (step && step[0] !== '}}') step = STEP.exec(text);
    if (!step) break;
    const end = step.index + 2;
    actions.push({
      start,
      end,
      code: text
        .slice(start + 2, end - 2)
        .replace(/^-(?=\s)|(?<=\s)-$/g, '')
        .trim(),
    });
    start = text.indexOf('{{', end);
  }
  return actions;
}

/** Functions that put their arguments into a longer text (Go text/template, Sprig). */
const COMPOSES = /\b(?:print|printf|println|dict|list|cat|join|replace|htpasswd)\b/;
const PRINTF = /^printf\s+"((?:\\.|[^"\\])*)"((?:\s+\$?\.\w+)+)$/;

/** `printf "…%s…" .a .b` is its format with the names in it; null: no such action. */
function maskPrintf(code: string, name: string): string | null {
  const [, format, written] = PRINTF.exec(code) ?? [];
  if (format === undefined || written === undefined) return null;
  const given = written
    .trim()
    .split(/\s+/)
    .map((field) => field.replace(/^\$?\./, ''));
  let next = 0;
  return format.replace(/%[svq]/g, () => (given[next++] === name ? `\${${name}}` : 'x'));
}

interface ActionReading {
  readonly names: readonly string[];
  readonly everything: boolean;
  readonly keyword: string | null;
}

const KEYWORD = /^(?:if|else|end|range|with|define|block|template|break|continue)\b/;
/** Inside these, `.x` is a field of what they walk over; `$.x` still is a name. */
const REBINDS = /^(?:range|with)\b/;
const OPENS = /^(?:if|range|with|define|block)\b/;

/** `index . "NAME"`, and the Sprig functions that take the map and a key. */
const LOOK_UP = /\b(?:index|get|dig|hasKey)\s+[$.]\s+"([^"\\]+)"/g;
const STRING = /"(?:\\.|[^"\\\n])*"|`[^`]*`/g;
/** A field of the dot or of `$`; a field of a variable or of a bracket is not a name. */
const FIELD = /(?<![\w)$.\]])(\$?)\.([A-Za-z_]\w*)/g;
const WHOLE_DOT = /(?<![\w)\]$.])[$.](?![\w.])/;

function readAction(code: string, blocks: string[]): ActionReading {
  const keyword = KEYWORD.exec(code)?.[0] ?? null;
  if (code.startsWith('/*')) return { names: [], everything: false, keyword };
  if (keyword === 'end') blocks.pop();
  const rebound = blocks.some((block) => REBINDS.test(block));
  const looked = [...code.matchAll(LOOK_UP)].flatMap((match) => match[1] ?? []);
  const rest = code.replace(LOOK_UP, '""').replace(STRING, '""');
  const fields = [...rest.matchAll(FIELD)].flatMap(([, root, name]) => (name && (root || !rebound) ? [name] : []));
  if (OPENS.test(code)) blocks.push(code);
  return { names: [...looked, ...fields], everything: WHOLE_DOT.test(rest) && !rebound, keyword };
}
