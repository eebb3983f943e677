/**
 * Prisma schemas: `env("X")` of a datasource. The client resolves it when it is made, the migration commands when they run
 * (https://www.prisma.io/docs/orm/reference/prisma-schema-reference#datasource). It looks at nothing else in the schema.
 */
import type { ReadFact } from '../model/fact.ts';
import { defineReader } from './contract.ts';

/** A field of the datasource: which part of Prisma takes it, and when. */
const FIELDS: Readonly<Record<string, Pick<ReadFact, 'moment' | 'says'>>> = {
  url: { moment: 'construction', says: 'when PrismaClient is made' },
  directUrl: { moment: 'job', says: 'when a command of Prisma runs' },
  shadowDatabaseUrl: { moment: 'job', says: 'when a command of Prisma runs' },
};
const DATASOURCE = /^[ \t]*datasource\s+\w+\s*\{[^}]*\}/gm;
const FIELD = /^[ \t]*(\w+)\s*=\s*(env\(\s*"([A-Za-z_]\w*)"\s*\))/gm;
const NO_STAGES = { observes: null, validates: null, swaps: null, drains: null };

export default defineReader({
  id: 'code-prisma',
  reads: 'Prisma schemas: variables of the datasource',
  syntax: 'code',
  accepts: (unit) => unit.content.language === 'prisma',
  read: ({ content: { text, index } }) => {
    const facts = [...text.matchAll(DATASOURCE)].flatMap((datasource) =>
      [...datasource[0].matchAll(FIELD)].flatMap((match): ReadFact[] => {
        const [whole, field = '', call = '', name = ''] = match;
        const known = FIELDS[field];
        if (!known) return [];
        const end = datasource.index + match.index + whole.length;
        const at = index.span(end - call.length, end);
        const read = { fact: 'read', language: 'prisma', source: { kind: 'env', name }, interval: null } as const;
        const rest = { stages: NO_STAGES, role: 'presents', implicitBy: null, optional: false } as const;
        return [{ ...read, ...known, ...rest, at, decidedAt: at }];
      }),
    );
    return { facts, notes: [] };
  },
});
