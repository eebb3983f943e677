/** How a table is drawn: width, colours, how much of it. Decided by the command, obeyed by every part of the table. */

import type { Paint, StyleName } from '../../drawing/style.ts';
import type { WireRadius, WireSeverity } from '../../wire/types.ts';

export interface Look {
  readonly columns: number;
  readonly paint: Paint;
  /** Every row, instead of the worst. */
  readonly all: boolean;
  /** Options that a suggested command needs to see the same files: `-C samples/small`; empty: none. */
  readonly where: string;
}

export const BAND_STYLE: Readonly<Record<WireRadius['band'], StyleName>> = {
  contained: 'green',
  moderate: 'cyan',
  wide: 'yellow',
  critical: 'red',
};

export const SEVERITY_STYLE: Readonly<Record<WireSeverity, StyleName>> = {
  error: 'red',
  warning: 'yellow',
  note: 'cyan',
};
