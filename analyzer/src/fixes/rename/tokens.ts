/**
 * Finds a name as it is written near a place that is known to speak of it. A place may stand at a neighbour (the object's name for
 * its key), so some lines around are looked at, and only forms in which the name means this thing count.
 */
import type { Span } from '../../model/place.ts';
import { linesOf, stretch } from '../text.ts';

/** Lines before and behind a place. */
const NEAR = 4;

export type TokenRole = 'key' | 'variable' | 'read';

/** What may stand before and behind the name, the surest form first. */
const FORMS: Readonly<Record<TokenRole, readonly { readonly before: RegExp; readonly behind: RegExp }[]>> = {
  key: [
    { before: /\b(?:secretKey|key|subPath):\s*["']?$/, behind: /^["']?\s*(?:[,}#]|$)/ },
    { before: /^\s*(?:- )?["']?$/, behind: /^["']?\s*[:=]/ },
    { before: /[{,]\s*["']?$/, behind: /^["']?\s*:/ },
    { before: /^\s*- ["']?$/, behind: /^=/ },
  ],
  variable: [
    { before: /\bname:\s*["']?$/, behind: /^["']?\s*(?:[,}#]|$)/ },
    { before: /^\s*(?:- )?(?:export\s+)?["']?$/, behind: /^["']?\s*[:=]/ },
    { before: /[{,]\s*["']?$/, behind: /^["']?\s*:/ },
    { before: /\$\{?$/, behind: /^/ },
    { before: /^\s*- ["']?$/, behind: /^["']?\s*$/ },
  ],
  read: [{ before: /(?:^|[^\w.-])$|\benv\.$|\bENV\.$/, behind: /^(?:$|[^\w-])/ }],
};

/** The name near the place: the surest form, on the nearest line; null: it is not written there. */
export function findToken(text: string, place: Span, name: string, role: TokenRole): Span | null {
  const lines = linesOf(text);
  const from = Math.max(1, place.line - (role === 'read' ? 0 : NEAR));
  const to = Math.min(lines.length, place.endLine + (role === 'read' ? 0 : NEAR));
  const away = (line: number) => (line < place.line ? place.line - line : Math.max(0, line - place.endLine));
  const near = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).sort(
    (a, b) => away(a) - away(b) || a - b,
  );
  for (const { before, behind } of FORMS[role])
    for (const line of near) {
      const column = columnIn(lines[line - 1] ?? '', name, before, behind);
      if (column !== null) return stretch(place.file, line, column, name.length);
    }
  return null;
}

function columnIn(line: string, name: string, before: RegExp, behind: RegExp): number | null {
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1))
    if (before.test(line.slice(0, at)) && behind.test(line.slice(at + name.length))) return at + 1;
  return null;
}
