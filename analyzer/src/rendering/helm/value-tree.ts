/** Values of a chart as a located tree, for readers of values: the place of each node is the one that decided it first. */
import type { Span } from '../../model/place.ts';
import { asDict, asList } from '../../syntax/go-template/trace.ts';
import type { Traced, Via } from '../../syntax/go-template/types.ts';
import type { Scalar, Tree } from '../../syntax/tree.ts';

/** `nowhere`: the place of what has none. */
export function treeOf(value: Traced, nowhere: Span): Tree {
  const map = asDict(value);
  if (map) {
    const entries = [...map.entries].map(([name, entry]) => {
      const key = scalar(name, entry.via.length > 0 ? entry.via : entry.value.via, nowhere);
      return [name, { key, value: treeOf(entry.value, nowhere) }] as const;
    });
    return { kind: 'mapping', entries: new Map(entries), ...placeOf(map.via, nowhere) };
  }
  const items = asList(value)?.items;
  if (items)
    return { kind: 'sequence', items: items.map((item) => treeOf(item, nowhere)), ...placeOf(value.via, nowhere) };
  if (value.kind === 'bool' || value.kind === 'number') return scalar(value.value, value.via, nowhere);
  return scalar(value.kind === 'string' ? value.text : null, value.via, nowhere);
}

function scalar(value: Scalar['value'], via: Via, nowhere: Span): Scalar {
  return { kind: 'scalar', value, text: value === null ? '' : String(value), tag: null, ...placeOf(via, nowhere) };
}

function placeOf(via: Via, nowhere: Span): Pick<Tree, 'span' | 'via'> {
  const [span = nowhere, ...rest] = via;
  return { span, via: rest };
}
