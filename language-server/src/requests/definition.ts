/**
 * Jumps along the chain: definition goes one step towards the origin (code → what delivers the variable → what fills the Secret →
 * what declares it), implementation one step towards the consumer (store → sync object → manifest → code).
 */
import type { Location } from 'vscode-languageserver';
import type { Mark, MarkKind } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import { type At, marksAbout, marksAt } from '../places.ts';
import type { Position } from '../protocol.ts';

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

/** Kinds of place in the order of the chain, the origin first. */
const CHAIN: ReadonlyArray<ReadonlySet<MarkKind>> = [
  new Set<MarkKind>(['declaration']),
  new Set<MarkKind>(['derivation']),
  new Set<MarkKind>(['delivery']),
  new Set<MarkKind>(['read', 'connection']),
];

/** Where what stands here comes from. */
export function definition(context: Context, asked: Asked): Location[] {
  return jump(context, asked, -1);
}

/** Where what stands here goes to. */
export function implementation(context: Context, asked: Asked): Location[] {
  return jump(context, asked, 1);
}

function jump(context: Context, { textDocument: { uri }, position }: Asked, step: 1 | -1): Location[] {
  const at = marksAt(context, uri, position);
  if (!at) return [];
  const from = stepsOf(at);
  const related = relatedMarks(at);
  for (let next = from + step; next >= 0 && next < CHAIN.length; next += step) {
    const there = related.filter((mark) => CHAIN[next]?.has(mark.what) && !at.marks.includes(mark));
    if (there.length > 0) return locations(context, at, there);
  }
  // At the end of the chain an editor asks for the place itself, so that it can offer the references instead.
  return step < 0 ? locations(context, at, at.marks) : [];
}

function stepsOf({ marks }: At): number {
  const steps = marks.map(({ what }) => CHAIN.findIndex((kinds) => kinds.has(what)));
  const known = steps.filter((step) => step >= 0);
  return known.length > 0 ? Math.max(...known) : CHAIN.length - 1;
}

/** Marks on the same chain: of the same paths where there are any, else of the same carriers. */
function relatedMarks({ marks, snapshot }: At): readonly Mark[] {
  const paths = new Set(marks.flatMap((mark) => mark.paths));
  const chains = snapshot.wire.paths.filter(({ id }) => paths.has(id));
  const carriers = new Set([...marks.flatMap((mark) => mark.carriers), ...chains.flatMap((path) => path.carriers)]);
  const credentials = new Set(marks.flatMap((mark) => mark.credentials));
  const own = marks.flatMap((mark) => mark.carriers);
  const through = new Set(
    snapshot.wire.paths.filter((path) => own.some((id) => path.carriers.includes(id))).map(({ id }) => id),
  );
  const wanted = paths.size > 0 ? paths : through;
  return marksAbout(snapshot, credentials).filter(
    (mark) =>
      mark.paths.some((id) => wanted.has(id)) ||
      (mark.paths.length === 0 && mark.carriers.some((id) => carriers.has(id))),
  );
}

function locations({ convert }: Context, { folder }: At, marks: readonly Mark[]): Location[] {
  const found = marks.flatMap((mark) => convert.location(folder, mark.span) ?? []);
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
