// Made by scripts/generate.mjs from the files of this folder; do not edit.
import type { Exporter } from './contract.ts';

/** By id. */
export const EXPORTERS: ReadonlyMap<string, () => Promise<Exporter>> = new Map([
  ['backstage', async () => (await import('./formats/backstage.ts')).default],
  ['csv', async () => (await import('./formats/csv.ts')).default],
  ['cyclonedx', async () => (await import('./formats/cyclonedx.ts')).default],
  ['dot', async () => (await import('./formats/dot.ts')).default],
  ['graphml', async () => (await import('./formats/graphml.ts')).default],
  ['hardest', async () => (await import('./formats/hardest.ts')).default],
  ['html', async () => (await import('./formats/html.ts')).default],
  ['json', async () => (await import('./formats/json.ts')).default],
  ['markdown', async () => (await import('./formats/markdown.ts')).default],
  ['mermaid', async () => (await import('./formats/mermaid.ts')).default],
  ['ndjson', async () => (await import('./formats/ndjson.ts')).default],
  ['openmetrics', async () => (await import('./formats/openmetrics.ts')).default],
]);
