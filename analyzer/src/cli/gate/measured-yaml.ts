/** Measured delays as rows of `keyturn.yaml`, ready to paste. Names go through JSON, which YAML reads as text whatever they hold. */
import type { Judgement } from '../../evidence/judgement.ts';
import { measuredRows } from '../../evidence/measured.ts';
import { isoOf } from '../../evidence/moments.ts';
import { escapeTerminal } from '../../explain/escape.ts';
import { plural } from '../../explain/words.ts';
import { formatDuration } from '../../model/duration.ts';

/** The `delays:` section; a comment alone where no row was measured. */
export function measuredYaml({ about, measured }: Judgement): string {
  const rows = measuredRows(measured);
  const head = '# Measured by keyturn gate. A few measurements show what was, not the longest that can be.\n';
  if (rows.length === 0) return `${head}# No delay of a single row was measured.\ndelays: []\n`;
  const lines = rows.flatMap(({ row, max, measurements, files }) => {
    const reason = `longest of ${plural(measurements, 'measurement')} in the rotation published ${isoOf(about.published.at)}: ${files.join(', ')}`;
    return [
      `  - row: ${quoted(row)}`,
      `    delay: { kind: uniform, min: PT0S, max: ${formatDuration(max)} }`,
      `    reason: ${quoted(reason)}`,
    ];
  });
  return `${head}delays:\n${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return JSON.stringify(escapeTerminal(text));
}
