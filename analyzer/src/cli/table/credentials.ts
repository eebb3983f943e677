/** One row of two lines per credential, the worst rollout first: figures above, what they come from below. */

import { cutMiddle, flow, padEnd, widthOf } from '../../drawing/layout.ts';
import type { StyleName } from '../../drawing/style.ts';
import { sayConvergence } from '../../explain/convergence.ts';
import { escapeTerminal } from '../../explain/escape.ts';
import { consumersOf, credentialLabel, type View } from '../../explain/view.ts';
import { compareText } from '../../model/place.ts';
import type { WireCredential, WireInventory } from '../../wire/types.ts';
import { detailParts, radiusCell } from './figures.ts';
import { BAND_STYLE, type Look } from './look.ts';

/** Rows shown when not all are asked for. */
const MOST_ROWS = 25;
const GAP = '  ';
const INDENT = '    ';
const SHORTEST_NAME = 12;

interface Cell {
  readonly text: string;
  readonly style: StyleName | null;
}

const TITLES = ['CREDENTIAL', 'SCOPE', 'ROLLOUT', 'CONSUMERS', 'SETTLES'].map((text): Cell => ({ text, style: 'dim' }));

/** The order of every list of credentials: worst rollout first, then scope, then id. */
export function worstFirst({ credentials }: WireInventory): readonly WireCredential[] {
  return credentials.toSorted(
    (a, b) =>
      b.rolloutRadius.score - a.rolloutRadius.score ||
      b.scopeRadius.score - a.scopeRadius.score ||
      compareText(a.id, b.id),
  );
}

export function credentialLines(view: View, look: Look): readonly string[] {
  const all = worstFirst(view.inventory);
  if (all.length === 0) return ['No credential was found.'];
  const shown = look.all ? all : all.slice(0, MOST_ROWS);
  const rows = shown.map((credential) => cellsOf(view, credential));
  const widths = columnWidths([TITLES, ...rows], look.columns);
  const more = all.length - shown.length;
  return [
    line(TITLES, widths, look),
    ...shown.flatMap((credential, at) => [line(rows[at] ?? [], widths, look), ...details(view, credential, look)]),
    ...(more > 0 ? [look.paint(`${GAP}… ${more} more, shown with --all`, 'dim')] : []),
  ];
}

function cellsOf(view: View, credential: WireCredential): readonly Cell[] {
  const { scopeRadius, rolloutRadius, convergence } = credential;
  return [
    { text: escapeTerminal(credentialLabel(view, credential)), style: 'bold' },
    { text: radiusCell(scopeRadius), style: BAND_STYLE[scopeRadius.band] },
    { text: radiusCell(rolloutRadius), style: BAND_STYLE[rolloutRadius.band] },
    { text: String(consumersOf(view, credential).length), style: null },
    { text: sayConvergence(view, credential), style: convergence.neverWithoutAction.length > 0 ? 'red' : null },
  ];
}

/** As wide as their content; the name takes what is left. */
function columnWidths(rows: ReadonlyArray<readonly Cell[]>, columns: number): readonly number[] {
  const natural = TITLES.map((_, at) => Math.max(...rows.map((row) => widthOf(row[at]?.text ?? ''))));
  const others = natural.slice(1).reduce((sum, width) => sum + width + GAP.length, GAP.length);
  const name = Math.max(SHORTEST_NAME, Math.min(natural[0] ?? 0, columns - others));
  return [name, ...natural.slice(1)];
}

function line(cells: readonly Cell[], widths: readonly number[], { paint }: Look): string {
  const painted = cells.map(({ text, style }, at) => {
    const width = widths[at] ?? 0;
    const padded = at === cells.length - 1 ? text : padEnd(cutMiddle(text, width), width);
    return style === null ? padded : paint(padded, style);
  });
  return `${GAP}${painted.join(GAP)}`;
}

function details(view: View, credential: WireCredential, { columns, paint }: Look): readonly string[] {
  const lines = flow(detailParts(view, credential), columns - INDENT.length, ' · ');
  return lines.map((text) => paint(`${INDENT}${text}`, 'dim'));
}
