/**
 * The inventory as JSON, version 1. Deterministic: everything sorted, no clock, no absolute path, no secret value. It
 * rewrites what the model says and decides nothing.
 */

import type { Coverage } from '../model/coverage.ts';
import type { Finding } from '../model/finding.ts';
import type { Credential, Derivation } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Inventory } from '../model/inventory.ts';
import { compareSpans, compareText } from '../model/place.ts';
import type { ConsumerTiming } from '../model/timing.ts';
import { difficultyOf } from '../radius/difficulty.ts';
import { credentialToWire, type Improvement } from './credential.ts';
import { becauseToWire, compareEvidence, evidenceToWire, placeToWire } from './evidence.ts';
import { carrierToWire, consumerToWire, dependencyToWire, derivationToWire } from './nodes.ts';
import { pathToWire } from './path.ts';
import type { WireCoverage, WireCredential, WireFinding, WireInventory } from './types.ts';
import { TOOL } from './version.ts';
import { SEVERITIES } from './words.ts';

/** Advice that needs more than an inventory, by credential id. */
export interface Advice {
  readonly patterns: ReadonlyMap<string, WireCredential['pattern']>;
  readonly splits: ReadonlyMap<string, NonNullable<WireCredential['split']>>;
  readonly improvements: ReadonlyMap<string, readonly Improvement[]>;
}

const NOBODY_ASKED: Advice = { patterns: new Map(), splits: new Map(), improvements: new Map() };

/** The wire form of a whole inventory. Pure. */
export function toWire(inventory: Inventory, advice: Advice = NOBODY_ASKED): WireInventory {
  const { graph, refresh, timing } = inventory;
  const timings = timingsByConsumer(inventory);
  const signals = groupBy(graph.signals ?? [], ({ consumer }) => consumer);
  return {
    schemaVersion: 1,
    tool: TOOL,
    source: { root: inventory.source.root, commit: inventory.source.commit },
    credentials: sortedById(graph.credentials).map((credential) => oneCredential(credential, inventory, advice)),
    dependencies: sortedById(graph.dependencies).map(dependencyToWire),
    carriers: sortedById(graph.carriers).map(carrierToWire),
    derivations: graph.derivations.toSorted(compareDerivations).map(derivationToWire),
    consumers: sortedById(graph.consumers).map((consumer) =>
      consumerToWire(consumer, timings.get(consumer.id) ?? [], {
        observability: inventory.observability.get(consumer.id),
        signals: signals.get(consumer.id) ?? [],
      }),
    ),
    paths: graph.paths.toSorted(byId).map((path) => pathToWire(path, refresh.get(path.id), timing.get(path.id))),
    findings: inventory.findings.map(findingToWire).toSorted(compareFindings),
    coverage: coverageToWire(inventory.coverage),
  };
}

function oneCredential(credential: Credential, inventory: Inventory, advice: Advice): WireCredential {
  const { graph, convergence, radii } = inventory;
  const difficulty = difficultyOf(credential, graph, convergence.get(credential.id), radii.get(credential.id));
  return credentialToWire(credential, inventory, {
    difficulty,
    split: advice.splits.get(credential.id) ?? null,
    pattern: advice.patterns.get(credential.id),
    improvements: advice.improvements.get(credential.id),
  });
}

function sortedById<T extends { readonly id: string }>(nodes: ReadonlyMap<string, T>): readonly T[] {
  return [...nodes.values()].sort(byId);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return compareText(a.id, b.id);
}

function compareDerivations(a: Derivation, b: Derivation): number {
  return (
    compareText(a.from, b.from) ||
    compareText(a.to, b.to) ||
    compareText(a.by, b.by) ||
    compareEvidence(evidenceToWire(a.because[0]), evidenceToWire(b.because[0]))
  );
}

function timingsByConsumer(inventory: Inventory): ReadonlyMap<string, readonly ConsumerTiming[]> {
  const timings = new Map<string, ConsumerTiming[]>();
  for (const { consumers } of inventory.convergence.values()) {
    for (const timing of consumers) {
      const known = timings.get(timing.consumer);
      if (known) known.push(timing);
      else timings.set(timing.consumer, [timing]);
    }
  }
  return timings;
}

function findingToWire(finding: Finding): WireFinding {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    place: evidenceToWire(finding.place),
    related: becauseToWire(finding.related),
    credential: finding.credential,
    consumer: finding.consumer,
  };
}

function compareFindings(a: WireFinding, b: WireFinding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.rule, b.rule) ||
    compareEvidence(a.place, b.place) ||
    compareText(a.message, b.message)
  );
}

function coverageToWire(coverage: Coverage): WireCoverage {
  return {
    filesRead: coverage.filesRead,
    filesSkipped: coverage.filesSkipped
      .map(({ file, reason }) => ({ file, reason }))
      .toSorted((a, b) => compareText(a.file, b.file) || compareText(a.reason, b.reason)),
    unresolved: coverage.unresolved
      .toSorted((a, b) => compareSpans(a.at, b.at) || compareText(a.what, b.what))
      .map(({ what, at }) => ({ what, place: placeToWire(at, what) })),
  };
}
