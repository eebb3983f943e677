/** The only door for the language server and other users of the library. */
export { advise } from './advice/advise.ts';
export { type Analysis, type AnalysisOptions, ConfigurationError, openAnalysis } from './analysis.ts';
export { COUNTS, DURATIONS, type Parameter } from './convergence/changed.ts';
export { whoBreaks } from './convergence/who-breaks.ts';
export type { Stranded as StrandedConsumer } from './convergence/window.ts';
export { plainPaint } from './drawing/style.ts';
export { explainCredential } from './explain/credential.ts';
export { escapeTerminal } from './explain/escape.ts';
export { type Explanation, type Line, type Place, placeOf, type Section } from './explain/explanation.ts';
export { type SaidFact, sayFact } from './explain/facts.ts';
export { findCredential } from './explain/find.ts';
export { findingKey } from './explain/finding-key.ts';
export { hoverSections } from './explain/hover.ts';
export { countModes, sayHint, sayLens } from './explain/lens.ts';
export { type LinkTo, sectionsToMarkdown } from './explain/markdown.ts';
export { type Mark, type MarkKind, type Marks, marksOf } from './explain/marks.ts';
export { nextStep } from './explain/next-step.ts';
export { sayReason } from './explain/reasons.ts';
export {
  carrierName,
  consumerName,
  consumersOf,
  credentialLabel,
  isHole,
  pathsOf,
  type View,
  viewOf,
} from './explain/view.ts';
export { plural, sayDelivery, sayInstances, sayIso, sayTimes, sayTotal } from './explain/words.ts';
export type { Edit, Fix } from './fixes/contract.ts';
export { offerFixes } from './fixes/offer.ts';
export { type Renamed, renameAt } from './fixes/rename/rename.ts';
export { factsAlone } from './live/alone.ts';
export { type BufferChange, type DiskChange, type Live, openLive, type Problem } from './live/live.ts';
export { formatDuration } from './model/duration.ts';
export type { Fact, UnitFacts } from './model/fact.ts';
export type { Finding } from './model/finding.ts';
export type { Inventory } from './model/inventory.ts';
export { compareText, type Span } from './model/place.ts';
export { analyze } from './pipeline.ts';
export { EXPORTERS } from './registry/registry.generated.ts';
export { compareInventories } from './review/compare.ts';
export { toComment } from './review/markdown.ts';
export { RULES } from './rules/registry.generated.ts';
export { toHtml } from './runbook/html.ts';
export { makePlan } from './runbook/make-plan.ts';
export { toMarkdown } from './runbook/markdown.ts';
export { type ScanOptions, scan } from './scan.ts';
export { HistoryError, readTwoTrees, type TwoTrees, type TwoTreesOptions } from './two-trees.ts';
export { type Simulation, simulate } from './whatif/simulate/simulation.ts';
export { drawSimulation } from './whatif/simulate/text.ts';
export { answerToJson } from './whatif/who-breaks/answer.ts';
export { drawAnswer } from './whatif/who-breaks/table.ts';
export { toWire } from './wire/inventory.ts';
export { readRotation } from './wire/rotation.ts';
export { milestonesToWire } from './wire/times.ts';
export type {
  WireCarrier,
  WireConsumer,
  WireCredential,
  WireEvidence,
  WireFinding,
  WireInventory,
  WirePath,
} from './wire/types.ts';
export { TOOL } from './wire/version.ts';
export { openCommitTrees } from './workspace/commit-tree.ts';
export { openWorkspace } from './workspace/open.ts';
