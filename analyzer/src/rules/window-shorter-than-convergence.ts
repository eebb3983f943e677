/** A declared overlap window that ends before the slowest path has settled: a fiction, and who is stranded by it. */
import { sayDuration } from '../model/duration.ts';
import { type Claim, defineRule } from './contract.ts';
import { nameFew } from './reference.ts';

export default defineRule({
  id: 'window-shorter-than-convergence',
  severity: 'error',
  claims: 'The declared overlap window is not longer than convergence takes.',
  why: 'When the window ends, somebody still presents the old value, and is locked out.',
  fix: 'Lengthen the window past the slowest path, shorten that path, or plan an action for who never converges alone.',
  check({ graph, convergence }) {
    return [...graph.credentials.values()].flatMap(({ id, name, overlapWindow }): Claim[] => {
      const course = convergence.get(id);
      if (!overlapWindow || !course || course.consumers.length === 0) return [];
      const window = overlapWindow.value;
      const needed = course.overlapMinimum;
      if (needed !== null && needed < window) return [];
      const stranded = course.consumers.filter(({ withActions: { settled } }) => (settled.bound ?? Infinity) >= window);
      const consumers = stranded.flatMap(({ consumer }) => graph.consumers.get(consumer) ?? []);
      const who = consumers.length > 0 ? ` It strands ${nameFew(consumers.map((consumer) => consumer.name))}.` : '';
      const takes = needed === null ? 'no bound is known for convergence' : `convergence takes ${sayDuration(needed)}`;
      return [
        {
          message: `The window of ${sayDuration(window)} for ${name} is a fiction: ${takes}.${who}`,
          place: overlapWindow.because[0],
          related: consumers.flatMap(({ because: [first] }) => first),
          credential: id,
        },
      ];
    });
  },
});
