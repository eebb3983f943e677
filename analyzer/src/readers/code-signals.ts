/** Signals of convergence in source code: the names of the metrics that tell whether a new value is in use (design, section 9). */
import { SIGNALS, type SignalFact } from '../model/fact.ts';
import { defineReader } from './contract.ts';

const NAMED = new RegExp(`\\b(?:${SIGNALS.join('|')})`, 'g');

export default defineReader({
  id: 'code-signals',
  reads: 'source code of any language: the metrics by which a rotation is watched',
  syntax: 'code',
  accepts: ({ content }) => content.text.search(NAMED) >= 0,
  read({ content: { text, index } }) {
    const facts = SIGNALS.flatMap((name): SignalFact[] => {
      // Once a file: where it is first named is where it is made.
      const start = text.search(new RegExp(`\\b${name}`));
      return start < 0 ? [] : [{ fact: 'signal', name, at: index.span(start, start + name.length) }];
    });
    return { facts, notes: [] };
  },
});
