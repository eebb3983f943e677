/**
 * What cross-file questions add to what each file says: a client told twice is one client, and a file's uses of one value are told once
 * a moment. It joins nothing to a consumer.
 */
import type { CodeSource, ConnectionFact, ReadFact } from '../../model/fact.ts';

/** A client that two readers saw, one of them across files, is one client: what either says flows into it does. */
export function distinctClients(clients: readonly ConnectionFact[]): readonly ConnectionFact[] {
  const known = new Map<string, ConnectionFact>();
  for (const client of clients) {
    const { file, line, column } = client.at;
    const key = `${client.row} ${file}:${line}:${column}`;
    const before = known.get(key);
    known.set(key, before ? { ...before, uses: distinctSources([...before.uses, ...client.uses]) } : client);
  }
  return [...known.values()];
}

function distinctSources(sources: readonly CodeSource[]): readonly CodeSource[] {
  return [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()];
}

/** One use of a value in a file tells as much as the next that happens at the same moment. */
export function distinctUses(uses: readonly ReadFact[]): readonly ReadFact[] {
  const known = new Map<string, ReadFact>();
  for (const use of uses) {
    const key = `${use.moment} ${use.role ?? ''} ${JSON.stringify(use.source)}`;
    if (!known.has(key)) known.set(key, use);
  }
  return [...known.values()];
}
