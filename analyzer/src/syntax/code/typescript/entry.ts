/** A place that something else starts, and how its name and schedule are written. */
import { bare, children, propertyOf, type SyntaxNode } from './node.ts';

export interface FoundEntry {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly cron: {
    readonly text: string;
    readonly node: SyntaxNode;
    readonly timeZone: string | null;
    readonly row: string;
  } | null;
}

/** `1.repeat.pattern`: from the second argument inwards. */
export function argumentAt(call: SyntaxNode, path: string): SyntaxNode | null {
  const [position, ...steps] = path.split('.');
  let at: SyntaxNode | null = bare(children(call, 'arguments')[Number(position)]);
  for (const step of steps) at = bare(propertyOf(at, step));
  return at;
}

/** Six fields begin with seconds, which no later stage counts. */
export function withoutSeconds(text: string): string {
  const fields = text.trim().split(/\s+/);
  return fields.length === 6 ? fields.slice(1).join(' ') : text.trim();
}
