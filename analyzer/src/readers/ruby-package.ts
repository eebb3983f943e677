/** Gemfile: a folder of Ruby code, what it needs, and whether it is run. */
import { compareText } from '../model/place.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { defineReader } from './contract.ts';

/** Frameworks and servers that are run: who needs one is an application, not a library. */
const RUN = new Set([
  'rails',
  'railties',
  'sinatra',
  'hanami',
  'roda',
  'puma',
  'unicorn',
  'sidekiq',
  'resque',
  'rack',
  'grape',
]);

export default defineReader({
  id: 'ruby-package',
  reads: 'Gemfile: the Ruby applications of a repository and the gems they need',
  syntax: 'lines',
  accepts: ({ file }) => baseName(file) === 'Gemfile',
  read({ file, content }) {
    const gems = content.flatMap(({ text }) => /^gem[ (]+["']([\w.-]+)["']/.exec(text)?.[1] ?? []);
    const [first] = content;
    if (!first || gems.length === 0) return { facts: [], notes: [] };
    const folder = folderOf(file);
    const dependencies = [...new Set(gems)].sort(compareText);
    const inFolder = (path: string) => (folder ? `${folder}/${path}` : path);
    return {
      facts: [
        {
          fact: 'package',
          language: 'ruby',
          name: baseName(folder),
          folder,
          application: dependencies.some((name) => RUN.has(name)),
          entries: dependencies.includes('rails')
            ? ['config.ru', 'config/application.rb'].map(inFolder).sort(compareText)
            : [],
          dependencies,
          at: first.span,
        },
      ],
      notes: [],
    };
  },
});
