/** Which chart, and which template of it, an object says it was rendered from: the comments and labels that Helm leaves. */
import { at, type Tree, textAt } from '../../syntax/tree.ts';

export interface Origin {
  /** `orders/templates/api.yaml`, as `helm template` writes it above a document; null: not said. */
  readonly template: string | null;
  /** Name of the chart, without its version; null: not said. */
  readonly chart: string | null;
}

/** Reads origins of the objects of one text. */
export function originsIn(text: string): (object: Tree) => Origin {
  const sources = sourcesByLine(text);
  return (object) => {
    const template = sources[object.span.line - 1] ?? null;
    return { template, chart: chartOf(object) ?? template?.slice(0, template.indexOf('/')) ?? null };
  };
}

/** For each line the template that the comment above it names, within its document. */
function sourcesByLine(text: string): readonly (string | null)[] {
  let now: string | null = null;
  return text.split(/\r\n?|\n/).map((line) => {
    if (line.startsWith('---')) now = null;
    now = /^# Source: (?<path>[^\s]+\/[^\s]+)$/.exec(line)?.groups?.path ?? now;
    return now;
  });
}

/** `helm.sh/chart: orders-1.2.0`; `chart` was the habit before. */
function chartOf(object: Tree): string | null {
  const labels = at(object, 'metadata', 'labels');
  const label = textAt(labels, 'helm.sh/chart') ?? textAt(labels, 'chart');
  return /^(?<name>.+?)-v?\d+(?:\.|$)/.exec(label ?? '')?.groups?.name ?? null;
}
