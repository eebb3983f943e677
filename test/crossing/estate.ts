/** Files in memory, read as a session reads them, and what they say of each other. */
import { createCodeImports } from '../../analyzer/src/crossing/code-imports.ts';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import type { ConnectionFact, ReadFact } from '../../analyzer/src/model/fact.ts';
import type { CrossingParts } from '../../analyzer/src/session/crossed.ts';
import type { Session } from '../../analyzer/src/session.ts';
import { loadCompiler } from '../../analyzer/src/workspace/compiler.ts';
import { sessionOver } from '../session/estate.ts';

export function crossingOver(files: Readonly<Record<string, string>>, parts: Partial<CrossingParts> = {}): Session {
  const { judgeName } = loadKnowledge();
  return sessionOver(files, {
    crossing: {
      imports: createCodeImports(),
      loadCompiler,
      judgeName: (name) => (judgeName(name).is === 'secret' ? 'secret' : 'unknown'),
      ...parts,
    },
  });
}

function crossed(session: Session) {
  return session
    .facts()
    .units.filter(({ reader }) => reader === 'crossing')
    .flatMap(({ facts }) => facts);
}

/** `src/pool.ts:4 HARBOUR_DB_PASSWORD as config.db.password: import`. */
export function usesOf(session: Session): readonly string[] {
  return crossed(session)
    .filter((fact): fact is ReadFact => fact.fact === 'read')
    .map(({ at, source, through, moment }) => {
      const name = source.kind === 'env' ? source.name : source.kind;
      return `${at.file}:${at.line} ${name} as ${through?.written}: ${moment}`;
    });
}

/** `src/pool.ts:4 node-pg-max-lifetime of HARBOUR_DB_PASSWORD`. */
export function clientsOf(session: Session): readonly string[] {
  return crossed(session)
    .filter((fact): fact is ConnectionFact => fact.fact === 'connection')
    .map(({ at, row, uses }) => {
      const names = uses.map((source) => (source.kind === 'env' ? source.name : source.kind));
      return `${at.file}:${at.line} ${row} of ${names.join(', ')}`;
    });
}
