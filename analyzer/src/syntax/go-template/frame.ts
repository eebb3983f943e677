/**
 * One template while it is printed: its variables, its output, and how a value becomes pieces of it with the places behind them.
 * It decides nothing of what is printed.
 */
import type { Span } from '../../model/place.ts';
import type { Body, Node, Pipeline } from './ast.ts';
import { GoError } from './failure.ts';
import { shownPieces } from './format.ts';
import type { Meter } from './meter.ts';
import { type Cutter, originSpan } from './pieces.ts';
import type { Scope } from './scope.ts';
import { asDict, asList, int, joinEach, joinVia, NOWHERE, text } from './trace.ts';
import type { Origin, Piece, Traced, Via } from './types.ts';
import { sortedEntries } from './values.ts';

/** A named template: its tree, and the text it was parsed from. */
export interface Definition {
  readonly source: Cutter;
  readonly body: Body;
}

export interface Evaluation {
  /** By name; a definition inside a text given to `tpl` adds to a map of its own. */
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly meter: Meter;
  /** Something only a cluster knows. `at` null: in no file. */
  unknown(what: string, at: Span | null): void;
  /** Something Helm would refuse the chart for. */
  refused(what: string, at: Span | null): void;
}

/** One template being printed. */
export interface Frame {
  readonly evaluation: Evaluation;
  readonly source: Cutter;
  readonly scope: Scope;
  readonly output: Piece[];
  /** The action of the caller, for a text in no file. */
  readonly caller: Span | null;
  /** What decided the branches taken, should the whole be one value. */
  conditions: Via;
}

/** A template of one line is a value, and the conditions in it decided which. */
export function decided(pieces: readonly Piece[], conditions: Via): readonly Piece[] {
  return isOneLine(pieces) ? pieces.map((each) => ({ ...each, via: joinVia(each.via, conditions) })) : pieces;
}

function isOneLine(pieces: readonly Piece[]): boolean {
  return !pieces
    .map((each) => each.text)
    .join('')
    .trim()
    .includes('\n');
}

export function emit(frame: Frame, pieces: readonly Piece[], under: Via): void {
  for (const each of pieces) {
    frame.evaluation.meter.made(each.text.length);
    frame.output.push(under.length === 0 ? each : { ...each, via: joinVia(each.via, under) });
  }
}

export function placeOf(node: { readonly start: number; readonly end: number }, frame: Frame): Span | null {
  const origin = frame.source(node.start, node.end).find((each) => each.origin)?.origin;
  return frame.caller !== null && !origin ? frame.caller : origin ? originSpan(origin) : null;
}

/** Helm takes what Go prints for nothing out of its output. */
export function withoutNoValue(printed: string): string {
  return printed.replaceAll('<no value>', '');
}

/** The value as the action prints it: the place of what is printed is the action's, unless whole lines of a template are passed on. */
export function printedBy(node: Node, value: Traced, frame: Frame): readonly Piece[] {
  const stretch = frame.source(node.start, node.end);
  const [first] = stretch;
  const origin: Origin | null = first?.origin ? { ...first.origin, end: lastEnd(stretch), verbatim: false } : null;
  const written = joinEach(stretch.map((each) => each.via));
  const pieces = shownPieces(value, '<no value>');
  const oneLine = isOneLine(pieces);
  return pieces.map((each) => {
    if (each.origin && !oneLine) return { ...each, via: joinVia(each.via, written) };
    const behind = each.origin ? [originSpan(each.origin)] : NOWHERE;
    return { text: each.text, origin: origin ?? each.origin, via: joinVia(each.via, written, behind) };
  });
}

function lastEnd(stretch: readonly Piece[]): number {
  return stretch.at(-1)?.origin?.end ?? stretch[0]?.origin?.end ?? 0;
}

export function setVariables({ variables, assigns }: Pipeline, values: readonly Traced[], { scope }: Frame): void {
  variables.forEach((name, position) => {
    const value = values[position];
    if (value && assigns) scope.assign(name, value);
    else if (value) scope.declare(name, value);
  });
}

/** Key and value of every turn: lists in order, maps by key, an integer counts (Go 1.22). */
export function* turnsOf(value: Traced): Generator<readonly [Traced, Traced]> {
  const map = asDict(value);
  if (map) for (const [key, entry] of sortedEntries(map)) yield [text(key, entry.via), entry.value];
  else if (value.kind === 'number' && value.type !== 'float64')
    for (let at = 0; at < value.value; at += 1) yield [int(at, 'int', value.via), int(at, 'int', value.via)];
  else if (asList(value)) for (const [at, item] of (asList(value)?.items ?? []).entries()) yield [int(at), item];
  else if (value.kind !== 'nil') throw new GoError('range over what is no list and no map');
}
