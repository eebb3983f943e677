/** Sprig's arithmetic (https://masterminds.github.io/sprig/math.html): integers are int64 whatever comes in, floats are decimals. */
import { GoError } from '../failure.ts';
import { show } from '../format.ts';
import { toFloat, toInteger } from '../numbers.ts';
import { float, int } from '../trace.ts';
import type { Traced } from '../types.ts';
import { argument, computing, type Family, intArgument, renamed, textArgument } from './contract.ts';

function integers(args: readonly Traced[], combine: (a: number, b: number) => number): Traced {
  const [first, ...rest] = args.map(toInteger);
  if (first === undefined) return int(0, 'int64');
  return int(rest.reduce(combine, first), 'int64');
}

/** Decimal arithmetic without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
function decimals(values: readonly number[], combine: (a: number, b: number) => number): Traced {
  const [first = 0, ...rest] = values;
  return float(Number(rest.reduce(combine, first).toPrecision(16)));
}

function divided(a: number, b: number): number {
  if (b === 0) throw new GoError('division by zero');
  return Math.trunc(a / b);
}

function remainder(a: number, b: number): number {
  if (b === 0) throw new GoError('division by zero');
  return a % b;
}

function round(args: readonly Traced[]): Traced {
  const up = args[2] === undefined ? 0.5 : toFloat(args[2]);
  const power = 10 ** intArgument(args, 1);
  const digit = power * toFloat(argument(args, 0));
  return float((digit % 1 >= up ? Math.ceil(digit) : Math.floor(digit)) / power);
}

const COMPUTING = computing({
  int: (args) => int(toInteger(argument(args, 0))),
  int64: (args) => int(toInteger(argument(args, 0)), 'int64'),
  float64: (args) => float(toFloat(argument(args, 0))),
  atoi: (args) => int(/^[+-]?\d+$/.test(textArgument(args, 0).text) ? Number(textArgument(args, 0).text) : 0),
  toDecimal: (args) => {
    const digits = show(argument(args, 0));
    return int(/^[+-]?[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : 0, 'int64');
  },
  add: (args) => integers(args, (a, b) => a + b),
  add1: (args) => int(toInteger(argument(args, 0)) + 1, 'int64'),
  sub: (args) => integers(args.slice(0, 2), (a, b) => a - b),
  mul: (args) => integers(args, (a, b) => a * b),
  div: (args) => integers([argument(args, 0), argument(args, 1)], divided),
  mod: (args) => integers([argument(args, 0), argument(args, 1)], remainder),
  max: (args) => integers(args, (a, b) => Math.max(a, b)),
  min: (args) => integers(args, (a, b) => Math.min(a, b)),
  addf: (args) => decimals([0, ...args.map(toFloat)], (a, b) => a + b),
  add1f: (args) => decimals([toFloat(argument(args, 0)), 1], (a, b) => a + b),
  subf: (args) => decimals(args.map(toFloat), (a, b) => a - b),
  mulf: (args) => decimals(args.map(toFloat), (a, b) => a * b),
  divf: (args) =>
    decimals(args.map(toFloat), (a, b) => {
      if (b === 0) throw new GoError('division by zero');
      return a / b;
    }),
  maxf: (args) => float(Math.max(...args.map(toFloat))),
  minf: (args) => float(Math.min(...args.map(toFloat))),
  ceil: (args) => float(Math.ceil(toFloat(argument(args, 0)))),
  floor: (args) => float(Math.floor(toFloat(argument(args, 0)))),
  round,
});

export const MATH: Family = { ...COMPUTING, ...renamed(COMPUTING, { biggest: 'max' }) };
