/** A reference that names one version of the value: the store moves on, this does not. */
import { groupBy } from '../model/group.ts';
import { type Claim, defineRule } from './contract.ts';
import { credentialName, nameFew, referenceOf, usesOf } from './reference.ts';

export default defineRule({
  id: 'pinned-version',
  severity: 'warning',
  claims: 'A carrier is filled from one fixed version of a store item.',
  why: 'A new version is published and never arrives. When the old one is disabled, the sync fails.',
  fix: 'Refer to the current version, or make changing the pin a step of the rotation.',
  owasp: 'NHI7:2025 Long-Lived Secrets',
  check({ graph }) {
    const pinned = graph.paths.flatMap((path) =>
      path.derivations.flatMap(({ to, frozen, because: [place] }) =>
        frozen !== null && /^pinned\b/i.test(frozen) ? [{ to, frozen, place, path }] : [],
      ),
    );
    const once = groupBy(pinned, ({ to, path }) => `${path.credential} ${to}`);
    return [...once.values()].flatMap((same): Claim[] => {
      const [first] = same;
      if (!first) return [];
      const uses = usesOf(
        graph,
        same.map(({ path }) => path),
      );
      const name = credentialName(graph, first.path.credential);
      const who = nameFew(uses.map(({ consumer }) => consumer.name));
      return [
        {
          message: `${name} is fetched by a ${first.frozen}: a new one never reaches ${who}.`,
          place: first.place,
          related: uses.map(({ consumer, paths: [path] }) => referenceOf(path, consumer, `${consumer.name} reads it`)),
          credential: first.path.credential,
        },
      ];
    });
  },
});
