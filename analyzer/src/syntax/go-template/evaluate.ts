/**
 * Walks a template and prints it, piece by piece. A failing action prints nothing and leaves a note, so that the rest of a chart
 * is still read; only a spent bound ends a template. Nothing here touches a host object: values are data, functions a table.
 */
import type { Span } from '../../model/place.ts';
import type { Body, Conditional, Node, Pipeline, Range, TemplateCall } from './ast.ts';
import { evaluate, type Setting } from './expressions.ts';
import { GoError } from './failure.ts';
import { shownPieces } from './format.ts';
import type { Call } from './functions/contract.ts';
import { SyntaxFault } from './lexer.ts';
import type { Meter } from './meter.ts';
import { parse } from './parser.ts';
import { type Cutter, cutter, fromPieces, mapText, originSpan, piecesOf } from './pieces.ts';
import { createScope, type Scope } from './scope.ts';
import { asDict, asList, int, joinEach, joinVia, NOWHERE, nil, text } from './trace.ts';
import { isTrue } from './truth.ts';
import type { Origin, Piece, Text, Traced, Via } from './types.ts';
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
interface Frame {
  readonly evaluation: Evaluation;
  readonly source: Cutter;
  readonly scope: Scope;
  readonly output: Piece[];
  /** The action of the caller, for a text in no file. */
  readonly caller: Span | null;
  /** What decided the branches taken, should the whole be one value. */
  conditions: Via;
}

type Signal = 'next' | 'break' | 'continue';

/** The pieces a definition prints for `data`. Throws `BoundSpent`; `printed` then holds what was printed before. */
export function run(
  definition: Definition,
  data: Traced,
  evaluation: Evaluation,
  caller: Span | null = null,
  printed: Piece[] = [],
): readonly Piece[] {
  const frame: Frame = {
    evaluation,
    source: definition.source,
    scope: createScope(data),
    output: printed,
    caller,
    conditions: NOWHERE,
  };
  evaluation.meter.deeper(() => walk(definition.body, data, frame, NOWHERE));
  return caller === null || frame.conditions.length === 0 ? frame.output : decided(frame.output, frame.conditions);
}

/** A template of one line is a value, and the conditions in it decided which. */
function decided(pieces: readonly Piece[], conditions: Via): readonly Piece[] {
  return isOneLine(pieces) ? pieces.map((each) => ({ ...each, via: joinVia(each.via, conditions) })) : pieces;
}

function isOneLine(pieces: readonly Piece[]): boolean {
  return !pieces
    .map((each) => each.text)
    .join('')
    .trim()
    .includes('\n');
}

/** `under`: what decided this branch, where the branch is a part of a line. */
function walk(body: Body, dot: Traced, frame: Frame, under: Via): Signal {
  for (const node of body) {
    frame.evaluation.meter.step();
    if (node.kind === 'break' || node.kind === 'continue') return node.kind;
    const signal = guarded(node, dot, frame, under);
    if (signal !== 'next') return signal;
  }
  return 'next';
}

function guarded(node: Node, dot: Traced, frame: Frame, under: Via): Signal {
  try {
    return walkOne(node, dot, frame, under);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    frame.evaluation.refused(error.message, placeOf(node, frame));
    // A variable that could not be set is nothing, so that what uses it fails no second time.
    if (node.kind === 'action' && !node.pipeline.assigns) setVariables(node.pipeline, [nil()], frame);
    return 'next';
  }
}

function walkOne(node: Node, dot: Traced, frame: Frame, under: Via): Signal {
  switch (node.kind) {
    case 'text':
      emit(frame, frame.source(node.start, node.end), under);
      return 'next';
    case 'action':
      printAction(node, dot, frame, under);
      return 'next';
    case 'if':
    case 'with':
      return walkConditional(node, dot, frame, under);
    case 'range':
      return walkRange(node, dot, frame, under);
    case 'template':
      callTemplate(node, dot, frame, under);
      return 'next';
    default:
      return node.kind;
  }
}

function emit(frame: Frame, pieces: readonly Piece[], under: Via): void {
  for (const each of pieces) {
    frame.evaluation.meter.made(each.text.length);
    frame.output.push(under.length === 0 ? each : { ...each, via: joinVia(each.via, under) });
  }
}

function placeOf(node: { readonly start: number; readonly end: number }, frame: Frame): Span | null {
  const origin = frame.source(node.start, node.end).find((each) => each.origin)?.origin;
  return frame.caller !== null && !origin ? frame.caller : origin ? originSpan(origin) : null;
}

function settingAt(node: Node, frame: Frame): Setting {
  return { scope: frame.scope, call: callAt(node, frame) };
}

function callAt(node: Node, frame: Frame): Call {
  const { evaluation } = frame;
  return {
    meter: evaluation.meter,
    unknown: (what) => evaluation.unknown(what, placeOf(node, frame)),
    refused: (what) => evaluation.refused(what, placeOf(node, frame)),
    include: (name, dot) => fromPieces(run(definitionOf(name, evaluation), dot, evaluation, placeOf(node, frame))),
    tpl: (template, dot) => runText(template, dot, evaluation, placeOf(node, frame)),
  };
}

function definitionOf(name: string, { definitions }: Evaluation): Definition {
  const definition = definitions.get(name);
  if (!definition) throw new GoError('a template that is not defined here is called');
  return definition;
}

/** `tpl`: a text as a template; what it defines, only it sees. */
function runText(template: Text, dot: Traced, evaluation: Evaluation, caller: Span | null): Text {
  if (!template.text.includes('{{')) return template;
  evaluation.meter.made(template.text.length * 4);
  const source = cutter(piecesOf(template));
  const { body, definitions } = parseText(template.text);
  const own = [...definitions].map(([name, each]) => [name, { source, body: each }] as const);
  const known = own.length === 0 ? evaluation.definitions : new Map([...evaluation.definitions, ...own]);
  const printed = run({ source, body }, dot, { ...evaluation, definitions: known }, caller);
  return fromPieces(mapText(printed, withoutNoValue));
}

function parseText(source: string): ReturnType<typeof parse> {
  try {
    return parse(source);
  } catch (error) {
    if (error instanceof SyntaxFault) throw new GoError('a text given to tpl that does not parse');
    throw error;
  }
}

/** Helm takes what Go prints for nothing out of its output. */
export function withoutNoValue(printed: string): string {
  return printed.replaceAll('<no value>', '');
}

function printAction(node: Node & { kind: 'action' }, dot: Traced, frame: Frame, under: Via): void {
  const value = evaluate(node.pipeline, dot, settingAt(node, frame));
  if (node.pipeline.variables.length > 0) setVariables(node.pipeline, [value], frame);
  else emit(frame, printedBy(node, value, frame), under);
}

/** The value as the action prints it: the place of what is printed is the action's, unless whole lines of a template are passed on. */
function printedBy(node: Node, value: Traced, frame: Frame): readonly Piece[] {
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

function setVariables({ variables, assigns }: Pipeline, values: readonly Traced[], { scope }: Frame): void {
  variables.forEach((name, position) => {
    const value = values[position];
    if (value && assigns) scope.assign(name, value);
    else if (value) scope.declare(name, value);
  });
}

function walkConditional(node: Conditional, dot: Traced, frame: Frame, under: Via): Signal {
  const mark = frame.scope.mark();
  const value = tried(node, dot, frame);
  setVariables(node.pipeline, [value], frame);
  frame.conditions = joinVia(frame.conditions, value.via);
  const below = node.inline ? joinVia(under, value.via) : under;
  const holds = isTrue(value);
  const signal = walk(holds ? node.body : node.otherwise, holds && node.kind === 'with' ? value : dot, frame, below);
  frame.scope.reset(mark);
  return signal;
}

/** A condition that fails is noted and counts as empty. */
function tried(node: Conditional | Range, dot: Traced, frame: Frame): Traced {
  try {
    return evaluate(node.pipeline, dot, settingAt(node, frame));
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    frame.evaluation.refused(error.message, placeOf(node, frame));
    return nil();
  }
}

function walkRange(node: Range, dot: Traced, frame: Frame, under: Via): Signal {
  const outer = frame.scope.mark();
  const turns = turnsOf(tried(node, dot, frame));
  let any = false;
  for (const [key, value] of turns) {
    any = true;
    frame.evaluation.meter.step();
    const mark = frame.scope.mark();
    const { variables } = node.pipeline;
    setVariables(node.pipeline, variables.length === 1 ? [value] : [key, value], frame);
    const signal = walk(node.body, value, frame, under);
    frame.scope.reset(mark);
    if (signal === 'break') break;
  }
  const signal = any ? 'next' : walk(node.otherwise, dot, frame, under);
  frame.scope.reset(outer);
  return signal;
}

/** Key and value of every turn: lists in order, maps by key, an integer counts (Go 1.22). */
function* turnsOf(value: Traced): Generator<readonly [Traced, Traced]> {
  const map = asDict(value);
  if (map) for (const [key, entry] of sortedEntries(map)) yield [text(key, entry.via), entry.value];
  else if (value.kind === 'number' && value.type !== 'float64')
    for (let at = 0; at < value.value; at += 1) yield [int(at, 'int', value.via), int(at, 'int', value.via)];
  else if (asList(value)) for (const [at, item] of (asList(value)?.items ?? []).entries()) yield [int(at), item];
  else if (value.kind !== 'nil') throw new GoError('range over what is no list and no map');
}

function callTemplate(node: TemplateCall, dot: Traced, frame: Frame, under: Via): void {
  const setting = settingAt(node, frame);
  const data = node.pipeline ? evaluate(node.pipeline, dot, setting) : nil();
  emit(frame, printedBy(node, setting.call.include(node.name, data), frame), under);
}
