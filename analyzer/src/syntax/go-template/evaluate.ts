/**
 * Walks a template and prints it, piece by piece. A failing action prints nothing and leaves a note, so that the rest of a chart
 * is still read; only a spent bound ends a template. Nothing here touches a host object: values are data, functions a table.
 */
import type { Span } from '../../model/place.ts';
import type { Body, Conditional, Node, Range, TemplateCall } from './ast.ts';
import { evaluate, type Setting } from './expressions.ts';
import { GoError } from './failure.ts';
import {
  type Definition,
  decided,
  type Evaluation,
  emit,
  type Frame,
  placeOf,
  printedBy,
  setVariables,
  turnsOf,
  withoutNoValue,
} from './frame.ts';
import type { Call } from './functions/contract.ts';
import { SyntaxFault } from './lexer.ts';
import { parse } from './parser.ts';
import { cutter, fromPieces, mapText, piecesOf } from './pieces.ts';
import { createScope } from './scope.ts';
import { joinVia, NOWHERE, nil } from './trace.ts';
import { isTrue } from './truth.ts';
import type { Piece, Text, Traced, Via } from './types.ts';

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

function printAction(node: Node & { kind: 'action' }, dot: Traced, frame: Frame, under: Via): void {
  const value = evaluate(node.pipeline, dot, settingAt(node, frame));
  if (node.pipeline.variables.length > 0) setVariables(node.pipeline, [value], frame);
  else emit(frame, printedBy(node, value, frame), under);
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

function callTemplate(node: TemplateCall, dot: Traced, frame: Frame, under: Via): void {
  const setting = settingAt(node, frame);
  const data = node.pipeline ? evaluate(node.pipeline, dot, setting) : nil();
  emit(frame, printedBy(node, setting.call.include(node.name, data), frame), under);
}
