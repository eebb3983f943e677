/** Versions and constraints (https://masterminds.github.io/sprig/semver.html), as Masterminds/semver v3 reads them. */
import { GoError } from '../failure.ts';
import { bool, dict, int, object, text } from '../trace.ts';
import type { GoObject, Traced } from '../types.ts';
import { computing, type Family, textArgument } from './contract.ts';

interface Version {
  readonly numbers: readonly [number, number, number];
  readonly prerelease: string;
  readonly metadata: string;
}

const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

function parseVersion(written: string): Version | null {
  const [, major, minor, patch, prerelease = '', metadata = ''] = VERSION.exec(written) ?? [];
  if (major === undefined) return null;
  return { numbers: [Number(major), Number(minor ?? 0), Number(patch ?? 0)], prerelease, metadata };
}

function compare(a: Version, b: Version): number {
  for (const position of [0, 1, 2] as const) {
    const difference = a.numbers[position] - b.numbers[position];
    if (difference !== 0) return Math.sign(difference);
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === '') return 1;
  return b.prerelease === '' ? -1 : comparePrerelease(a.prerelease.split('.'), b.prerelease.split('.'));
}

function comparePrerelease(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [left, right] = [a[at], b[at]];
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    if (left === right) continue;
    const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (leftIsNumber && rightIsNumber) return Math.sign(Number(left) - Number(right));
    if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

/** One comparison; the parts left open (`1.x`, `1.2`) make it a range. */
interface Constraint {
  readonly operator: string;
  readonly version: Version;
  /** How many of the three numbers are written. */
  readonly given: number;
}

const CONSTRAINT =
  /^(=|==|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

function parseConstraint(written: string): Constraint {
  const [, operator = '', ...rest] = CONSTRAINT.exec(written.trim()) ?? [];
  const numbers = rest.slice(0, 3);
  if (rest.length === 0) throw new GoError('a text that is no version constraint');
  const open = numbers.findIndex((part) => part === undefined || /[xX*]/.test(part));
  const given = open < 0 ? 3 : open;
  const [major = 0, minor = 0, patch = 0] = numbers.slice(0, given).map(Number);
  return { operator, given, version: { numbers: [major, minor, patch], prerelease: rest[3] ?? '', metadata: '' } };
}

/** `a - b`, `a, b` and `a b` all hold; of `a || b` one. */
function parseConstraints(written: string): readonly (readonly Constraint[])[] {
  return written.split('||').map((part) => {
    const ranges = part.replace(/(\S+)\s+-\s+(\S+)/g, '>=$1,<=$2');
    const single = ranges.match(/(?:[=!<>~^]+\s*)?[^\s,=!<>~^][^\s,]*/g);
    if (!single) throw new GoError('a text that is no version constraint');
    return single.map(parseConstraint);
  });
}

/** First version behind those that share the first `given` numbers. */
function next({ version }: Constraint, given: number): Version {
  const numbers = version.numbers.map((part, at) => (at < given - 1 ? part : at === given - 1 ? part + 1 : 0));
  return { numbers: [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0], prerelease: '', metadata: '' };
}

/** `^1.2.3` allows all below the next change of the first number that is not zero. */
function caretGiven({ version, given }: Constraint): number {
  const significant = version.numbers.findIndex((part) => part > 0) + 1;
  return significant === 0 ? Math.max(1, given) : Math.min(significant, Math.max(1, given));
}

function isWithin(constraint: Constraint, version: Version, given: number): boolean {
  return compare(version, constraint.version) >= 0 && (given === 0 || compare(version, next(constraint, given)) < 0);
}

type Check = (constraint: Constraint, version: Version) => boolean;

const equal: Check = (constraint, version) =>
  constraint.given < 3 ? isWithin(constraint, version, constraint.given) : compare(version, constraint.version) === 0;
const tilde: Check = (constraint, version) => isWithin(constraint, version, Math.min(2, constraint.given));
const atMost: Check = (constraint, version) =>
  constraint.given < 3
    ? constraint.given === 0 || compare(version, next(constraint, constraint.given)) < 0
    : compare(version, constraint.version) <= 0;
const above: Check = (constraint, version) =>
  constraint.given < 3
    ? constraint.given > 0 && compare(version, next(constraint, constraint.given)) >= 0
    : compare(version, constraint.version) > 0;
const atLeast: Check = (constraint, version) => compare(version, constraint.version) >= 0;

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['', equal],
  ['=', equal],
  ['==', equal],
  ['!=', (constraint, version) => !equal(constraint, version)],
  ['>', above],
  ['<', (constraint, version) => compare(version, constraint.version) < 0],
  ['>=', atLeast],
  ['=>', atLeast],
  ['<=', atMost],
  ['=<', atMost],
  ['~', tilde],
  ['~>', tilde],
  ['^', (constraint, version) => isWithin(constraint, version, caretGiven(constraint))],
]);

/** A prerelease matches only constraints that name one. */
function holds(constraint: Constraint, version: Version): boolean {
  if (version.prerelease !== '' && constraint.version.prerelease === '') return false;
  return CHECKS.get(constraint.operator)?.(constraint, version) ?? false;
}

function versionArgument(args: readonly Traced[], position: number): Version {
  const version = parseVersion(textArgument(args, position).text);
  if (!version) throw new GoError('a text that is no version');
  return version;
}

/** `.Major`, `.Minor`, `.Patch`, `.Prerelease`, `.Metadata`, `.Original` and `.Compare` of a version. */
function versionObject(written: string, version: Version): GoObject {
  const [major, minor, patch] = version.numbers;
  const tail = (version.prerelease && `-${version.prerelease}`) + (version.metadata && `+${version.metadata}`);
  return object(
    '*semver.Version',
    dict([
      ['Major', int(major, 'int64')],
      ['Minor', int(minor, 'int64')],
      ['Patch', int(patch, 'int64')],
      ['Prerelease', text(version.prerelease)],
      ['Metadata', text(version.metadata)],
      ['Original', text(written)],
    ]),
    {
      Compare: ([other]) => {
        const parsed = other?.kind === 'object' && other.text !== null ? parseVersion(other.text) : null;
        if (!parsed) throw new GoError('Compare takes a version');
        return int(compare(version, parsed));
      },
    },
    `${major}.${minor}.${patch}${tail}`,
  );
}

export const SEMVER: Family = computing({
  semver: (args) => versionObject(textArgument(args, 0).text, versionArgument(args, 0)),
  semverCompare: (args) => {
    const alternatives = parseConstraints(textArgument(args, 0).text);
    const version = versionArgument(args, 1);
    return bool(alternatives.some((all) => all.every((constraint) => holds(constraint, version))));
  },
});
