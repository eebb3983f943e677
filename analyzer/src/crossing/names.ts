/**
 * What names stand for across the modules of a project. Imports are resolved by hand: the compiler would look for words that are spelled
 * alike where a name is missing, and most modules are missing here.
 */
import type { Symbol as Name, Node, SourceFile } from 'ts-morph';
import { fileOf, type Modules } from './project.ts';

/** An export of a file; `*`: the module as a whole. */
export interface From {
  readonly file: string;
  readonly name: string;
}

export interface Names {
  /** What an identifier stands for where it is used. */
  symbolOf(identifier: Node): Name | undefined;
  /** The declaration of a name, in whichever module of the project it stands. */
  declarationOf(name: Name | undefined): Node | undefined;
  /** The export that an import or `export … from` means; null: not of the repository; undefined: it is neither. */
  moduleOf(declaration: Node): From | null | undefined;
  exportsOf(source: SourceFile): ReadonlyMap<string, Name>;
  /** The function around a node, without the node. */
  functionAround(node: Node): Node | undefined;
  /** Modules were taken in. */
  renew(): void;
}

/** Modules that hand a name on, one behind the other. */
const FURTHEST = 24;

export function createNames({ compiler, module, resolve }: Modules): Names {
  const { Node: Is, SyntaxKind: Kind } = compiler;
  const exporting = new Map<SourceFile, ReadonlyMap<string, Name>>();
  const scopes = new Map<Node, ReadonlyMap<string, Name>>();

  function exportsOf(source: SourceFile): ReadonlyMap<string, Name> {
    const known = exporting.get(source) ?? new Map(source.getExportSymbols().map((one) => [one.getName(), one]));
    exporting.set(source, known);
    return known;
  }

  function declarationOf(name: Name | undefined, left = FURTHEST): Node | undefined {
    const [declaration] = name?.getDeclarations() ?? [];
    const from = declaration && moduleOf(declaration);
    if (from === undefined) return (name?.isAlias() ? name.getAliasedSymbol() : name)?.getDeclarations()[0];
    const source = from === null || left === 0 ? null : module(from.file);
    return source && from ? declarationOf(exportsOf(source).get(from.name), left - 1) : undefined;
  }

  function moduleOf(node: Node): From | null | undefined {
    const importing = node.getFirstAncestorByKind(Kind.ImportDeclaration);
    const passing = Is.isExportSpecifier(node) ? node.getExportDeclaration() : undefined;
    const specifier = (importing ?? passing)?.getModuleSpecifierValue();
    if (specifier === undefined) return undefined;
    const file = resolve(fileOf(node.getSourceFile().getFilePath()), specifier);
    if (Is.isImportSpecifier(node) || Is.isExportSpecifier(node))
      return file === null ? null : { file, name: node.getName() };
    return file === null ? null : { file, name: Is.isImportClause(node) ? 'default' : '*' };
  }

  /** Asked once for each function. */
  function symbolOf(node: Node): Name | undefined {
    const around = functionAround(node) ?? node.getSourceFile();
    const known = scopes.get(around) ?? namesIn(around, node);
    return known.get(node.getText());
  }

  function namesIn(around: Node, node: Node): ReadonlyMap<string, Name> {
    const flags = compiler.SymbolFlags.Value | compiler.SymbolFlags.Alias;
    const names = new Map(node.getSymbolsInScope(flags).map((one) => [one.getName(), one]));
    scopes.set(around, names);
    return names;
  }

  function functionAround(node: Node): Node | undefined {
    return node.getFirstAncestor(
      (around) => Is.isFunctionLikeDeclaration(around) || Is.isArrowFunction(around) || Is.isFunctionExpression(around),
    );
  }

  return {
    symbolOf,
    declarationOf,
    moduleOf,
    exportsOf,
    functionAround,
    renew() {
      exporting.clear();
      scopes.clear();
    },
  };
}
