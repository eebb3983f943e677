/** Ruby and the Ruby inside ERB: variables, Rails credentials and store items, when they are read, tasks and jobs. */
import { rubyOfErb } from '../syntax/code/ruby/erb.ts';
import { readRuby } from '../syntax/code/ruby/read.ts';
import { parseCode } from '../syntax/code/tree-sitter.ts';
import { defineReader } from './contract.ts';

const ERB = /\.(?:erb|ya?ml)$/;

export default defineReader({
  id: 'code-ruby',
  reads:
    'Ruby code and ERB: environment, Rails credentials, mounted files, secret stores, pools, rake tasks, jobs and schedules',
  syntax: 'code',
  accepts: ({ content }) => content.language === 'ruby',
  read({ content }) {
    const source = ERB.test(content.file) ? { ...content, text: rubyOfErb(content.text) } : content;
    const { tree, notes } = parseCode(source);
    if (!tree) return { facts: [], notes };
    const stated = readRuby({ ...tree, source: content });
    return { facts: stated.facts, notes: [...notes, ...stated.notes] };
  },
});
