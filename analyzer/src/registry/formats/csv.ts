/** Three tables for a spreadsheet: credentials, consumers, paths. Durations are seconds, so that they sort. */
import { escapeCsv } from '../../explain/escape.ts';
import { type View, viewOf } from '../../explain/view.ts';
import type { WireConsumer, WireCredential, WireInventory, WirePath } from '../../wire/types.ts';
import { defineExporter } from '../contract.ts';
import { type Summary, secondsOf, summaryOf } from '../summary.ts';

type Value = string | number | boolean | null | undefined;
type Column<T> = readonly [title: string, value: (of: T) => Value];

const CREDENTIALS: readonly Column<Summary>[] = [
  ['id', ({ credential }) => credential.id],
  ['name', ({ credential }) => credential.name],
  ['kind', ({ credential }) => credential.kind],
  ['owners', ({ credential }) => joined(credential.owners)],
  ['environments', ({ credential }) => joined(credential.environments)],
  ['dependency', ({ credential }) => credential.dependency],
  ['pattern', ({ credential }) => credential.pattern.recommended],
  ['difficulty', ({ credential }) => credential.difficulty],
  ['verdict', ({ credential }) => credential.revocation.verdict],
  ['scope_radius', ({ credential }) => credential.scopeRadius.score],
  ['scope_band', ({ credential }) => credential.scopeRadius.band],
  ['rollout_radius', ({ credential }) => credential.rolloutRadius.score],
  ['rollout_band', ({ credential }) => credential.rolloutRadius.band],
  ['carriers', ({ credential }) => credential.carriers.length],
  ['consumers', ({ consumers }) => consumers.length],
  ['unowned_consumers', ({ unowned }) => unowned],
  ['never_without_action', ({ credential }) => credential.convergence.neverWithoutAction.length],
  ['settled_seconds', ({ automatic }) => automatic],
  ['settled_with_actions_seconds', ({ withActions }) => withActions],
  ['no_bound_because', ({ credential }) => credential.convergence.automatic.settled.reason],
  ['overlap_minimum_seconds', ({ credential }) => secondsOf(credential.overlapWindow.minimum)],
  ['overlap_declared_seconds', ({ credential }) => secondsOf(credential.overlapWindow.declared)],
  ['last_rotated', ({ credential }) => credential.lastRotated],
  ['cadence_seconds', ({ credential }) => secondsOf(credential.cadence)],
  ['errors', ({ findings }) => findings.error],
  ['warnings', ({ findings }) => findings.warning],
  ['notes', ({ findings }) => findings.note],
  ['next_step', ({ nextStep }) => nextStep],
];

const CONSUMERS: readonly Column<WireConsumer>[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['kind', ({ kind }) => kind],
  ['application', ({ application }) => application],
  ['cluster', ({ cluster }) => cluster],
  ['namespace', ({ namespace }) => namespace],
  ['environment', ({ environment }) => environment],
  ['owner', ({ owner }) => owner],
  ['instances_min', ({ instances }) => instances.min],
  ['instances_max', ({ instances }) => instances.max],
  ['instances_declared', ({ instances }) => instances.declared],
  ['schedule', ({ schedule }) => schedule],
  ['dormant', ({ dormant }) => dormant],
  ['observability', ({ observability }) => observability],
  ['settled_seconds', ({ convergence }) => secondsOf(convergence.automatic.settled.bound)],
  ['settled_with_actions_seconds', ({ convergence }) => secondsOf(convergence.withActions.settled.bound)],
];

const PATHS: readonly Column<WirePath>[] = [
  ['id', ({ id }) => id],
  ['credential', ({ credential }) => credential],
  ['consumer', ({ consumer }) => consumer],
  ['container', ({ container }) => container],
  ['origin', ({ carriers }) => carriers[0]],
  ['delivered_from', ({ carriers }) => carriers.at(-1)],
  ['role', ({ role }) => role],
  ['delivery', ({ delivery }) => delivery.form],
  ['variable', ({ delivery }) => delivery.variable],
  ['path', ({ delivery }) => delivery.path],
  ['refresh', ({ refresh }) => refresh.mode],
  ['refresh_confidence', ({ refresh }) => refresh.confidence],
  ['adopted_seconds', ({ adopted }) => secondsOf(adopted.bound)],
  ['settled_seconds', ({ settled }) => secondsOf(settled.bound)],
  ['no_bound_because', ({ settled }) => settled.reason],
  ['confidence', ({ confidence }) => confidence],
  ['file', ({ because }) => because[0]?.file],
  ['line', ({ because }) => because[0]?.line],
];

export default defineExporter({
  id: 'csv',
  writes: 'three tables for a spreadsheet: credentials, consumers, paths',
  folder: true,
  *files(inventory) {
    yield { path: 'credentials.csv', text: table(CREDENTIALS, summaries(inventory, viewOf(inventory))) };
    yield { path: 'consumers.csv', text: table(CONSUMERS, inventory.consumers) };
    yield { path: 'paths.csv', text: table(PATHS, inventory.paths) };
  },
});

function* summaries({ credentials }: Pick<WireInventory, 'credentials'>, view: View): Iterable<Summary> {
  for (const credential of credentials) yield summaryOf(view, credential satisfies WireCredential);
}

function* table<T>(columns: readonly Column<T>[], items: Iterable<T>): Iterable<string> {
  yield row(columns.map(([title]) => title));
  for (const item of items) yield row(columns.map(([, value]) => value(item)));
}

function row(values: readonly Value[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: Value): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? escapeCsv(value) : String(value);
}

function joined(names: readonly string[]): string {
  return names.join('; ');
}
