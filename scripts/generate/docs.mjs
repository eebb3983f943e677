/** The rows of `analyzer/README.md` and the rule pages, from what readers, rules, renderers, exporters and the import table say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { importSource, inRepository } from '../repository.mjs';
import { idiomPages } from './idioms.mjs';
import { declaringFiles, REGISTRIES } from './registries.mjs';

const README = 'analyzer/README.md';
export const RULE_PAGES = 'docs/rules';
const MADE = '<!-- Made by scripts/generate.mjs from the rule; do not edit. -->';

/** Every generated document: path → text; null: the file must not exist. */
export async function documents() {
  const [readers, rules, renderers, , exporters, evidence] = await Promise.all(REGISTRIES.map(declared));
  const tables = {
    readers: rows(['reader', 'reads', 'from'], readers, ({ id, reads, syntax }) => [`\`${id}\``, reads, syntax]),
    rules: rows(['rule', 'claims', 'severity'], rules, ({ id, claims, severity }) => [
      `[\`${id}\`](../${RULE_PAGES}/${id}.md)`,
      claims,
      severity,
    ]),
    layers: rows(['area', 'may import', 'because'], await layers(), ({ area, imports, why }) => [
      `\`${area}\``,
      imports.map((name) => (name === '*' ? 'everything' : `\`${name}\``)).join(', ') || 'nothing',
      why,
    ]),
    evidence: rows(['evidence', 'shows', 'made by'], evidence, ({ id, shows, export: made }) => [
      `\`${id}\``,
      shows,
      made,
    ]),
    exporters: rows(['format', 'writes'], exporters, ({ id, writes }) => [`\`${id}\``, writes]),
    renderers: rows(['renderer', 'joins'], renderers, ({ id, joins }) => [`\`${id}\``, joins]),
  };
  const pages = Object.fromEntries(rules.map((rule) => [`${RULE_PAGES}/${rule.id}.md`, rulePage(rule)]));
  return {
    [README]: withTables(readFileSync(inRepository(README), 'utf8'), tables),
    ...staleRulePages(pages),
    ...pages,
    ...idiomPages(),
  };
}

async function declared(registry) {
  const files = declaringFiles(registry);
  const source = files.map((file, index) => `export { default as d${index} } from './${file}';`).join('\n');
  const module = await importSource(source || 'export {};');
  return files.map((_, index) => module[`d${index}`]).sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The import table that `test/house` enforces. */
async function layers() {
  return (await importSource(`export { LAYERS } from './test/house/layers.ts';`)).LAYERS;
}

const cell = (text) => String(text).replace(/\s+/g, ' ').replaceAll('|', '\\|');

function rows(header, items, cells) {
  const line = (texts) => `| ${texts.map(cell).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...items.map((item) => line(cells(item)))].join('\n');
}

/** Puts each table between its markers. */
function withTables(text, tables) {
  return Object.entries(tables).reduce((document, [name, table]) => {
    const begin = `<!-- generated: ${name} -->`;
    const [before, after] = document.split(begin);
    const end = after?.indexOf('<!-- end -->') ?? -1;
    if (end < 0) throw new Error(`${README}: no place for the table of ${name}`);
    return `${before}${begin}\n${table}\n${after.slice(end)}`;
  }, text);
}

function rulePage({ id, severity, claims, why, fix, owasp }) {
  return [
    `# ${id}`,
    '',
    MADE,
    '',
    claims.trim(),
    '',
    `Severity: ${severity}${owasp ? ` · OWASP Non-Human Identities Top 10 (2025): ${owasp}` : ''}`,
    '',
    '## Why it matters',
    '',
    why.trim(),
    '',
    '## What to do',
    '',
    fix.trim(),
    '',
    '## Where it does not apply',
    '',
    'Say so in `keyturn.yaml`, with a reason:',
    '',
    '```yaml',
    'ignore:',
    `  - rule: ${id}`,
    '    credential: the-credential',
    '    reason: why this is fine here',
    '```',
    '',
  ].join('\n');
}

/** Pages of rules that are gone. */
function staleRulePages(pages) {
  const folder = inRepository(RULE_PAGES);
  if (!existsSync(folder)) return {};
  const present = readdirSync(folder).map((name) => `${RULE_PAGES}/${name}`);
  return Object.fromEntries(present.filter((file) => file.endsWith('.md') && !pages[file]).map((file) => [file, null]));
}
