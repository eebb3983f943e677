/** Choices and refusals: `default`, `ternary`, `required`, `fail`, and the templates that call templates. */
import { GoError } from '../failure.ts';
import { alsoBy, bool, dict, joinEach, nil } from '../trace.ts';
import { isTrue } from '../truth.ts';
import type { Traced } from '../types.ts';
import { argument, computing, type Family, textArgument } from './contract.ts';

/** Sprig's `default`: an empty value is as good as none, and its place decided that the default holds. */
function fallback(args: readonly Traced[]): Traced {
  const [otherwise, given] = [argument(args, 0), args[1]];
  if (given && isTrue(given)) return given;
  return given ? alsoBy(otherwise, given.via) : otherwise;
}

function coalesce(args: readonly Traced[]): Traced {
  const position = args.findIndex(isTrue);
  const passed = joinEach((position < 0 ? args : args.slice(0, position)).map((arg) => arg.via));
  const chosen = args[position];
  return chosen ? alsoBy(chosen, passed) : nil(passed);
}

function ternary(args: readonly Traced[]): Traced {
  const condition = argument(args, 2);
  if (condition.kind !== 'bool') throw new GoError('ternary of what is no bool');
  return alsoBy(argument(args, condition.value ? 0 : 1), condition.via);
}

export const FLOW: Family = {
  default: fallback,
  coalesce,
  ternary,
  ...computing({
    empty: (args) => bool(!isTrue(argument(args, 0))),
    all: (args) => bool(args.every(isTrue)),
    any: (args) => bool(args.some(isTrue)),
  }),
  /** Helm refuses the chart; what else it renders is still worth knowing, so the value stays what it is. */
  required: (args, call) => {
    const value = argument(args, 1);
    const missing = value.kind === 'nil' || (value.kind === 'string' && value.text === '');
    if (missing) call.refused('a required value is missing: rendered as empty');
    return value;
  },
  fail: (args) => {
    textArgument(args, 0);
    throw new GoError('the chart refuses these values (fail)');
  },
  include: (args, call) => call.include(textArgument(args, 0).text, argument(args, 1)),
  tpl: (args, call) => call.tpl(textArgument(args, 0), argument(args, 1)),
  /** As `helm template` answers: there is no cluster to look into. */
  lookup: () => dict([]),
};
