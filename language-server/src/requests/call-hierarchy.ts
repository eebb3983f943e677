/** Propagation paths as a call hierarchy: incoming is what fills a carrier or is handed to a consumer, outgoing is what it fills or who gets it. */
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  SymbolKind,
} from 'vscode-languageserver';
import { carrierName, compareText, escapeTerminal, type WireEvidence } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import { type At, marksAt } from '../places.ts';
import type { Position } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';
import { firstLocation } from '../summaries.ts';

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

interface Data {
  readonly folder: string;
  /** Id of a carrier or a consumer. */
  readonly node: string;
}

export function prepareCallHierarchy(
  context: Context,
  { textDocument: { uri }, position }: Asked,
): CallHierarchyItem[] | null {
  const at = marksAt(context, uri, position);
  if (!at) return null;
  const items = startOf(at).flatMap((node) => itemOf(context, at, node) ?? []);
  return items.length > 0 ? items : null;
}

/** A delivery or a read starts from its consumer, everything else from its carriers. */
function startOf({ marks }: At): readonly string[] {
  const consumers = marks
    .filter(({ what }) => what === 'consumer' || what === 'read')
    .flatMap((mark) => mark.consumers);
  const ids = consumers.length > 0 ? consumers : marks.flatMap((mark) => mark.carriers);
  return [...new Set(ids)].sort(compareText);
}

export function incomingCalls(context: Context, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  return neighbours(context, item, before).map(({ item: from, ranges }) => ({ from, fromRanges: ranges }));
}

export function outgoingCalls(context: Context, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  // LSP counts these ranges in the file of the item asked about, where the place of a hop need not lie.
  return neighbours(context, item, after).map(({ item: to }) => ({ to, fromRanges: [item.selectionRange] }));
}

type Neighbours = (
  snapshot: Snapshot,
  node: string,
) => ReadonlyArray<readonly [node: string, because: readonly WireEvidence[]]>;

const before: Neighbours = ({ wire }, node) => [
  ...wire.derivations.filter(({ to }) => to === node).map(({ from, because }) => [from, because] as const),
  ...wire.paths
    .filter(({ consumer }) => consumer === node)
    .map(({ carriers, because }) => [carriers.at(-1) ?? '', because] as const),
];

const after: Neighbours = ({ wire }, node) => [
  ...wire.derivations.filter(({ from }) => from === node).map(({ to, because }) => [to, because] as const),
  ...wire.paths
    .filter(({ carriers }) => carriers.at(-1) === node)
    .map(({ consumer, because }) => [consumer, because] as const),
];

function neighbours(context: Context, { data }: CallHierarchyItem, of: Neighbours) {
  const { folder: uri, node } = dataOf(data);
  const folder = context.folders.all().find((one) => one.uri === uri);
  const snapshot = folder?.snapshot;
  if (!folder || !snapshot) return [];
  const grouped = new Map<string, readonly WireEvidence[]>();
  for (const [id, because] of of(snapshot, node)) grouped.set(id, [...(grouped.get(id) ?? []), ...because]);
  return [...grouped]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([id, because]) => {
      const item = itemOf(context, { folder, snapshot }, id);
      const ranges = because.flatMap((evidence) => {
        const location = context.convert.evidence(folder, evidence);
        return location && location.uri === item?.uri ? [location.range] : [];
      });
      return item ? [{ item, ranges: ranges.length > 0 ? ranges : [item.selectionRange] }] : [];
    });
}

function itemOf(
  context: Context,
  { folder, snapshot }: Pick<At, 'folder' | 'snapshot'>,
  node: string,
): CallHierarchyItem | null {
  const { view } = snapshot;
  const carrier = view.carriers.get(node);
  const consumer = view.consumers.get(node);
  const location = firstLocation(context, folder, (carrier ?? consumer)?.because ?? []);
  if (!location) return null;
  const data: Data = { folder: folder.uri, node };
  return {
    name: escapeTerminal(carrier ? carrierName(view, node) : (consumer?.name ?? node)),
    kind: carrier ? SymbolKind.Key : SymbolKind.Module,
    detail: carrier?.type ?? consumer?.kind ?? '',
    uri: location.uri,
    range: location.range,
    selectionRange: location.range,
    data,
  };
}

function dataOf(data: unknown): Data {
  const { folder, node } = (typeof data === 'object' && data !== null ? data : {}) as Partial<Data>;
  return { folder: String(folder ?? ''), node: String(node ?? '') };
}
