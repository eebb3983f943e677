/**
 * The first files of something new: small, correct, and doing one real thing, so that the fixture passes before the work
 * starts. They say in words what to replace.
 */

const words = (name) => name.replaceAll('-', ' ');
const pascal = (name) => name.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase());

export function readerFiles(name) {
  return {
    [`analyzer/src/readers/${name}.ts`]: `/** Reads ${words(name)}: one unit, no conclusion, never throws. */
import { scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KIND = '${pascal(name)}';

export default defineReader({
  id: '${name}',
  reads: '${pascal(name)} objects',
  syntax: 'yaml',
  accepts: ({ content }) => textAt(content, 'kind') === KIND,
  read({ content }) {
    const secret = scalarAt(content, 'spec', 'secretName');
    const notes = secret ? [{ note: 'unresolved' as const, what: \`\${KIND} takes Secret \${secret.text}\`, at: secret.span }] : [];
    return { facts: [], notes };
  },
});
`,
    [`test/fixtures/readers/${name}/smallest/input.yaml`]: `apiVersion: keyturn.test/v1
kind: ${pascal(name)}
metadata:
  name: lantern
spec:
  secretName: lantern-oil
`,
  };
}

export function ruleFiles(name) {
  return {
    [`analyzer/src/rules/${name}.ts`]: `/** Claims ${name}: one claim per credential it holds for, at the place that shows it. */
import { defineRule } from './contract.ts';

export default defineRule({
  id: '${name}',
  severity: 'note',
  claims: 'A credential has no consumer: ${words(name)}.',
  why: 'Why it matters to whoever rotates, in one or two sentences.',
  fix: 'What to do about it, in one or two sentences.',
  check({ graph }) {
    const used = new Set(graph.paths.map(({ credential }) => credential));
    return [...graph.credentials.values()]
      .filter(({ id }) => !used.has(id))
      .map(({ id, name, because }) => ({ message: \`\${name}: ${words(name)}\`, place: because[0], credential: id }));
  },
});
`,
    [`test/rules/${name}.test.ts`]: `import { expect, it } from 'vitest';
import rule from '../../analyzer/src/rules/${name}.ts';

it('is named after its claim', () => expect(rule.id).toBe('${name}'));
`,
  };
}

export function rendererFiles(name) {
  return {
    [`analyzer/src/rendering/${name}.ts`]: `/** Joins the files of ${words(name)} into units, with the place of every part. Never reads a disk. */
import { defineRenderer } from './contract.ts';

const ROOT_FILE = '${name}.yaml';

export default defineRenderer({
  id: '${name}',
  joins: 'files that a ${name}.yaml names',
  roots: (paths) =>
    paths.filter((path) => path === ROOT_FILE || path.endsWith(\`/\${ROOT_FILE}\`)).map((path) => ({ id: path, entries: [path] })),
  render: () => ({ units: [], claims: [], notes: [] }),
});
`,
    [`test/rendering/${name}.test.ts`]: `import { expect, it } from 'vitest';
import renderer from '../../analyzer/src/rendering/${name}.ts';

it('finds its roots among all paths', () => {
  const files = { text: () => null, has: () => false, list: () => [] };
  const paths = ['lantern/${name}.yaml', 'lantern/other.yaml'];
  expect(renderer.roots(paths, files).map(({ id }) => id)).toEqual(['lantern/${name}.yaml']);
});
`,
  };
}

export function exporterFiles(name) {
  return {
    [`analyzer/src/registry/formats/${name}.ts`]: `/** ${pascal(name)}: one line a credential. Every name is escaped for this medium. */
import { escapeTerminal } from '../../explain/escape.ts';
import { defineExporter } from '../contract.ts';

export default defineExporter({
  id: '${name}',
  writes: 'for whom, and what it holds',
  folder: false,
  *files({ credentials }) {
    yield { path: 'keyturn.txt', text: credentials.map(({ name }) => \`\${escapeTerminal(name)}\\n\`) };
  },
});
`,
    [`test/registry/${name}.test.ts`]: `import { expect, it } from 'vitest';
import exporter from '../../analyzer/src/registry/formats/${name}.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { tearoom } from '../wire/tearoom.ts';

it('names every credential', () => {
  const [file] = exporter.files(toWire(tearoom));
  expect([...(file?.text ?? [])].join('')).toContain('samovar-db');
});
`,
  };
}

export function patternFiles(name) {
  return {
    [`analyzer/src/runbook/patterns/${name}.ts`]: `/** Pattern: ${words(name)}. Its id is a word of ACCEPTANCES (\`model/vocabulary.ts\`): add it there and in the design first. */
import { definePattern } from '../contract.ts';

export default definePattern({
  id: '${name}',
  does: 'What is done, in one sentence.',
  buys: 'what it buys',
  hides: 'what it hides',
  failsFirst: 'what fails first',
  wrongWhen: 'when it is the wrong choice',
  coexist: true,
  steps: { prepare: ['…'], publish: ['…'], verify: ['…'], revoke: ['…'], rollback: ['…'] },
  ends: 'what ends the old value',
});
`,
    [`test/runbook/${name}.test.ts`]: `import { expect, it } from 'vitest';
import { PATTERNS } from '../../analyzer/src/runbook/registry.generated.ts';

it('is a pattern', () => expect(PATTERNS.map(({ id }) => String(id))).toContain('${name}'));
`,
  };
}

export function evidenceFiles(name) {
  return {
    [`analyzer/src/evidence/kinds/${name}.ts`]: `/** ${pascal(name)}: what this export shows of a rotation. Told by its columns; must never look at a value. */
import { defineEvidence } from '../contract.ts';
import { momentOf } from '../moments.ts';
import { cellOf, hasColumns } from '../table.ts';

export default defineEvidence({
  id: '${name}',
  shows: 'what it shows, for people',
  export: 'the command that makes it',
  form: 'table',
  accepts: (table) => hasColumns(table, ['${name.replaceAll('-', '_')}'], ['started']),
  read: ({ rows }) => ({
    observations: rows.flatMap((row) => {
      const started = momentOf(row.get('started'));
      if (started === null) return [];
      const party = { cluster: null, namespace: null, name: cellOf(row, '${name.replaceAll('-', '_')}'), address: null };
      return [{ is: 'instance' as const, at: started, party, ready: true }];
    }),
    covers: [],
    problems: [],
  }),
});
`,
    [`test/fixtures/evidence/${name}/input.csv`]: `${name.replaceAll('-', '_')},started
lantern-keeper,2026-12-01T02:00:00Z
`,
    [`test/fixtures/evidence/${name}/expected.json`]: `${JSON.stringify(
      {
        kind: name,
        observations: [
          {
            is: 'instance',
            at: 1796090400,
            party: { cluster: null, namespace: null, name: 'lantern-keeper', address: null },
            ready: true,
          },
        ],
        covers: [],
        problems: [],
      },
      null,
      2,
    )}
`,
  };
}

export function commandFiles(name) {
  return {
    [`analyzer/src/cli/commands/${name}.ts`]: `/** \`keyturn ${name}\`: one sentence on what it answers. */
import { defineCommand } from '../contract.ts';
import { EXIT } from '../exit.ts';

export default defineCommand({
  name: '${name}',
  summary: 'What it answers, in a few words',
  operand: null,
  options: {},
  async run(_values, _operand, { terminal }) {
    terminal.out('${name}\\n');
    return EXIT.clean;
  },
});
`,
    [`test/cli/${name}.test.ts`]: `import { expect, it } from 'vitest';
import { COMMANDS } from '../../analyzer/src/cli/commands.ts';

it('is listed', () => expect(COMMANDS.map(({ name }) => name)).toContain('${name}'));
`,
  };
}
