/** What was not read, and what was read but could not be followed. A reader must know what the table does not say. */

import { wrap } from '../../drawing/layout.ts';
import { escapeTerminal } from '../../explain/escape.ts';
import { placeOf, sayPlace } from '../../explain/explanation.ts';
import type { View } from '../../explain/view.ts';
import { plural, sayList } from '../../explain/words.ts';
import { compareText } from '../../model/place.ts';
import type { WireCoverage } from '../../wire/types.ts';
import type { Look } from './look.ts';

const MOST_PLACES = 3;
const INDENT = '  ';

export function coverageLines(view: View, look: Look): readonly string[] {
  const { filesSkipped, unresolved } = view.inventory.coverage;
  const lines = [...skipped(filesSkipped, look), ...open(unresolved, look)];
  return lines.length === 0 ? [] : [look.paint('Not read, not followed', 'bold'), ...lines];
}

function skipped(files: WireCoverage['filesSkipped'], look: Look): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { file, reason } of files) {
    const names = reasons.get(reason);
    if (names) names.push(file);
    else reasons.set(reason, [file]);
  }
  return [...reasons]
    .sort(([first, a], [second, b]) => b.length - a.length || compareText(first, second))
    .flatMap(([reason, names]) => {
      const list = sayList(names, look.all ? names.length : MOST_PLACES);
      return wrap(escapeTerminal(`${plural(names.length, 'file')}: ${reason}: ${list}`), look.columns - INDENT.length);
    })
    .map((text) => `${INDENT}${text}`);
}

function open(unresolved: WireCoverage['unresolved'], look: Look): readonly string[] {
  if (unresolved.length === 0) return [];
  const shown = look.all ? unresolved : unresolved.slice(0, MOST_PLACES);
  const more = unresolved.length - shown.length;
  return [
    `${INDENT}${plural(unresolved.length, 'place')} where a credential could not be followed`,
    ...shown.flatMap(({ what, place }) => {
      const at = placeOf(place);
      const text = escapeTerminal(at === null ? what : `${sayPlace(at)} ${what}`);
      return wrap(text, look.columns - 6).map((line, row) =>
        look.paint(`${row === 0 ? '    ' : '      '}${line}`, 'dim'),
      );
    }),
    ...(more > 0 ? [look.paint(`    … ${more} more`, 'dim')] : []),
  ];
}
