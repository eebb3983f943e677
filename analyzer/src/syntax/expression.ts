/**
 * GitHub expressions (`${{ secrets.NAME }}`): which secrets a text takes in. Text inside an expression's quotes is text, a name that
 * is computed is said to be one. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */

export interface SecretUse {
  /** In capitals, as GitHub keeps it: names of secrets have no case. null: computed, or all secrets at once. */
  readonly name: string | null;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

/** The token GitHub makes for each run, whatever it is written as. */
export const RUN_TOKEN = 'GITHUB_TOKEN';

const OPEN = '${{';
const CLOSE = '}}';
/** Longest expression in which quotes are followed; a longer one ends at the first braces. */
const LONGEST = 4000;
const USE =
  /'(?:[^']|'')*'|(?<![\w.-])(?:secrets[ \t]*(?:\.[ \t]*([A-Za-z_][\w-]*)|\[[ \t]*'([^']+)'[ \t]*\]|(?![\w-]))|(?:github|gitea|forgejo|forge)[ \t]*\.[ \t]*(token)(?![\w-]))/gi;

/** The uses of secrets in `text`, in order; `whole`: the text is an expression without the braces (`if:`). */
export function findSecretUses(text: string, whole = false): readonly SecretUse[] {
  if (!hasExpression(text)) return whole ? usesIn(text, 0) : [];
  const uses: SecretUse[] = [];
  for (let at = text.indexOf(OPEN); at >= 0; at = text.indexOf(OPEN, at)) {
    const start = at + OPEN.length;
    const end = endOfExpression(text, start);
    if (end < 0) break;
    uses.push(...usesIn(text.slice(start, end), start));
    at = end + CLOSE.length;
  }
  return uses;
}

/** Where the expression that starts at `start` ends: braces inside its quotes do not end it. Below 0: never. */
function endOfExpression(text: string, start: number): number {
  let quoted = false;
  for (let at = start; at < Math.min(text.length, start + LONGEST); at += 1) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith(CLOSE, at)) return at;
  }
  return text.indexOf(CLOSE, start);
}

/** Whether the text holds an expression at all. */
export function hasExpression(text: string): boolean {
  return text.includes(OPEN);
}

function usesIn(expression: string, base: number): readonly SecretUse[] {
  return [...expression.matchAll(USE)].flatMap((match) => {
    if (match[0].startsWith("'")) return [];
    const name = match[3] ? RUN_TOKEN : ((match[1] ?? match[2])?.toUpperCase() ?? null);
    const start = base + match.index;
    return [{ name, start, end: start + match[0].trimEnd().length }];
  });
}
