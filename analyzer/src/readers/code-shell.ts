/**
 * Shell scripts: what they read, and that a script is a consumer where something it reads is secret-shaped. Who starts it is for linking to
 * find; nothing is expanded or run.
 */
import type { ConsumerFact, Fact, ReadFact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { findInShell } from '../syntax/code/shell/find.ts';
import { isSecretName } from '../syntax/code/strong-words.ts';
import { parseCode } from '../syntax/code/tree-sitter.ts';
import { fileStart } from '../syntax/line-index.ts';
import { defineReader } from './contract.ts';

/** Scripts that build tools put into every repository: they read what their tool documents, and are nobody's own. */
const BROUGHT_ALONG = /(?:^|\/)(?:mvnw|gradlew|configure|config\.(?:guess|sub)|install-sh|husky\.sh)$/;

export default defineReader({
  id: 'code-shell',
  reads: 'shell scripts: variables they do not set, sourced env files, items fetched from stores, mounted files',
  syntax: 'code',
  accepts: (unit) => unit.content.language === 'shell' && !BROUGHT_ALONG.test(unit.file),
  read(unit) {
    const { tree, notes } = parseCode(unit.content);
    if (!tree) return { facts: [], notes };
    const stated = findInShell(tree);
    const consumer = consumerOf(unit.file, stated.facts, fileStart(unit.file));
    return { facts: [...consumer, ...stated.facts], notes: [...notes, ...stated.notes] };
  },
});

function consumerOf(file: string, facts: readonly Fact[], at: Span): readonly ConsumerFact[] {
  if (!facts.some((fact) => fact.fact === 'read' && isOfSecret(fact))) return [];
  return [
    {
      fact: 'consumer',
      consumer: { kind: 'script', namespace: null, name: file },
      kind: 'script',
      application: null,
      instances: { min: 1, max: 1, declared: false },
      schedules: [],
      dormant: null,
      freshProcess: true,
      lifecycle: null,
      images: [],
      serviceAccount: null,
      owner: null,
      at,
    },
  ];
}

function isOfSecret({ source }: ReadFact): boolean {
  return source.kind === 'env' ? isSecretName(source.name) : true;
}
