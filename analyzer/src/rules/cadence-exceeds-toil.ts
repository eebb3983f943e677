/** A cadence that asks for more handwork than people give: it will be skipped, or done without looking. */
import { sayDuration } from '../model/duration.ts';
import { declared } from '../model/evidence.ts';
import { type Claim, defineRule } from './contract.ts';
import { nameFew } from './reference.ts';

/** One working day a year for one credential; more is a job, and jobs get skipped. */
const BUDGET_MINUTES = 480;

export default defineRule({
  id: 'cadence-exceeds-toil',
  severity: 'warning',
  claims: 'The declared cadence costs more than a working day of handwork a year.',
  why: 'What is rotated by hand too often is rotated late, or by routine without the gates. The handwork comes from consumers that never take a new value by themselves.',
  fix: 'Make those consumers take it without an action first; until then declare the cadence that people can keep.',
  check({ graph, convergence, upkeep }) {
    return [...graph.credentials.values()].flatMap(({ id, name, cadence, because }): Claim[] => {
      const cost = upkeep.get(id)?.costs.find((one) => one.cadence === cadence);
      if (cadence === null || !cost || cost.minutesAYear <= BUDGET_MINUTES) return [];
      const acting = (convergence.get(id)?.consumers ?? []).filter(({ action }) => action !== null);
      const consumers = acting.flatMap(({ consumer }) => graph.consumers.get(consumer) ?? []);
      const place = because.find(({ from }) => from === 'declared') ?? because[0];
      const each = `every ${sayDuration(cadence)}`;
      return [
        {
          message: `Rotating ${name} ${each} costs about ${sayDuration(cost.minutesAYear * 60)} of handwork a year, for ${nameFew(consumers.map((one) => one.name))}.`,
          place: place.from === 'declared' ? declared(place.span, `cadence: ${each}`) : place,
          related: acting.flatMap(({ action }) => (action ? [action.because[0]] : [])),
          credential: id,
        },
      ];
    });
  },
});
