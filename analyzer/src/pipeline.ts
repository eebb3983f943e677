/**
 * The stages after the facts, in order, one call each. Pure and deterministic: the same facts give the same inventory,
 * byte for byte. Nothing is decided here.
 */
import { converge } from './convergence/converge.ts';
import { observe } from './convergence/observability.ts';
import type { Knowledge } from './knowledge/tables.ts';
import { link } from './linking/link.ts';
import { joinRendered } from './linking/rendered.ts';
import type { Configuration } from './model/configuration.ts';
import type { Skipped } from './model/coverage.ts';
import type { Unresolved } from './model/graph.ts';
import type { Inventory, Layers, Source } from './model/inventory.ts';
import { compareSpans, compareText } from './model/place.ts';
import { measureRadii } from './radius/measure.ts';
import { upkeepOf } from './radius/upkeep.ts';
import { decideRefresh } from './refresh/decide.ts';
import { applyRules } from './rules/apply.ts';
import type { Rule } from './rules/contract.ts';
import type { Facts } from './session.ts';

export interface AnalysisOptions {
  readonly source: Source;
  readonly configuration: Configuration;
  readonly knowledge: Knowledge;
  readonly rules: readonly Rule[];
  /** The day by which dates are judged, `2026-11-26`; absent: none, so that the same files give the same bytes on any day. */
  readonly today?: string | null;
  /** What the workspace read and could not read. */
  readonly read: { readonly filesRead: number; readonly filesSkipped: readonly Skipped[] };
}

/** Facts → inventory. */
export function analyze(facts: Facts, options: AnalysisOptions): Inventory {
  const { configuration, knowledge, source, read, today = null } = options;
  const { units, unresolved } = joinRendered(facts.units, facts.rendered);
  const graph = link(units, {
    repository: source.root,
    configuration,
    knowledge,
    valueClasses: facts.valueClasses,
    passwordClasses: facts.passwordClasses,
  });
  const refresh = decideRefresh(graph, knowledge);
  const { timing, convergence } = converge(graph, refresh, knowledge, configuration);
  const radii = measureRadii(graph, refresh, convergence, knowledge, configuration, timing);
  const observability = observe(graph, refresh);
  const upkeep = upkeepOf(graph, convergence, radii);
  const ignore = [...configuration.ignore, ...facts.suppressions];
  const judgedBy = { ...configuration, ignore };
  const layers: Layers = {
    configuration: judgedBy,
    graph,
    refresh,
    timing,
    convergence,
    radii,
    observability,
    upkeep,
    today,
  };
  return {
    ...layers,
    source,
    findings: applyRules(options.rules, layers),
    coverage: {
      filesRead: read.filesRead,
      filesSkipped: [...read.filesSkipped, ...facts.skipped].sort(
        (a, b) => compareText(a.file, b.file) || compareText(a.reason, b.reason),
      ),
      unresolved: [...graph.unresolved, ...unresolved, ...notInGraph(facts, graph.unresolved)].sort(
        (a, b) => compareSpans(a.at, b.at) || compareText(a.what, b.what),
      ),
    },
  };
}

/** Notes of syntax and rendering, which no unit carries. */
function notInGraph({ unresolved }: Facts, known: readonly Unresolved[]): readonly Unresolved[] {
  const said = new Set(known.map(({ what, at }) => `${at.file}:${at.line}:${at.column} ${what}`));
  return unresolved.filter(({ what, at }) => !said.has(`${at.file}:${at.line}:${at.column} ${what}`));
}
