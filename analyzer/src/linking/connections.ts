/** Sessions consumers keep, as far as a person declared their lifetime. */
import type { ConsumerDeclaration } from '../model/configuration.ts';
import { declared } from '../model/evidence.ts';
import type { Connection } from '../model/graph.ts';
import type { LinkedConsumer } from './consumers.ts';

/** From overrides, the last that says a lifetime, and from declared consumers. */
export function linkConnections(
  consumers: Iterable<LinkedConsumer>,
  declarations: readonly { readonly entry: ConsumerDeclaration; readonly consumer: string }[],
): readonly Connection[] {
  const overridden = [...consumers].flatMap(({ node, overrides }): Connection[] => {
    const entry = [...overrides].reverse().find(({ connectionLifetime }) => connectionLifetime !== null);
    return entry
      ? [
          connection(
            node.id,
            entry.connectionLifetime,
            declared(entry.at, entry.reason ?? 'declared connection lifetime'),
          ),
        ]
      : [];
  });
  const own = declarations.flatMap(({ entry, consumer }): Connection[] =>
    entry.connectionLifetime === null
      ? []
      : [connection(consumer, entry.connectionLifetime, declared(entry.at, 'declared connection lifetime'))],
  );
  return [...overridden, ...own];
}

function connection(consumer: string, lifetime: number | null, because: Connection['because'][number]): Connection {
  return { consumer, credential: null, container: null, row: null, lifetime, because: [because] };
}
