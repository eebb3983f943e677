/** The first lines: what was scanned, and how much was found. */

import { cutMiddle, flow } from '../../drawing/layout.ts';
import { escapeTerminal } from '../../explain/escape.ts';
import type { View } from '../../explain/view.ts';
import { plural, sayTotal } from '../../explain/words.ts';
import type { Look } from './look.ts';

/** Root and commit, then counts. */
export function headLines({ inventory }: View, { columns, paint }: Look): readonly string[] {
  const { source, coverage } = inventory;
  const commit = source.commit === null ? '' : ` @ ${source.commit.slice(0, 7)}`;
  const skipped = coverage.filesSkipped.length > 0 ? `, ${coverage.filesSkipped.length} not read` : '';
  const counts = [
    `${plural(coverage.filesRead, 'file')} read${skipped}`,
    plural(inventory.credentials.length, 'credential'),
    `${plural(inventory.consumers.length, 'consumer')} (${sayTotal(inventory.consumers)})`,
    plural(inventory.paths.length, 'path'),
  ];
  return [
    paint(cutMiddle(escapeTerminal(`${source.root}${commit}`), columns), 'bold'),
    ...flow(counts, columns, ' · ').map((line) => paint(line, 'dim')),
  ];
}
