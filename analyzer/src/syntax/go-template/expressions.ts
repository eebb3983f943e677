/** Evaluates pipelines: operands, fields, methods and function calls (https://pkg.go.dev/text/template#hdr-Pipelines). It prints nothing. */
import type { Command, Operand, Pipeline } from './ast.ts';
import { GoError } from './failure.ts';
import { goType } from './format.ts';
import type { Call } from './functions/contract.ts';
import { FUNCTIONS } from './functions/registry.ts';
import type { Scope } from './scope.ts';
import { alsoBy, asDict, joinVia, nil } from './trace.ts';
import { isTrue, lengthOf } from './truth.ts';
import type { Traced } from './types.ts';

/** What an expression is evaluated in. */
export interface Setting {
  readonly scope: Scope;
  readonly call: Call;
}

/** The value of a pipeline, before any variable is set. Throws `GoError`. */
export function evaluate(pipeline: Pipeline, dot: Traced, setting: Setting): Traced {
  let value: Traced | null = null;
  for (const command of pipeline.commands) value = evaluateCommand(command, dot, value, setting);
  return value ?? nil();
}

/** `piped`: what the command before it gave, the last argument of this one. */
function evaluateCommand(command: Command, dot: Traced, piped: Traced | null, setting: Setting): Traced {
  setting.call.meter.step();
  const [first, ...others] = command.operands;
  if (first.term.kind === 'function') {
    if (first.fields.length === 0) return callFunction(first.term.name, others, dot, piped, setting);
    const called = callFunction(first.term.name, [], dot, null, setting);
    return fields(called, first.fields, setting, argumentsOf(others, dot, piped, setting));
  }
  return operand(first, dot, setting, argumentsOf(others, dot, piped, setting));
}

function argumentsOf(
  operands: readonly Operand[],
  dot: Traced,
  piped: Traced | null,
  setting: Setting,
): readonly Traced[] {
  const given = operands.map((each) => operand(each, dot, setting, []));
  return piped ? [...given, piped] : given;
}

/** An operand with the arguments its last method gets. */
function operand({ term, fields: names }: Operand, dot: Traced, setting: Setting, args: readonly Traced[]): Traced {
  switch (term.kind) {
    case 'dot':
      return fields(dot, names, setting, args);
    case 'nil':
      return fields(nil(), names, setting, args);
    case 'constant':
      return fields(term.value, names, setting, args);
    case 'variable':
      return fields(setting.scope.read(term.name), names, setting, args);
    case 'function':
      return fields(callFunction(term.name, [], dot, null, setting), names, setting, args);
    case 'pipeline':
      return fields(evaluate(term.pipeline, dot, setting), names, setting, args);
  }
}

/**
 * Follows fields. A field of a field that is missing is an error to Go (of a nil that something else gave it is not); here it is
 * noted and evaluation goes on with nothing, so that one missing value does not hide the rest.
 */
function fields(start: Traced, names: readonly string[], setting: Setting, args: readonly Traced[]): Traced {
  let value = start;
  const silent = start.kind === 'nil';
  for (const [position, name] of names.entries()) {
    const last = position === names.length - 1;
    const method = value.kind === 'object' ? value.methods.get(name) : undefined;
    if (method) value = method(last ? args : []);
    else if (last && args.length > 0) throw new GoError(`${name} takes no arguments`);
    else value = field(value, name, setting, silent);
  }
  if (names.length === 0 && args.length > 0) throw new GoError('arguments for what is no function');
  return value;
}

function field(value: Traced, name: string, { call }: Setting, silent: boolean): Traced {
  const map = asDict(value);
  if (map) return map.entries.get(name)?.value ?? nil();
  if (value.kind === 'nil') {
    if (!silent) call.refused(`.${name} of a value that is missing`);
  } else call.refused(`.${name} of a ${goType(value)}`);
  return nil(value.via);
}

function callFunction(
  name: string,
  operands: readonly Operand[],
  dot: Traced,
  piped: Traced | null,
  setting: Setting,
): Traced {
  if (name === 'and' || name === 'or') return choose(name === 'or', operands, dot, piped, setting);
  const called = FUNCTIONS.get(name);
  if (!called) throw new GoError(`${name} is no function known here`);
  const args = argumentsOf(operands, dot, piped, setting);
  for (const arg of args) setting.call.meter.step(weightOf(arg));
  return called(args, setting.call);
}

/** `and` gives its first empty argument, `or` its first other one, and neither evaluates what comes behind. */
function choose(
  wanted: boolean,
  operands: readonly Operand[],
  dot: Traced,
  piped: Traced | null,
  setting: Setting,
): Traced {
  let chosen: Traced | null = null;
  let passed = joinVia();
  for (const each of operands) {
    const value = operand(each, dot, setting, []);
    chosen = alsoBy(value, passed);
    if (isTrue(value) === wanted) return chosen;
    passed = joinVia(passed, value.via);
  }
  const last = piped ? alsoBy(piped, passed) : chosen;
  if (!last) throw new GoError('too few arguments');
  return last;
}

/** What a function may have to walk through or copy, in steps. */
function weightOf(value: Traced): number {
  return value.kind === 'string' ? value.text.length / 1024 : lengthOf(value) / 32;
}
