/** The simulation for a terminal: the chart first, then an answer to each question that was asked. */

import { sentenceLines } from '../../drawing/prose.ts';
import { escapeTerminal } from '../../explain/escape.ts';
import { type Drawing, drawAnswer } from '../who-breaks/table.ts';
import { drawChart } from './chart.ts';
import {
  type Section,
  sayAdvice,
  sayLoad,
  sayMethod,
  sayMilestones,
  sayOutages,
  sayStall,
  saySweep,
  sayWindow,
} from './sections.ts';
import type { Simulation } from './simulation.ts';

/** The whole text. `changed`: the parameters as typed; null: none. */
export function drawSimulation(simulation: Simulation, changed: string | null, drawing: Drawing): string {
  const { rotation, timeline, exact, error, revoked } = simulation;
  const { paint, columns } = drawing;
  const what = changed === null ? 'from publication, nobody acts' : `from publication, nobody acts, with ${changed}`;
  const head = [
    paint(escapeTerminal(`${rotation.name}: ${what}`), 'bold'),
    paint(escapeTerminal(rotation.credential), 'dim'),
    ...(rotation.asleep.length > 0 ? [`${rotation.asleep.length} dormant, counted nowhere`] : []),
  ];
  const blocks = [
    head,
    drawChart(timeline),
    ...sectionsOf(simulation).map((section) => drawSection(section, drawing)),
    ...(revoked ? [drawAnswer(rotation, revoked, null, drawing).trimEnd().split('\n')] : []),
    sentenceLines(sayMethod(exact, error), '', columns),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Whether a revocation leaves open sessions as they are, or nobody knows. */
function sessionsLive({ dependency }: Simulation['rotation']): boolean {
  return !dependency?.sessionClass || dependency.sessionClass === 'survives';
}

function sectionsOf({
  rotation,
  milestones,
  window,
  outages,
  load,
  sweep,
  leaked,
  stall,
  advice,
}: Simulation): readonly Section[] {
  return [
    sayMilestones(milestones),
    ...(window ? [sayWindow(window, rotation.cutover)] : []),
    ...(outages.length > 0 ? [sayOutages(outages)] : []),
    ...(sweep ? [saySweep(sweep, leaked, sessionsLive(rotation), rotation.cutover)] : []),
    ...(stall ? [sayStall(stall, rotation.cutover)] : []),
    ...(advice ? [sayAdvice(advice, nameIn(rotation))] : []),
    sayLoad(load),
  ];
}

function nameIn({ holdings, asleep }: Simulation['rotation']): (id: string) => string {
  const consumers = [...holdings.map(({ consumer }) => consumer), ...asleep];
  const names = new Map(consumers.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

function drawSection({ title, lines }: Section, { columns, paint }: Drawing): readonly string[] {
  return [
    paint(escapeTerminal(title), 'bold'),
    ...lines.flatMap((line) =>
      // Rows of a table stand as they are: their spaces are columns.
      /^ *\S+( \S+)? {2}/.test(line) ? [`  ${escapeTerminal(line)}`] : sentenceLines(line, '  ', columns),
    ),
  ];
}
