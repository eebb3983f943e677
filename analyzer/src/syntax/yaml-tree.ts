/**
 * A parsed YAML document becomes a located tree: aliases and merge keys are resolved and leave their place in `via`. It must
 * never grow beyond its budget: an alias shares its target, and what sharing would expand to is counted.
 */
import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type Scalar as YamlScalar } from 'yaml';
import type { Note } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import type { LineIndex } from './line-index.ts';
import type { Entry, Mapping, Scalar, Tree } from './tree.ts';

/** Nodes one document may expand to: far above any real manifest, far below what an alias bomb wants. */
const MOST_NODES = 200_000;
const MOST_DEPTH = 200;

interface Target {
  readonly tree: Tree;
  /** Nodes below it, aliases expanded. */
  readonly size: number;
}

/** What one document is built with. */
interface Building {
  readonly index: LineIndex;
  /** Where the document starts in the file. */
  readonly base: number;
  /** null: being built, so an alias to it is a cycle. */
  readonly anchors: Map<string, Target | null>;
  readonly notes: Map<string, Note>;
  nodes: number;
}

/** Builds the tree of one document whose text starts at offset `base` of the indexed file. */
export function buildTree(
  node: ParsedNode | null,
  index: LineIndex,
  base: number,
): { readonly tree: Tree; readonly notes: readonly Note[] } {
  const building: Building = { index, base, anchors: new Map(), notes: new Map(), nodes: 0 };
  const tree = build(node, building, 0, base);
  return { tree, notes: [...building.notes.values()] };
}

/** `fallback`: the offset that stands for a node nobody wrote. */
function build(node: ParsedNode | null, building: Building, depth: number, fallback: number): Tree {
  building.nodes += 1;
  if (node === null) return emptyScalar(building.index.span(fallback, fallback));
  const span = spanOf(node, building);
  if (depth > MOST_DEPTH) return refuse(building, span, `nested deeper than ${MOST_DEPTH} levels`);
  if (building.nodes > MOST_NODES) return refuse(building, span, `expands to more than ${MOST_NODES} nodes`);
  if (isAlias(node)) return follow(node.source, span, building);
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
  const before = building.nodes;
  if (anchor) building.anchors.set(anchor, null);
  const tree = buildWritten(node, span, building, depth);
  if (anchor) building.anchors.set(anchor, { tree, size: building.nodes - before + 1 });
  return tree;
}

function buildWritten(node: ParsedNode, span: Span, building: Building, depth: number): Tree {
  if (isScalar(node)) return buildScalar(node, span);
  if (isSeq(node)) {
    const items = node.items.map((item) =>
      build(item as ParsedNode | null, building, depth + 1, endOf(node, building)),
    );
    return { kind: 'sequence', items, span, via: [] };
  }
  if (isMap(node)) return buildMapping(node.items as readonly ParsedPair[], span, building, depth);
  return emptyScalar(span);
}

interface ParsedPair {
  readonly key: ParsedNode | null;
  readonly value: ParsedNode | null;
}

function buildMapping(pairs: readonly ParsedPair[], span: Span, building: Building, depth: number): Mapping {
  const entries = new Map<string, Entry>();
  const merged: Tree[] = [];
  for (const pair of pairs) {
    const key = build(pair.key, building, depth + 1, building.base);
    const value = build(pair.value, building, depth + 1, pair.key ? endOf(pair.key, building) : building.base);
    if (key.kind !== 'scalar') note(building, 'unresolved', 'a key that is no text (a Go template?)', key.span);
    else if (isMergeKey(pair.key) && value.kind !== 'scalar') merged.push(value);
    else entries.set(key.text, { key, value });
  }
  for (const source of merged.flatMap((tree) => (tree.kind === 'sequence' ? tree.items : [tree])))
    mergeInto(entries, source, building);
  return { kind: 'mapping', entries, span, via: [] };
}

/** What the mapping says itself wins over what it merges, and the first merged over the next. */
function mergeInto(entries: Map<string, Entry>, source: Tree, building: Building): void {
  if (source.kind !== 'mapping') return;
  for (const [name, { key, value }] of source.entries) {
    if (entries.has(name)) continue;
    building.nodes += 1;
    entries.set(name, { key, value: source.via.length > 0 ? reachedBy(value, source.via) : value });
  }
}

function isMergeKey(key: ParsedNode | null): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function follow(name: string, span: Span, building: Building): Tree {
  const target = building.anchors.get(name);
  if (!target) {
    const what = target === null ? 'an alias inside its own anchor' : 'an alias without an anchor';
    note(building, 'unresolved', what, span);
    return emptyScalar(span);
  }
  if (building.nodes + target.size > MOST_NODES)
    return refuse(building, span, `expands to more than ${MOST_NODES} nodes`);
  building.nodes += target.size;
  return reachedBy(target.tree, [span]);
}

function reachedBy(tree: Tree, via: readonly Span[]): Tree {
  return { ...tree, via: [...via, ...tree.via] };
}

/** What Kubernetes and Helm still read as YAML 1.1 does, unless it is quoted; the text stays as written. */
const BOOLEANS_OF_1_1: Readonly<Record<string, boolean | undefined>> = { yes: true, on: true, no: false, off: false };

function buildScalar(node: YamlScalar.Parsed, span: Span): Scalar {
  const raw: unknown = node.value;
  const plain = node.type === 'PLAIN' ? BOOLEANS_OF_1_1[String(raw).toLowerCase()] : undefined;
  const value = plain ?? (typeof raw === 'number' || typeof raw === 'boolean' || raw === null ? raw : String(raw));
  const text = value === null ? '' : (node.source ?? String(value));
  return { kind: 'scalar', value, text, tag: node.tag?.startsWith('!') ? node.tag : null, span, via: [] };
}

function emptyScalar(span: Span): Scalar {
  return { kind: 'scalar', value: null, text: '', tag: null, span, via: [] };
}

function refuse(building: Building, span: Span, what: string): Scalar {
  note(building, 'skipped', what, span);
  return emptyScalar(span);
}

/** One note of a sort is enough: a bomb has many. */
function note(building: Building, sort: Note['note'], what: string, at: Span): void {
  if (!building.notes.has(what)) building.notes.set(what, { note: sort, what, at });
}

function endOf(node: ParsedNode, building: Building): number {
  return building.base + node.range[1];
}

/** The place of the text itself: without the quotes around it, without the header and indentation of a block. */
function spanOf(node: ParsedNode, building: Building): Span {
  const { text } = building.index;
  let start = building.base + node.range[0];
  let end = building.base + node.range[1];
  const type = isScalar(node) ? node.type : undefined;
  if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') {
    const quote = text[start];
    start += 1;
    if (end > start && text[end - 1] === quote) end -= 1;
  } else if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') {
    const header = text.indexOf('\n', start);
    const body = header < 0 ? '' : text.slice(header, end);
    if (body.trim() !== '') {
      start = header + (body.length - body.trimStart().length);
      end = header + body.trimEnd().length;
    }
  }
  return building.index.span(start, end);
}
