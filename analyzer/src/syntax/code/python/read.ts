/** One Python file, from its tree to its findings: a list of calls to the parts, nothing decided here. */

import { readsInErrors } from '../broken.ts';
import { type CodeTree, child, childrenIn } from '../code-tree.ts';
import { type Findings, type Stated, stateFindings } from '../findings.ts';
import { clientsOf, rolesOf } from './clients.ts';
import { entriesOf } from './entries.ts';
import { environmentOf } from './environment.ts';
import { momentsOf } from './moments.ts';
import { namesOf, type PythonNames } from './names.ts';
import { settingsOf } from './settings-class.ts';

const PLAIN_READ = /\b(?:environ(?:\.get)?|getenv)\s*[[(]\s*["']([A-Za-z_]\w*)["']\s*[\]),]/g;

export function readPython(tree: CodeTree): Stated {
  const names = namesOf(tree);
  const { reads, unresolved } = environmentOf(names);
  const findings: Findings = {
    reads: [...reads, ...settingsOf(names), ...readsInErrors(tree, PLAIN_READ, reads)],
    unresolved,
    clients: clientsOf(names),
    roles: rolesOf(names),
    entries: entriesOf(names),
    imports: importsOf(names),
  };
  return stateFindings(tree, findings, momentsOf(names), names);
}

/** Modules as written; `from . import x` imports the module `.x` if there is one, so the name is told too. */
function importsOf({ tree, calls, literal }: PythonNames): NonNullable<Findings['imports']> {
  const plain = tree
    .all('import_statement')
    .flatMap((node) =>
      childrenIn(node, 'name').map((name) => ({ specifier: tree.text(child(name, 'name') ?? name), node: name })),
    );
  const from = tree.all('import_from_statement').flatMap((node) => {
    const module = child(node, 'module_name');
    if (!module) return [];
    const written = tree.text(module);
    const names = childrenIn(node, 'name')
      .map((name) => ({
        specifier: `${written}${written.endsWith('.') ? '' : '.'}${tree.text(child(name, 'name') ?? name)}`,
        node: name,
      }))
      // Modules are written in small letters (PEP 8); a class is none.
      .filter(({ specifier }) => /\.[a-z_][^.A-Z]*$/.test(specifier));
    return [{ specifier: written, node: module }, ...names];
  });
  const settings = calls
    .filter(
      ({ callee, positional: [key] }) =>
        callee === 'os.environ.setdefault' && key && literal(key) === 'DJANGO_SETTINGS_MODULE',
    )
    .flatMap(({ positional: [, value], node }) => {
      const specifier = value && literal(value);
      return specifier ? [{ specifier, node }] : [];
    });
  return [...plain, ...from, ...settings];
}
