/** A hop that passes no change on: created once, interval zero, immutable. A pinned version has a rule of its own. */
import { defineRule } from './contract.ts';
import { claimStuck, stuckPaths } from './frozen.ts';

export default defineRule({
  id: 'never-refreshes',
  severity: 'warning',
  claims: 'A carrier on the way never takes a new value by itself.',
  why: 'The store shows the new value and everything behind this hop keeps the old one, however often it is restarted.',
  fix: 'Let the hop refresh on an interval; where it must stay frozen, replace the object as a step of the rotation.',
  owasp: 'NHI7:2025 Long-Lived Secrets',
  check: ({ graph }) =>
    stuckPaths(graph)
      .filter(({ hop }) => !hop.pinned)
      .map((stuck) =>
        claimStuck(
          stuck,
          graph,
          ({ carrier, credential, why, who }) =>
            `${carrier} never takes a new value of ${credential} (${why}): the old one stays with ${who}.`,
        ),
      ),
});
