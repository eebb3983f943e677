/** The only door for the language server and other users of the library. */
export { type Analysis, type AnalysisOptions, ConfigurationError, openAnalysis } from './analysis.ts';
export type { Inventory } from './model/inventory.ts';
export { analyze } from './pipeline.ts';
export { type ScanOptions, scan } from './scan.ts';
export { toWire } from './wire/inventory.ts';
export type { WireInventory } from './wire/types.ts';
