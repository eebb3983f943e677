/** The simulation as JSON: durations ISO 8601, shares and chances between 0 and 1, what was not asked null. */
import type { Shares, TimelinePoint } from '../../convergence/whatif.ts';
import type { Stranded, WindowCheck } from '../../convergence/window.ts';
import { formatDuration, type Seconds } from '../../model/duration.ts';
import { roundShare } from '../../wire/share.ts';
import { milestonesToWire } from '../../wire/times.ts';
import { answerToJson } from '../who-breaks/answer.ts';
import type { Simulation } from './simulation.ts';

/** JSON text. */
export function writeSimulation(simulation: Simulation): string {
  const { rotation, load, stall, advice } = simulation;
  const json = {
    credential: rotation.credential,
    name: rotation.name,
    cutover: rotation.cutover,
    exact: simulation.exact,
    error: roundShare(simulation.error),
    automatic: milestonesToWire(simulation.milestones),
    timeline: simulation.timeline.map(pointToJson),
    window: simulation.window ? windowToJson(simulation.window) : null,
    sweep:
      simulation.sweep?.map((row) => ({
        ...row,
        at: formatDuration(row.at),
        exposure: formatDuration(row.at),
        stranded: roundShare(row.stranded),
        strandedInstances: roundShare(row.strandedInstances),
        failingHandshakes: roundShare(row.failingHandshakes),
        staleTime: formatDuration(row.staleTime),
      })) ?? null,
    revoked: simulation.revoked ? answerToJson(rotation, simulation.revoked, null) : null,
    stall: stall
      ? {
          ...stall,
          at: durationOf(stall.at),
          back: durationOf(stall.back),
          adopted: roundShare(stall.adopted),
          stale: roundShare(stall.stale),
          oldConnections: roundShare(stall.oldConnections),
        }
      : null,
    advice,
    load: { ...load, usual: roundShare(load.usual), peak: roundShare(load.peak), peakAt: formatDuration(load.peakAt) },
    outages: simulation.outages.map(({ consumer, p50, p99, bound, reasons }) => ({
      consumer: consumer.id,
      name: consumer.name,
      owner: consumer.owner,
      p50: durationOf(p50),
      p99: durationOf(p99),
      bound: durationOf(bound),
      reasons,
    })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function durationOf(seconds: Seconds | null): string | null {
  return seconds === null ? null : formatDuration(seconds);
}

function pointToJson({ at, adopted, settled }: TimelinePoint) {
  return { at: formatDuration(at), adopted: sharesToJson(adopted), settled: sharesToJson(settled) };
}

function sharesToJson({ instances, connections, consumers, paths }: Shares) {
  return {
    instances: roundShare(instances),
    connections: roundShare(connections),
    consumers: roundShare(consumers),
    paths: roundShare(paths),
  };
}

function windowToJson({ window, settled, adopted, bounds }: WindowCheck) {
  return {
    window: formatDuration(window),
    fiction: settled.length > 0,
    settledBound: formatDuration(bounds.settled),
    adoptedBound: formatDuration(bounds.adopted),
    settled: settled.map(strandedToJson),
    adopted: adopted.map(strandedToJson),
  };
}

function strandedToJson({ consumer, bound, chance, share, reasons }: Stranded) {
  return {
    consumer: consumer.id,
    name: consumer.name,
    owner: consumer.owner,
    bound: durationOf(bound),
    chance: roundShare(chance),
    share: roundShare(share),
    reasons,
  };
}
