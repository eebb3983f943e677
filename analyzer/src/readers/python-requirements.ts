/** requirements.txt: a folder of Python code that pip installs for, where no manifest names it. */
import { compareText } from '../model/place.ts';
import { isRun, requirementName } from '../syntax/code/python/requirement.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'python-requirements',
  reads: 'requirements.txt: folders of Python code and what pip installs for them',
  syntax: 'lines',
  // What only tests and people at their desk need makes nothing an application.
  accepts: ({ file }) =>
    /requirements/.test(file) && !/(?:dev|test|lint|doc|local|build)[\w-]*\.txt$/.test(baseName(file)),
  read({ file, content }) {
    const [first] = content;
    const names = content
      .filter(({ text }) => !text.startsWith('-'))
      .flatMap(({ text }) => requirementName(text) ?? []);
    const dependencies = [...new Set(names)].sort(compareText);
    if (!first || dependencies.length === 0) return { facts: [], notes: [] };
    const own = folderOf(file);
    const folder = baseName(own) === 'requirements' ? folderOf(own) : own;
    const application = isRun(dependencies);
    const name = baseName(folder);
    return {
      facts: [
        { fact: 'package', language: 'python', name, folder, application, entries: [], dependencies, at: first.span },
      ],
      notes: [],
    };
  },
});
