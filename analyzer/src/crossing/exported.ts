/**
 * What the exports of a module hold of what was read: an export is followed to what it was made from, through names, objects, calls,
 * classes and other modules of the project, back to the reads that the facts name. It never guesses: what it cannot follow holds nothing.
 */
import type { CallExpression, Node, SourceFile } from 'ts-morph';
import type { ReadFact } from '../model/fact.ts';
import { environmentOf, isEnvironmentCall } from './environment-object.ts';
import { createNames, type From, type Meaning } from './names.ts';
import { createPlaces } from './places.ts';
import type { Modules } from './project.ts';
import { createResults } from './results.ts';
import { capturedOf, EMPTY, eitherOf, memberOf, objectOf, type Shape, shapeOf } from './shape.ts';

export interface Exported {
  /** The export of a file; `*` is the module as an object; null: it holds no read. */
  shape(file: string, name: string): Shape | null;
  /** Modules were taken in: what could not be followed before is tried again. */
  renew(): void;
  /** Sections that `registerAs` gives a name: `database`. */
  registered(file: string): ReadonlyArray<readonly [section: string, shape: Shape]>;
}

/** Steps from an export back to a read. */
const FURTHEST = 24;

/** Prepares the questions about the modules as they stand; `readsOf` are the reads that the facts name in a file. */
export function followExports(modules: Modules, readsOf: (file: string) => readonly ReadFact[]): Exported {
  const { compiler, module } = modules;
  const { Node: Is, SyntaxKind: Kind } = compiler;
  const { readsAt, readingAt, isDeferred } = createPlaces(compiler, readsOf);
  const names = createNames(modules);
  const { meaningOf, declarationOf, exportsOf } = names;
  const { resultsOf, handsBack, wrapped } = createResults(compiler, names);
  const answers = new Map<Node, Shape | null>();
  const asked = new Map<string, Shape | null>();
  const assigned = new Map<SourceFile, Shape | null>();
  const passing = new Map<SourceFile, readonly string[]>();
  let depth = 0;

  function follow(node: Node | undefined): Shape | null {
    if (!node || depth > FURTHEST) return null;
    const known = answers.get(node);
    if (known !== undefined) return known;
    answers.set(node, null);
    depth += 1;
    const found = readingAt(node) ?? followNode(node);
    depth -= 1;
    answers.set(node, found);
    return found;
  }

  function followNode(node: Node): Shape | null {
    if (Is.isIdentifier(node)) return ofMeaning(meaningOf(node));
    if (Is.isPropertyAccessExpression(node)) return memberOf(follow(node.getExpression()), node.getName());
    if (Is.isElementAccessExpression(node)) {
      const key = node.getArgumentExpression();
      return Is.isStringLiteral(key) ? memberOf(follow(node.getExpression()), key.getLiteralText()) : null;
    }
    if (Is.isObjectLiteralExpression(node)) return ofObject(node);
    if (Is.isCallExpression(node)) return ofCall(node);
    if (Is.isNewExpression(node)) return settled(node, follow(node.getExpression())?.makes ?? null);
    if (Is.isArrowFunction(node) || Is.isFunctionExpression(node) || Is.isFunctionDeclaration(node))
      return ofFunction(node);
    if (Is.isClassDeclaration(node) || Is.isClassExpression(node)) return ofClass(node);
    if (Is.isConditionalExpression(node)) return eitherOf(follow(node.getWhenTrue()), follow(node.getWhenFalse()));
    if (Is.isBinaryExpression(node))
      return ofBinary(node.getOperatorToken().getText(), node.getLeft(), node.getRight());
    if (Is.isTemplateExpression(node))
      return madeFrom(node.getTemplateSpans().map((span) => follow(span.getExpression())));
    if (Is.isPrefixUnaryExpression(node)) return null;
    const inner = wrapped(node);
    return inner ? follow(inner) : null;
  }

  function ofBinary(operator: string, left: Node, right: Node): Shape | null {
    if (operator === '??' || operator === '||') return eitherOf(follow(left), follow(right));
    if (operator === '&&' || operator === '=') return follow(right);
    return operator === '+' ? madeFrom([follow(left), follow(right)]) : null;
  }

  /** A text or a number made from values: it holds them, and no property of theirs. */
  function madeFrom(shapes: readonly (Shape | null)[]): Shape | null {
    return shapes.map((shape) => shapeOf({ taken: shape?.taken ?? [] })).reduce(eitherOf, null);
  }

  const known = {
    compiler,
    readsAt,
    follow,
    madeFrom(name: Node): Node | undefined {
      const declaration = declarationOf(name) ?? undefined;
      return Is.isVariableDeclaration(declaration) ? declaration.getInitializer() : undefined;
    },
  };

  function ofMeaning(meaning: Meaning | null | undefined): Shape | null {
    if (!meaning) return null;
    return meaning.from ? ofImported(meaning.from) : ofDeclaration(meaning.here);
  }

  /** Modules may hand a name on in a circle. */
  function ofImported({ file, name }: From): Shape | null {
    const source = module(file);
    if (!source || depth > FURTHEST) return null;
    depth += 1;
    const found = exportedAs(source, name);
    depth -= 1;
    return found;
  }

  function ofDeclaration(node: Node): Shape | null {
    if (Is.isVariableDeclaration(node) || Is.isPropertyAssignment(node)) return follow(node.getInitializer());
    if (Is.isBindingElement(node)) return readingAt(node) ?? ofBinding(node);
    if (Is.isExportAssignment(node)) return follow(node.getExpression());
    if (Is.isShorthandPropertyAssignment(node)) return ofMeaning(meaningOf(node.getNameNode()));
    if (Is.isSourceFile(node)) return ofModule(node);
    if (Is.isPropertyAccessExpression(node) || Is.isBinaryExpression(node)) return ofAssigned(node);
    return Is.isFunctionDeclaration(node) || Is.isClassDeclaration(node) ? follow(node) : null;
  }

  /** `module.exports.db = …`: the declaration is the left side, or the whole. */
  function ofAssigned(node: Node): Shape | null {
    const assignment = Is.isBinaryExpression(node) ? node : node.getParent();
    return Is.isBinaryExpression(assignment) && assignment.getOperatorToken().getText() === '='
      ? follow(assignment.getRight())
      : null;
  }

  /** `const { db: { password } } = config`. */
  function ofBinding(node: Node): Shape | null {
    if (!Is.isBindingElement(node)) return null;
    const around = node.getParent().getParent();
    const whole = Is.isVariableDeclaration(around) ? follow(around.getInitializer()) : ofBinding(around);
    return node.getDotDotDotToken()
      ? whole
      : memberOf(whole, (node.getPropertyNameNode() ?? node.getNameNode()).getText());
  }

  function ofObject(node: Node): Shape | null {
    if (!Is.isObjectLiteralExpression(node)) return null;
    const properties = node.getProperties();
    const spread = properties.flatMap((one) => (Is.isSpreadAssignment(one) ? [follow(one.getExpression())] : []));
    const written = properties.flatMap((one) =>
      Is.isSpreadAssignment(one) ? [] : [[one.getName().replace(/^['"]|['"]$/g, ''), one] as const],
    );
    return [...spread, objectOf(written.map(([name, one]) => [name, FLAG.test(name) ? null : ofProperty(one)]))].reduce(
      eitherOf,
      null,
    );
  }

  function ofProperty(property: Node): Shape | null {
    if (Is.isGetAccessorDeclaration(property)) return resultOf(property);
    if (Is.isMethodDeclaration(property)) return ofFunction(property);
    return readingAt(property) ?? ofDeclaration(property);
  }

  function ofFunction(node: Node): Shape | null {
    return shapeOf({ returns: resultOf(node) });
  }

  /** What a function returns, each way out of it. */
  function resultOf(node: Node): Shape | null {
    return resultsOf(node).map(follow).reduce(eitherOf, null);
  }

  function ofClass(node: Node): Shape | null {
    if (!Is.isClassDeclaration(node) && !Is.isClassExpression(node)) return null;
    const members = (isStatic: boolean) =>
      objectOf(
        [...node.getProperties(), ...node.getGetAccessors(), ...node.getMethods()]
          .filter((member) => member.isStatic() === isStatic)
          .map((member) => [
            member.getName(),
            Is.isPropertyDeclaration(member)
              ? follow(member.getInitializer())
              : Is.isGetAccessorDeclaration(member)
                ? resultOf(member)
                : ofFunction(member),
          ]),
      );
    const assigned = objectOf(
      node.getConstructors().flatMap((one) =>
        one.getDescendantsOfKind(Kind.BinaryExpression).flatMap((assignment) => {
          const left = assignment.getLeft();
          const isOwn = Is.isPropertyAccessExpression(left) && Is.isThisExpression(left.getExpression());
          return isOwn && assignment.getOperatorToken().getText() === '='
            ? [[left.getName(), follow(assignment.getRight())] as const]
            : [];
        }),
      ),
    );
    return shapeOf({ ...members(true), makes: eitherOf(members(false), assigned) });
  }

  /** What a call or `new` gave when the file was loaded is read no more. */
  function settled(node: Node, shape: Shape | null): Shape | null {
    return isDeferred(node) ? shape : capturedOf(shape);
  }

  function ofCall(call: CallExpression): Shape | null {
    const callee = call.getExpression();
    const registered = sectionOf(call);
    if (registered) return shapeOf({ returns: capturedOf(registered.shape) });
    const returned = follow(callee)?.returns ?? null;
    if (returned) return settled(call, returned);
    if (isEnvironmentCall(call, known)) return environmentOf(call, known, isDeferred(call));
    const on = Is.isPropertyAccessExpression(callee) ? follow(callee.getExpression()) : null;
    // `process.env.HOSTS.split(',')`, `Number(process.env.PORT)`: the value in another form.
    if (on && on.taken.length > 0) return madeFrom([on]);
    const given = call.getArguments();
    if (CONVERTS.test(callee.getText())) return given.map(follow).reduce(eitherOf, null);
    const isCheck = CHECKS.test(lastName(callee));
    return madeFrom(given.filter((_, position) => isCheck || handsBack(callee, position)).map(follow));
  }

  function lastName(callee: Node): string {
    return Is.isPropertyAccessExpression(callee) ? callee.getName() : callee.getText();
  }

  /** `registerAs('database', () => ({ … }))` of @nestjs/config. */
  function sectionOf(call: CallExpression): { readonly section: string; readonly shape: Shape } | null {
    const [section, factory] = call.getArguments();
    if (call.getExpression().getText() !== 'registerAs' || !Is.isStringLiteral(section)) return null;
    const shape = follow(factory)?.returns ?? null;
    return shape && { section: section.getLiteralText(), shape };
  }

  function ofModule(source: SourceFile): Shape | null {
    const { named } = exportsOf(source);
    const passedOn = passedOnBy(source).map((file) => ofImported({ file, name: '*' }));
    return [objectOf([...named].map(([name, meaning]) => [name, ofMeaning(meaning)])), ...passedOn].reduce(
      eitherOf,
      null,
    );
  }

  /** `module.exports = …` stands for the module and for its default. */
  function exportedAs(source: SourceFile, name: string): Shape | null {
    const key = `${source.getFilePath()}\0${name}`;
    const known = asked.get(key);
    if (known !== undefined) return known;
    asked.set(key, null);
    const found = FLAG.test(name) ? null : findExport(source, name);
    asked.set(key, found);
    return found;
  }

  function findExport(source: SourceFile, name: string): Shape | null {
    const { named } = exportsOf(source);
    const meaning = named.get(name);
    if (meaning) return ofMeaning(meaning);
    const whole = commonJsOf(source);
    if (name === '*') return eitherOf(whole, ofModule(source));
    if (name === 'default') return whole;
    return eitherOf(
      memberOf(whole, name),
      passedOnBy(source)
        .map((file) => ofImported({ file, name }))
        .reduce(eitherOf, null),
    );
  }

  /** Of the modules whose exports a barrel has too, those of the project. */
  function passedOnBy(source: SourceFile): readonly string[] {
    const known = passing.get(source) ?? exportsOf(source).all.filter((file) => module(file) !== null);
    passing.set(source, known);
    return known;
  }

  function commonJsOf(source: SourceFile): Shape | null {
    const known = assigned.get(source);
    if (known !== undefined) return known;
    const whole = COMMON_JS.test(source.getFullText()) ? commonJs(source) : null;
    assigned.set(source, whole);
    return whole;
  }

  function commonJs(source: SourceFile): Shape | null {
    return source
      .getStatements()
      .flatMap((statement) => {
        const expression = Is.isExpressionStatement(statement) ? statement.getExpression() : undefined;
        if (!Is.isBinaryExpression(expression) || expression.getOperatorToken().getText() !== '=') return [];
        const target = /^(?:module\.)?exports(?:\.([\w$]+))?$/.exec(expression.getLeft().getText());
        if (!target) return [];
        const value = follow(expression.getRight());
        return [target[1] === undefined ? value : objectOf([[target[1], value]])];
      })
      .reduce(eitherOf, null);
  }

  return {
    shape(file, name) {
      const source = module(file);
      return source && exportedAs(source, name);
    },
    renew() {
      asked.clear();
      assigned.clear();
      passing.clear();
      for (const [node, shape] of answers) if (!shape) answers.delete(node);
    },
    registered(file) {
      const source = module(file);
      if (!source?.getFullText().includes('registerAs')) return [];
      return source.getDescendantsOfKind(Kind.CallExpression).flatMap((call) => {
        const found = sectionOf(call);
        return found ? [[found.section, capturedOf(found.shape) ?? EMPTY] as const] : [];
      });
    },
  };
}

/** Tells whether there is a value: nothing of it is used by whoever asks. */
const FLAG = /^(?:is|has|can|should)[A-Z_]|^(?:IS|HAS)_|(?:^|_)(?:ENABLED|CONFIGURED)$|[eE]nabled$|[cC]onfigured$/;

const COMMON_JS = /\b(?:module\.exports|exports\.\w+)\s*=/;

/** Hands on what it is given, whole. */
const CONVERTS = /^(?:Object\.(?:freeze|seal|assign)|structuredClone|defineConfig|deepFreeze|Promise\.resolve)$/;
/** Hands on the text it is given, perhaps as another type. */
const CHECKS = /^(?:String|Number|BigInt|parseInt|parseFloat|from|parse|required?|ensure\w*|assert\w*|must\w*)$/;
