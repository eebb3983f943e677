/**
 * `docs/idioms/`: one page a language of source code, one row a fixture, in the words that the fixture itself begins with. A fixture
 * without a comment at its head has no row. What people write below the table stays.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../repository.mjs';

const FIXTURES = 'test/fixtures/readers';
const PAGES = 'docs/idioms';

const END = '<!-- end -->';
const LANGUAGES = { csharp: 'C#', php: 'PHP', typescript: 'TypeScript and JavaScript' };

/** Path → text of every page; null: a page whose language is gone. */
export function idiomPages() {
  const readers = readdirSync(inRepository(FIXTURES)).filter((name) => name.startsWith('code-'));
  const pages = Object.fromEntries(readers.sort().flatMap((reader) => page(reader)));
  const present = existsSync(inRepository(PAGES)) ? readdirSync(inRepository(PAGES)) : [];
  const stale = present.map((name) => `${PAGES}/${name}`).filter((path) => path.endsWith('.md') && !pages[path]);
  return { ...Object.fromEntries(stale.map((path) => [path, null])), ...pages };
}

function page(reader) {
  const language = reader.slice('code-'.length);
  const rows = readdirSync(inRepository(FIXTURES, reader))
    .sort()
    .flatMap((fixture) => {
      const says = headOf(inRepository(FIXTURES, reader, fixture));
      return says === null ? [] : [`| \`${reader}/${fixture}\` | ${says.replaceAll('|', '\\|')} |`];
    });
  if (rows.length === 0) return [];
  const name = LANGUAGES[language] ?? language[0].toUpperCase() + language.slice(1);
  const path = `${PAGES}/${language}.md`;
  const text = [
    `# ${name}: idioms recognised`,
    '',
    '<!-- Made by scripts/generate.mjs from the heads of the fixtures, up to the end mark. -->',
    '',
    `One fixture an idiom, from \`${FIXTURES}/\`; its \`expected.facts\` is what is said about it.`,
    '',
    '| fixture | idiom |',
    '|---|---|',
    ...rows,
    '',
    END,
  ].join('\n');
  const [, written = '\n'] = existsSync(inRepository(path)) ? readFileSync(inRepository(path), 'utf8').split(END) : [];
  return [[path, `${text}${written}`]];
}

const COMMENT = /^\s*(?:\/\/+|#+(?!!)|\/\*+|<!--|<%#|--)\s*(\S.*?)\s*(?:\*\/|-->|%>)?\s*$/;
/** What may stand above the first comment. */
const ABOVE = /^\s*(?:#!.*|<\?php|\/\/go:build.*)?\s*$/;

/** The first comment at the head of one of the fixture's files; null: none has one. */
function headOf(folder) {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !/(?:^|\/)expected\.\w+$/.test(name) && statSync(join(folder, name)).isFile());
  for (const name of files.sort()) {
    const lines = readFileSync(join(folder, name), 'latin1').slice(0, 2000).split('\n');
    const first = lines.find((line) => !ABOVE.test(line)) ?? '';
    const says = COMMENT.exec(first)?.[1];
    if (says) return Buffer.from(says, 'latin1').toString('utf8');
  }
  return null;
}
