/** pyproject.toml and Pipfile: one Python package, what it needs, and whether it is run. */
import type { PackageFact } from '../model/fact.ts';
import { compareText } from '../model/place.ts';
import { isRun, requirementName } from '../syntax/code/python/requirement.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { at, entriesAt, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'python-package',
  reads: 'pyproject.toml and Pipfile: the Python packages of a repository, what they need, which of them are run',
  syntax: 'toml',
  accepts: ({ file }) => /^(?:pyproject\.toml|Pipfile)$/.test(baseName(file)),
  read: ({ file, content }) => ({ facts: packageOf(file, content), notes: [] }),
});

function packageOf(file: string, content: Tree): readonly PackageFact[] {
  const named = scalarAt(content, 'project', 'name') ?? scalarAt(content, 'tool', 'poetry', 'name');
  const dependencies = dependenciesOf(content);
  // A file that only configures tools makes no package.
  if (!named && dependencies.length === 0) return [];
  const folder = folderOf(file);
  const scripts = [at(content, 'project', 'scripts'), at(content, 'tool', 'poetry', 'scripts')];
  const entries = scripts.flatMap((one) => entriesAt(one)).flatMap(({ value }) => entryOf(folder, textAt(value)));
  return [
    {
      fact: 'package',
      language: 'python',
      name: named?.text ?? baseName(folder),
      folder,
      application: isRun(dependencies) || entries.length > 0,
      entries: sorted(entries),
      dependencies,
      at: (named ?? content).span,
    },
  ];
}

/** `tide.cli:main` → `tide/cli.py`. */
function entryOf(folder: string, written: string | null): readonly string[] {
  const module = /^([\w.]+)(?::|$)/.exec(written ?? '')?.[1];
  return module ? [`${folder ? `${folder}/` : ''}${module.replaceAll('.', '/')}.py`] : [];
}

function dependenciesOf(content: Tree): readonly string[] {
  const listed = itemsAt(content, 'project', 'dependencies').map((item) => textAt(item) ?? '');
  const tables = [at(content, 'tool', 'poetry', 'dependencies'), at(content, 'packages')];
  const keyed = tables.flatMap((table) => entriesAt(table)).map(({ key }) => key.text);
  return sorted(
    [...listed, ...keyed].flatMap((written) => requirementName(written) ?? []).filter((name) => name !== 'python'),
  );
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}
