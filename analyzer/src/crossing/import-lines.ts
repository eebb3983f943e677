/**
 * What a TypeScript or JavaScript file imports, by a few searches of its text, so that the importers of a module are found without a
 * tree. It runs on bytes read as latin1 as well as on text. It may find too much in a comment; it never leaves an import out.
 */

/** What the clause of an import asks for: `*` is the whole module. */
export interface ImportLine {
  readonly specifier: string;
  /** Names as the module exports them; `*` alone for the whole module. */
  readonly names: readonly string[];
  /** The file hands them on: `export … from`. */
  readonly passesOn: boolean;
}

/** Longest clause that people write; a longer one is taken for the whole module. */
const LONGEST_CLAUSE = 4_000;
const SPECIFIER = /\s*(['"])([^'"\n\\]{1,300})\1/y;

/** All imports of a text, in its order for each way of importing. */
export function importLines(text: string): readonly ImportLine[] {
  const lines: ImportLine[] = [];
  const [lastImport, lastExport] = [lastOf(text, 'import'), lastOf(text, 'export')];
  for (let at = text.indexOf('from'); at >= 0; at = text.indexOf('from', at + 4)) {
    const specifier = specifierAt(text, at + 4);
    const clause = specifier === null ? null : clauseBefore(text, at, lastImport(at), lastExport(at));
    if (specifier !== null && clause && !clause.ofTypes)
      lines.push({ specifier, names: namesOf(clause.text), passesOn: clause.passesOn });
  }
  for (const call of ['require(', 'import('])
    for (let at = text.indexOf(call); at >= 0; at = text.indexOf(call, at + call.length)) {
      const specifier = specifierAt(text, at + call.length);
      if (specifier !== null) lines.push({ specifier, names: ['*'], passesOn: false });
    }
  return lines;
}

function specifierAt(text: string, from: number): string | null {
  SPECIFIER.lastIndex = from;
  return SPECIFIER.exec(text)?.[2] ?? null;
}

interface Clause {
  readonly text: string;
  readonly passesOn: boolean;
  readonly ofTypes: boolean;
}

/** Where a word last began, for places further and further on: searched backward from each, a text that is all `from` would take minutes. */
function lastOf(text: string, word: string): (at: number) => number {
  let last = -1;
  let next = text.indexOf(word);
  return (at) => {
    for (; next >= 0 && next <= at; next = text.indexOf(word, next + word.length)) last = next;
    return last;
  };
}

/** What stands between `import` or `export` and `from`; null: neither stands before it. */
function clauseBefore(text: string, end: number, imports: number, exports: number): Clause | null {
  const start = Math.max(imports, exports) + 'import'.length;
  if (imports < 0 && exports < 0) return null;
  const clause = end - start > LONGEST_CLAUSE ? '*' : text.slice(start, end).trim();
  if (/[;=('"]/.test(clause)) return null;
  return { text: clause, passesOn: exports > imports, ofTypes: /^type\s*[{*\w]/.test(clause) };
}

/** `a, { b as c, type D }` → `default`, `b`. */
function namesOf(clause: string): readonly string[] {
  if (clause.includes('*')) return ['*'];
  const braced = /\{([^}]*)\}/.exec(clause);
  const named = (braced?.[1] ?? '')
    .replaceAll(/\/\/.*$/gm, '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^type\s/.test(part))
    .map((part) => part.split(/\s/)[0] ?? part);
  return /^[\w$]/.test(clause) ? ['default', ...named] : named;
}

/** Import lines of a file as one text, small enough to be kept for every file of a repository. */
export function importsAsText(lines: readonly ImportLine[]): string {
  return lines
    .map(({ specifier, names, passesOn }) => `${passesOn ? '>' : '<'}${specifier}|${names.join(',')}`)
    .join('\n');
}

/** The import lines that `importsAsText` kept. */
export function importsFromText(text: string): readonly ImportLine[] {
  if (text === '') return [];
  return text.split('\n').map((line) => {
    const bar = line.lastIndexOf('|');
    return {
      specifier: line.slice(1, bar),
      names: line.slice(bar + 1).split(','),
      passesOn: line.startsWith('>'),
    };
  });
}
