/**
 * What a value of another file holds of what was read there: itself, behind its properties, after a call or `new`. Plain JSON, so that
 * two of them compare by their text. It knows nothing of syntax or files.
 */
import type { ReadFact } from '../model/fact.ts';

/** A read that a value comes from. */
export interface Taken {
  readonly read: ReadFact;
  /** It happens when the value is asked for, not when its file is loaded. */
  readonly onDemand: boolean;
}

export interface Shape {
  /** The value itself is what these read, or is made from it. */
  readonly taken: readonly Taken[];
  /** By property, in the order written. */
  readonly members: Readonly<Record<string, Shape>>;
  /** What a call gives; null: it is no function that gives a read on. */
  readonly returns: Shape | null;
  /** What `new` gives. */
  readonly makes: Shape | null;
  /** Properties are asked for by their path: `config.get('db.password')`. */
  readonly byPath: boolean;
}

/** A value that holds no read. Its members have no prototype: a property may be called `constructor`. */
export const EMPTY: Shape = { taken: [], members: without({}), returns: null, makes: null, byPath: false };

function without(members: Readonly<Record<string, Shape>>): Readonly<Record<string, Shape>> {
  return Object.assign(Object.create(null) as Record<string, Shape>, members);
}

/** A shape with these parts; null where none of them holds a read. */
export function shapeOf(parts: Partial<Shape>): Shape | null {
  const shape = { ...EMPTY, ...parts, members: without(parts.members ?? {}) };
  const isEmpty = shape.taken.length === 0 && Object.keys(shape.members).length === 0 && !shape.returns && !shape.makes;
  return isEmpty ? null : shape;
}

/** An object of these properties; those without a read are left out. */
export function objectOf(members: ReadonlyArray<readonly [name: string, shape: Shape | null]>): Shape | null {
  return shapeOf({ members: Object.fromEntries(members.filter(([, shape]) => shape !== null)) as Shape['members'] });
}

/** What a value that is one of two may hold; of two properties of one name both count. */
export function eitherOf(a: Shape | null, b: Shape | null): Shape | null {
  if (!a || !b) return a ?? b;
  const members = without(a.members) as Record<string, Shape>;
  for (const [name, shape] of Object.entries(b.members))
    members[name] = eitherOf(members[name] ?? null, shape) ?? shape;
  return {
    taken: [...a.taken, ...b.taken.filter(({ read }) => !a.taken.some((one) => one.read === read))],
    members,
    returns: eitherOf(a.returns, b.returns),
    makes: eitherOf(a.makes, b.makes),
    byPath: a.byPath || b.byPath,
  };
}

/** The value once it was taken at load: later uses read nothing anew. */
export function capturedOf(shape: Shape | null): Shape | null {
  if (!shape) return null;
  return {
    ...shape,
    taken: shape.taken.map(({ read }) => ({ read, onDemand: false })),
    members: without(
      Object.fromEntries(Object.entries(shape.members).map(([name, inner]) => [name, capturedOf(inner) ?? inner])),
    ),
  };
}

/** The property of a value; null: it holds no read. */
export function memberOf(shape: Shape | null, name: string): Shape | null {
  return shape?.members[name] ?? null;
}

/** What a path of properties leads to: `db.password`. */
export function memberAt(shape: Shape | null, path: string): Shape | null {
  return path.split('.').reduce<Shape | null>(memberOf, shape);
}

/** All that is read for the value and its properties, however deep; calls are not made. */
export function allTaken(shape: Shape): readonly Taken[] {
  return [...shape.taken, ...Object.values(shape.members).flatMap(allTaken)];
}

/** Fewer values than these are used together where their object is handed on whole. */
export const FEW = 8;

/** Names one of which must be asked for to get at a read; null: the value itself is one, or few enough to be handed on together. */
export function namesAsked(shape: Shape): readonly string[] | null {
  const before = asked.get(shape);
  if (before !== undefined) return before;
  const names = askedFor(shape);
  asked.set(shape, names);
  return names;
}

const asked = new WeakMap<Shape, readonly string[] | null>();

function askedFor(shape: Shape): readonly string[] | null {
  if (shape.taken.length > 0 || allTaken(shape).length <= FEW) return null;
  const further = [shape.returns, shape.makes].map((inner) => (inner ? namesAsked(inner) : []));
  if (further.includes(null)) return null;
  const inner = Object.entries(shape.members).flatMap(([name, member]) => namesAsked(member) ?? [name]);
  return [...new Set([...inner, ...further.flatMap((names) => names ?? [])])];
}
