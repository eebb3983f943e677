/**
 * `docker-bake.hcl` as targets: the few fields that say what is built. It reads blocks, strings, lists and defaults of variables, and
 * leaves functions and conditions open. https://docs.docker.com/build/bake/reference/
 */
import type { Span } from '../model/place.ts';
import type { LineIndex } from './line-index.ts';

export interface BakeTarget {
  readonly name: string;
  readonly at: Span;
  readonly inherits: readonly string[];
  /** `context`, `dockerfile`, `target` as far as they are written out. */
  readonly fields: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
}

const BLOCK = /(?:^|\n)[ \t]*(target|variable)[ \t]+"([^"\n]+)"[ \t]*\{/g;
/** A block, with blocks and maps inside it, of at most this length. */
const LONGEST = 20_000;

/** The targets of the file in order. */
export function bakeTargetsIn(index: LineIndex): readonly BakeTarget[] {
  const blocks = [...index.text.matchAll(BLOCK)].map((match) => {
    const from = match.index + match[0].length;
    const start = match.index + match[0].search(/\S/);
    return {
      type: match[1],
      name: match[2] ?? '',
      span: index.span(start, from - 1),
      body: bodyFrom(index.text, from),
    };
  });
  const variables = new Map(
    blocks.flatMap(({ type, name, body }) => {
      const value = type === 'variable' ? fieldOf(body, 'default') : undefined;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  return blocks
    .filter(({ type }) => type === 'target')
    .map(({ name, span, body }) => ({
      name,
      at: span,
      inherits: listOf(body, 'inherits'),
      fields: fieldsOf(body, variables),
      tags: listOf(body, 'tags').map((tag) => filled(tag, variables)),
    }));
}

function bodyFrom(text: string, from: number): string {
  let open = 1;
  for (let at = from; at < Math.min(text.length, from + LONGEST); at += 1) {
    if (text[at] === '{') open += 1;
    else if (text[at] === '}') open -= 1;
    if (open === 0) return text.slice(from, at);
  }
  return text.slice(from, from + LONGEST);
}

function fieldOf(body: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\n)[ \\t]*${name}[ \\t]*=[ \\t]*"([^"\\n]*)"`).exec(body)?.[1];
}

function fieldsOf(body: string, variables: ReadonlyMap<string, string>): BakeTarget['fields'] {
  const fields = ['context', 'dockerfile', 'target'].flatMap((name) => {
    const value = fieldOf(body, name);
    return value === undefined ? [] : [[name, filled(value, variables)] as const];
  });
  return Object.fromEntries(fields);
}

function listOf(body: string, name: string): readonly string[] {
  const list = new RegExp(`(?:^|\\n)[ \\t]*${name}[ \\t]*=[ \\t]*\\[([^\\]]*)\\]`).exec(body)?.[1] ?? '';
  return [...list.matchAll(/"([^"\n]*)"/g)].map((match) => match[1] ?? '');
}

function filled(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{(\w+)\}/g, (whole, name: string) => variables.get(name) ?? whole);
}
