/**
 * What names stand for across the modules of a project, by their declarations alone. No type checker is started: it binds every module
 * and looks for words that are spelled alike where a name is missing, and most names are missing here.
 */
import type { Node, SourceFile } from 'ts-morph';
import { fileOf, type Modules } from './project.ts';

/** An export of a file; `*`: the module as a whole. */
export interface From {
  readonly file: string;
  readonly name: string;
}

/** A declaration of the same module, or an export of another. */
export type Meaning = { readonly here: Node; readonly from?: never } | { readonly from: From; readonly here?: never };

export interface Exports {
  readonly named: ReadonlyMap<string, Meaning>;
  /** Files whose exports it has too. */
  readonly all: readonly string[];
}

export interface Names {
  /** What an identifier stands for where it is used; null: nothing of the project. */
  meaningOf(identifier: Node): Meaning | null;
  /** The declaration of an identifier, in whichever module of the project it stands. */
  declarationOf(identifier: Node): Node | null;
  exportsOf(source: SourceFile): Exports;
  /** The function around a node, without the node. */
  functionAround(node: Node): Node | undefined;
}

/** Modules that hand a name on, one behind the other. */
const FURTHEST = 24;

type Named = readonly [name: string, meaning: Meaning];

export function createNames({ compiler, module, resolve }: Modules): Names {
  const { Node: Is, SyntaxKind: Kind } = compiler;
  const exporting = new Map<SourceFile, Exports>();
  const scopes = new Map<Node, ReadonlyMap<string, Meaning>>();

  function isFunction(node: Node): boolean {
    return Is.isFunctionLikeDeclaration(node) || Is.isArrowFunction(node) || Is.isFunctionExpression(node);
  }

  /** The export of another file that `name` of a specifier means; none: not of the repository. */
  function fromModule(node: Node, specifier: string | undefined, local: string, name: string): readonly Named[] {
    const file = specifier === undefined ? null : resolve(fileOf(node.getSourceFile().getFilePath()), specifier);
    return file === null ? [] : [[local, { from: { file, name } }]];
  }

  function namesOfStatement(node: Node): readonly Named[] {
    if (Is.isVariableStatement(node)) return node.getDeclarations().flatMap(namesOfVariable);
    if (Is.isFunctionDeclaration(node) || Is.isClassDeclaration(node)) {
      const name = node.getName();
      return name === undefined ? [] : [[name, { here: node }]];
    }
    if (!Is.isImportDeclaration(node)) return [];
    const specifier = node.getModuleSpecifierValue();
    const [whole, plain] = [node.getNamespaceImport(), node.getDefaultImport()];
    return [
      ...(whole ? fromModule(node, specifier, whole.getText(), '*') : []),
      ...(plain ? fromModule(node, specifier, plain.getText(), 'default') : []),
      ...node
        .getNamedImports()
        .flatMap((one) => fromModule(node, specifier, one.getAliasNode()?.getText() ?? one.getName(), one.getName())),
    ];
  }

  /** `const a = …`, `const { a, b: { c } } = …`. */
  function namesOfVariable(node: Node): readonly Named[] {
    if (!Is.isVariableDeclaration(node)) return [];
    const name = node.getNameNode();
    if (Is.isIdentifier(name)) return [[name.getText(), { here: node }]];
    return name
      .getDescendantsOfKind(Kind.BindingElement)
      .flatMap((one): readonly Named[] => (Is.isIdentifier(one.getNameNode()) ? [[one.getName(), { here: one }]] : []));
  }

  /** Names that a block, a module or a function declares; a parameter is one, and leads nowhere. */
  function namesIn(scope: Node): ReadonlyMap<string, Meaning> {
    const known = scopes.get(scope);
    if (known) return known;
    const parameters = Is.isParametered(scope) ? scope.getParameters() : [];
    const statements = Is.isStatemented(scope) ? scope.getStatements() : [];
    const names = new Map<string, Meaning>([
      ...parameters.map((one): Named => [one.getName(), { here: one }]),
      ...statements.flatMap(namesOfStatement),
    ]);
    scopes.set(scope, names);
    return names;
  }

  function meaningOf(identifier: Node): Meaning | null {
    const name = identifier.getText();
    for (let scope = identifier.getParent(); scope; scope = scope.getParent()) {
      const found = Is.isStatemented(scope) || isFunction(scope) ? namesIn(scope).get(name) : undefined;
      if (found) return found;
    }
    return null;
  }

  function declarationOf(identifier: Node): Node | null {
    let meaning = meaningOf(identifier);
    for (let left = FURTHEST; meaning?.from && left > 0; left -= 1) {
      const source = module(meaning.from.file);
      meaning = (source && exportsOf(source).named.get(meaning.from.name)) ?? null;
    }
    return meaning?.here ?? null;
  }

  function exportsOf(source: SourceFile): Exports {
    const known = exporting.get(source);
    if (known) return known;
    const passing = source.getExportDeclarations();
    const exports: Exports = {
      named: new Map([...source.getStatements().flatMap(exportedHere), ...passing.flatMap(passedOn)]),
      all: passing.flatMap((one) => {
        const isAll = !one.getNamespaceExport() && one.getNamedExports().length === 0;
        return isAll
          ? fromModule(one, one.getModuleSpecifierValue(), '*', '*').flatMap(([, { from }]) => from?.file ?? [])
          : [];
      }),
    };
    exporting.set(source, exports);
    return exports;
  }

  function exportedHere(statement: Node): readonly Named[] {
    if (Is.isExportAssignment(statement)) return [['default', { here: statement }]];
    if (!Is.isExportable(statement) || !statement.hasExportKeyword()) return [];
    const isDefault = statement.hasDefaultKeyword();
    return isDefault ? [['default', { here: statement }]] : namesOfStatement(statement);
  }

  function passedOn(declaration: ReturnType<SourceFile['getExportDeclarations']>[number]): readonly Named[] {
    const specifier = declaration.getModuleSpecifierValue();
    const whole = declaration.getNamespaceExport()?.getName();
    if (whole !== undefined) return fromModule(declaration, specifier, whole, '*');
    return declaration.getNamedExports().flatMap((one): readonly Named[] => {
      const name = one.getAliasNode()?.getText() ?? one.getName();
      if (specifier !== undefined) return fromModule(declaration, specifier, name, one.getName());
      const meaning = namesIn(declaration.getSourceFile()).get(one.getName());
      return meaning ? [[name, meaning]] : [];
    });
  }

  return { meaningOf, declarationOf, exportsOf, functionAround: (node) => node.getFirstAncestor(isFunction) };
}
