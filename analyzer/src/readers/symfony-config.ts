/** Configuration of Symfony in YAML: `%env(X)%` is read when the container first needs it. */
import type { ReadFact } from '../model/fact.ts';
import { variablesIn } from '../syntax/code/php/parameters.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'symfony-config',
  reads: 'config/services.yaml and config/packages/*.yaml of Symfony: the variables of %env(X)%',
  syntax: 'text',
  accepts: ({ file }) => /(?:^|\/)config\/(?:packages\/|services|parameters).*\.ya?ml$/.test(file),
  read({ content }) {
    const facts = variablesIn(content.text)
      .filter(({ start }) => !isComment(content.text, start))
      .map(({ name, optional, start, end }): ReadFact => {
        const at = content.span(start, end);
        return {
          fact: 'read',
          source: { kind: 'env', name },
          language: 'php',
          moment: 'construction',
          interval: null,
          stages: { observes: null, validates: null, swaps: null, drains: null },
          role: null,
          implicitBy: null,
          optional,
          at,
          decidedAt: at,
          says: 'when the container makes the service that takes it',
        };
      });
    return { facts, notes: [] };
  },
});

function isComment(text: string, offset: number): boolean {
  return /^\s*#/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
}
