/** Findings in a format of another tool: what `scan` and `review` have in common. */
import { REPORT_FORMATS } from '../reports/formats.ts';
import { type ReportParts, reportOf } from '../reports/report.ts';
import type { WireInventory } from '../wire/types.ts';
import { digest } from './digest.ts';

/** The text of a format by its name; findings are about the consumers of `inventory`. */
export function writeReport(
  format: string,
  parts: Pick<ReportParts, 'of' | 'rules' | 'findings' | 'prefix'>,
  { tool, consumers }: WireInventory,
): string {
  const write = REPORT_FORMATS[format];
  if (!write) throw new Error('a format that no command offers');
  const weights = new Map(consumers.map(({ id, instances }) => [id, instances.max ?? instances.min]));
  return write(reportOf({ ...parts, tool, weights, digest }));
}
