/**
 * Objects that stand for the environment, made by a schema (zod, valibot, envalid, t3-env, convict): every variable the schema lists is
 * a property. Which library it is matters only where it gives the variables other names.
 */
import type { CallExpression, Node } from 'ts-morph';
import type { ReadFact } from '../model/fact.ts';
import type { Compiler } from './project.ts';
import { eitherOf, objectOf, type Shape, shapeOf } from './shape.ts';

/** What whoever follows exports can tell about a node. */
export interface Known {
  readonly compiler: Compiler;
  /** Reads that the facts name at this very node. */
  readsAt(node: Node): readonly ReadFact[];
  /** What the value of an expression holds. */
  follow(node: Node | undefined): Shape | null;
  /** What a name was made from, in this module or another. */
  madeFrom(name: Node): Node | undefined;
}

/** Functions that make one, whatever they are given. */
const MAKES = /^(?:createEnv|cleanEnv|customCleanEnv|envsafe|parseEnv|defineEnv|convict|makeEnv|validateEnv)$/;
/** Methods of a schema. */
const VALIDATES =
  /^(?:parse|safeParse|parseAsync|safeParseAsync|validate|validateSync|validateAsync|cast|assert|create|decode|check)$/;
/** Where a schema's result keeps the object. */
const RESULTS = ['data', 'value', 'output', 'env'];

function lastName(callee: Node, { Node: Is }: Compiler): string {
  return Is.isPropertyAccessExpression(callee) ? callee.getName() : callee.getText();
}

/** The environment as a whole, among what a call is given. */
const WHOLE = /\b(?:process|import\.meta|Bun|Deno)\.env\s*(?:[,)}\]]|as\b|$)/;

/** Whether the call makes an object of variables: by its name, or because a schema that lists them takes part. */
export function isEnvironmentCall(call: CallExpression, known: Known): boolean {
  const name = lastName(call.getExpression(), known.compiler);
  if (MAKES.test(name)) return true;
  // A schema is given an object of values: `schema.parse({ key: process.env.KEY })`.
  if (VALIDATES.test(name) && known.follow(call.getArguments()[0])) return true;
  const isAsked = VALIDATES.test(name) || call.getArguments().some((argument) => WHOLE.test(argument.getText()));
  return isAsked && partsOf(call, known).some((part) => listed(part, known).length > 0);
}

interface Listed {
  readonly property: Node;
  readonly read: ReadFact;
}

/** Reads that stand at a property's name: rules of a schema. */
function listed(part: Node, { compiler: { SyntaxKind: Kind }, readsAt }: Known): readonly Listed[] {
  return [Kind.PropertyAssignment, Kind.ShorthandPropertyAssignment]
    .flatMap((kind): readonly Node[] => part.getDescendantsOfKind(kind))
    .flatMap((property) => readsAt(property).map((read) => ({ property, read })));
}

/** What takes part in the call: what it is made on, what it is given, and what their names were made from. */
function partsOf(call: CallExpression, { compiler, madeFrom }: Known): readonly Node[] {
  const parts = new Set<Node>();
  const open: { readonly node: Node; readonly left: number }[] = [{ node: call, left: DEEPEST }];
  for (let one = open.pop(); one; one = open.pop()) {
    const { node, left } = one;
    if (parts.has(node)) continue;
    parts.add(node);
    for (const name of left === 0 ? [] : namesIn(node, compiler)) {
      const made = madeFrom(name);
      if (made && !isWithin(made, call)) open.push({ node: made, left: left - 1 });
    }
  }
  return [...parts];
}

/** Names that a schema is made of, one behind the other. */
const DEEPEST = 4;

/** Names that an expression is put together from: of an object only what is spread into it. */
function namesIn(node: Node, { Node: Is }: Compiler): readonly Node[] {
  const names: Node[] = [];
  const open: Node[] = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (Is.isIdentifier(at)) names.push(at);
    else if (Is.isPropertyAccessExpression(at) || Is.isSpreadAssignment(at) || Is.isSpreadElement(at))
      open.push(at.getExpression());
    else if (Is.isCallExpression(at)) open.push(at.getExpression(), ...at.getArguments());
    else if (Is.isArrayLiteralExpression(at)) open.push(...at.getElements());
    else if (Is.isObjectLiteralExpression(at)) open.push(...partsOfObject(at.getProperties(), Is));
  }
  return names;
}

/** Spread objects, and the sections that options have (`createEnv({ server: { … } })`). */
function partsOfObject(properties: readonly Node[], Is: Compiler['Node']): readonly Node[] {
  return properties.flatMap((property): readonly Node[] => {
    if (Is.isSpreadAssignment(property)) return [property];
    if (Is.isShorthandPropertyAssignment(property)) return [property.getNameNode()];
    const value = Is.isPropertyAssignment(property) ? property.getInitializer() : undefined;
    return value && (Is.isIdentifier(value) || Is.isObjectLiteralExpression(value)) ? [value] : [];
  });
}

function isWithin(outer: Node, inner: Node): boolean {
  return (
    outer.getSourceFile() === inner.getSourceFile() &&
    outer.getPos() <= inner.getPos() &&
    inner.getEnd() <= outer.getEnd()
  );
}

/** The object that such a call makes. */
export function environmentOf(call: CallExpression, known: Known, onDemand: boolean): Shape | null {
  const { compiler, follow } = known;
  const { Node: Is } = compiler;
  const isConvict = lastName(call.getExpression(), compiler) === 'convict';
  const parts = partsOf(call, known);
  const rules = parts.flatMap((part) => listed(part, known));
  const found = rules.map(({ property, read }) => {
    const shape = shapeOf({ taken: [{ read, onDemand }] });
    const name = read.source.kind === 'env' ? read.source.name : '';
    return { path: isConvict ? pathOf(property, call, compiler) : [name], shape };
  });
  const variables = isConvict
    ? found.map(({ path, shape }) => nested(path, shape))
    : [objectOf(found.map(({ path: [name = ''], shape }) => [name, shape]))];
  // `createEnv({ runtimeEnv: { DB: process.env.DATABASE_URL } })`, `schema.parse({ db: process.env.DATABASE_URL })`.
  const given = givenTo(call, compiler).map(follow);
  const extended = Is.isObjectLiteralExpression(call.getArguments()[0]) ? extendedBy(call, compiler, follow) : null;
  const whole = [...variables, ...given, extended].reduce<Shape | null>(eitherOf, null);
  if (!whole) return null;
  if (isConvict) return { ...whole, byPath: true };
  return eitherOf(whole, objectOf(RESULTS.map((name) => [name, whole])));
}

/** What a call takes values from: of t3-env's options what they are at run time, of a schema's method the object it is given. */
function givenTo(call: CallExpression, compiler: Compiler): readonly Node[] {
  const { Node: Is } = compiler;
  if (VALIDATES.test(lastName(call.getExpression(), compiler))) return call.getArguments();
  return call.getArguments().flatMap((options) =>
    ['runtimeEnv', 'runtimeEnvStrict', 'experimental__runtimeEnv'].flatMap((name) => {
      const section = Is.isObjectLiteralExpression(options) ? options.getProperty(name) : undefined;
      return (Is.isPropertyAssignment(section) ? section.getInitializer() : undefined) ?? [];
    }),
  );
}

/** `createEnv({ extends: [shared] })`. */
function extendedBy(call: CallExpression, { Node: Is }: Compiler, follow: (node: Node) => Shape | null): Shape | null {
  const [options] = call.getArguments();
  const property = Is.isObjectLiteralExpression(options) ? options.getProperty('extends') : undefined;
  const list = Is.isPropertyAssignment(property) ? property.getInitializer() : undefined;
  return Is.isArrayLiteralExpression(list) ? list.getElements().map(follow).reduce(eitherOf, null) : null;
}

/** The keys of the objects around a rule of convict: `db`, `password` for `{ db: { password: { env: 'DB_PASSWORD' } } }`. */
function pathOf(property: Node, call: Node, { Node: Is }: Compiler): readonly string[] {
  return property
    .getAncestors()
    .filter((around) => Is.isPropertyAssignment(around) && around.getPos() >= call.getPos())
    .map((around) => (Is.isPropertyAssignment(around) ? around.getName().replace(/^['"]|['"]$/g, '') : ''))
    .reverse();
}

function nested(path: readonly string[], shape: Shape | null): Shape | null {
  return path.reduceRight<Shape | null>((inner, name) => objectOf([[name, inner]]), shape);
}
