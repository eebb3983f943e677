/** A hop that asks for one version by number or name: publishing a new one changes nothing until the pin is edited. */
import { defineRule } from './contract.ts';
import { claimStuck, stuckPaths } from './frozen.ts';

export default defineRule({
  id: 'pinned-version',
  severity: 'warning',
  claims: 'A carrier on the way is pinned to one version of the value.',
  why: 'The store serves the new version and this hop keeps asking for the old one. Whoever revokes the old version cuts off everybody behind the pin.',
  fix: 'Ask for the latest version. Where the pin is wanted, moving it is a step of the rotation, and moving it back is its way back.',
  owasp: 'NHI7:2025 Long-Lived Secrets',
  check: ({ graph }) =>
    stuckPaths(graph)
      .filter(({ hop }) => hop.pinned)
      .map((stuck) =>
        claimStuck(
          stuck,
          graph,
          ({ carrier, credential, why, who }) =>
            `${carrier} stays at one version of ${credential} (${why}): for ${who} the pin must be moved.`,
        ),
      ),
});
