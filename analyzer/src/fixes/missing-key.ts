/** A key is referenced that its object lacks: names the key that was meant, or adds the missing one, empty, to the object. */
import type { Carrier, Hole } from '../model/graph.ts';
import { compareSpans } from '../model/place.ts';
import { at, entriesAt, type Tree } from '../syntax/tree.ts';
import { defineFixer, type Edit, type Fix, type Situation } from './contract.ts';
import { indentOf, insertAt, lineEndOf, linesOf, stretch } from './text.ts';
import { addInto, documentAround, type Written } from './yaml-entry.ts';

const RULE = 'dangling-reference';
/** Lines below or above the object's name in which its key is written. */
const NEAR = 3;

export default defineFixer({
  id: 'missing-key',
  offer(situation): readonly Fix[] {
    const { finding, inventory } = situation;
    if (finding?.rule !== RULE || finding.place.from === 'default') return [];
    const { span } = finding.place;
    const holes = inventory.graph.holes.filter(({ referencedAt }) => compareSpans(referencedAt, span) === 0);
    return holes.flatMap((hole) => {
      const carrier = inventory.graph.carriers.get(hole.carrier);
      return carrier?.key ? [...meant(situation, hole, carrier.key), ...added(situation, carrier, carrier.key)] : [];
    });
  },
});

/** The key that differs by a slip of the finger, in its place. */
function meant({ text }: Situation, { nearest, referencedAt }: Hole, key: string): readonly Fix[] {
  const { file, line } = referencedAt;
  if (nearest === null) return [];
  const lines = linesOf(text(file) ?? '');
  const near = Array.from({ length: 2 * NEAR + 1 }, (_, index) => line - NEAR + index).sort(
    (a, b) => Math.abs(a - line) - Math.abs(b - line),
  );
  for (const number of near) {
    const found = /\bkey:\s*["']?([\w.-]+)/.exec(lines[number - 1] ?? '');
    if (found?.[1] !== key) continue;
    const column = found.index + found[0].length - key.length + 1;
    return [
      {
        title: `Use the key ${nearest}`,
        settles: RULE,
        edits: [{ span: stretch(file, number, column, key.length), text: nearest }],
      },
    ];
  }
  return [];
}

function added({ text }: Situation, { objectDeclaredAt, name }: Carrier, key: string): readonly Fix[] {
  const source = objectDeclaredAt && text(objectDeclaredAt.file);
  const written = objectDeclaredAt && source ? documentAround(objectDeclaredAt.file, source, objectDeclaredAt) : null;
  const edit = written ? addKey(written, key) : null;
  return edit ? [{ title: `Add the key ${key} to ${name}, empty`, settles: RULE, edits: [edit] }] : [];
}

function addKey(written: Written, key: string): Edit | null {
  const kind = entriesAt(written.tree).find((entry) => entry.key.text === 'kind');
  if (kind?.value.kind !== 'scalar') return null;
  if (kind.value.text === 'Secret') return addToSecret(written, key);
  return kind.value.text === 'ExternalSecret' ? addToExternalSecret(written, key) : null;
}

function addToSecret(written: Written, key: string): Edit | null {
  for (const field of ['stringData', 'data'] as const) {
    const values = at(written.tree, field);
    if (values?.kind === 'mapping') return addInto(written, values, key, '""');
  }
  return null;
}

/** One more item like the last: the property named like the key, of the same store item. */
function addToExternalSecret({ file, text, tree }: Written, key: string): Edit | null {
  const data = at(tree, 'spec', 'data');
  const last = data?.kind === 'sequence' ? data.items.at(-1) : undefined;
  const item = last ? textOf(at(last, 'remoteRef', 'key')) : null;
  if (!last || item === null) return null;
  const lines = linesOf(text);
  const opening = lines[last.span.line - 1] ?? '';
  if (!/^\s*- \w/.test(opening)) return null;
  const end = endLine(last);
  const indent = ' '.repeat(indentOf(opening));
  const added = [
    `${indent}- secretKey: ${key}`,
    `${indent}  remoteRef:`,
    `${indent}    key: ${JSON.stringify(item)}`,
    `${indent}    property: ${key}`,
  ];
  return insertAt(
    file,
    end,
    (lines[end - 1] ?? '').length + 1,
    added.map((line) => `${lineEndOf(text)}${line}`).join(''),
  );
}

function textOf(tree: Tree | null): string | null {
  return tree?.kind === 'scalar' && tree.value !== null ? tree.text : null;
}

/** The last line on which something of the tree is written. */
function endLine(tree: Tree): number {
  if (tree.kind === 'scalar') return tree.span.endLine;
  const children = tree.kind === 'sequence' ? tree.items : [...tree.entries.values()].map(({ value }) => value);
  return Math.max(tree.span.line, ...children.map(endLine));
}
