/**
 * YAML inside a YAML text (`objects: |`, `patch: |-`): its documents, each node at its place in the outer file. Where the text does not
 * stand there as it is (escapes, folding), a node gets the place of the whole text.
 */
import type { Note } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { narrow } from './line-index.ts';
import type { Entry, Scalar, Tree } from './tree.ts';
import { parseYaml } from './yaml.ts';

/** The documents of `text` that can be read. */
export function parseEmbedded(text: Scalar): { readonly trees: readonly Tree[]; readonly notes: readonly Note[] } {
  const relocate = relocator(text);
  const documents = parseYaml(text.span.file, text.text);
  return {
    trees: documents.flatMap(({ tree }) => (tree ? [moved(tree, relocate)] : [])),
    notes: documents.flatMap(({ notes }) => notes.map((note) => ({ ...note, at: relocate(note.at) }))),
  };
}

function relocator({ text, span }: Scalar): (inner: Span) => Span {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  const offset = (line: number, column: number) => (starts[line - 1] ?? 0) + column - 1;
  return (inner) => narrow(span, text, offset(inner.line, inner.column), offset(inner.endLine, inner.endColumn));
}

function moved(tree: Tree, relocate: (inner: Span) => Span): Tree {
  const place = { span: relocate(tree.span), via: tree.via.map(relocate) };
  if (tree.kind === 'scalar') return { ...tree, ...place };
  if (tree.kind === 'sequence') return { ...tree, ...place, items: tree.items.map((item) => moved(item, relocate)) };
  const entries = [...tree.entries].map(([name, { key, value }]): [string, Entry] => [
    name,
    { key: { ...key, span: relocate(key.span) }, value: moved(value, relocate) },
  ]);
  return { ...tree, ...place, entries: new Map(entries) };
}
