/**
 * Generators of an ApplicationSet that the repository itself answers: lists, folders and files of git, and matrix or merge of
 * those. What needs a cluster, an API or a plugin is a note and leaves one Application with its open values as written.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators/
 */
import type { Span } from '../../model/place.ts';
import { parseEmbedded } from '../../syntax/embedded-yaml.ts';
import { at, itemsAt, type Mapping, type Tree, textAt } from '../../syntax/tree.ts';
import { mapping, scalar } from '../kustomize/edit.ts';
import type { Sources } from '../kustomize/sources.ts';
import { fillTree, type Language } from './fill.ts';
import { fitsPattern, fixedPart, rootsAbove, walk } from './here.ts';
import {
  fileParameters,
  folderParameters,
  isSelected,
  joinParameters,
  layOver,
  lookUp,
  type Parameters,
} from './parameters.ts';

/** Applications one set makes; real ones make a few hundred. */
const MOST_APPLICATIONS = 2_000;
/** A matrix holds two generators, each of which may be one of two again. */
const MOST_DEPTH = 4;

export interface Generating {
  /** File the set is written in. */
  readonly file: string;
  readonly language: Language;
  readonly sources: Sources;
}

/** A generator that was run, with the template it may bring itself. */
export interface Generated {
  readonly parameters: Parameters;
  /** Laid over the template of the set; null: none. */
  readonly template: Tree | null;
}

/** What every generator below `generators` hands to the template, in order. */
export function generate(generators: readonly Tree[], generating: Generating): readonly Generated[] {
  const all = generators.flatMap((generator) =>
    runOne(generator, NOTHING, generating, 0).map((parameters) => ({ parameters, template: templateOf(generator) })),
  );
  if (all.length > MOST_APPLICATIONS && generators[0])
    generating.sources.unresolved(
      'an ApplicationSet that makes more Applications than are followed',
      generators[0].span,
    );
  return all.slice(0, MOST_APPLICATIONS);
}

const NOWHERE: Span = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
const NOTHING: Parameters = { tree: mapping([], NOWHERE), open: false };

type Run = (spec: Tree, given: Parameters, generating: Generating, depth: number) => readonly Parameters[];

const GENERATORS: Readonly<Record<string, Run>> = {
  list: runList,
  git: runGit,
  matrix: runMatrix,
  merge: runMerge,
  clusters: open('clusters generator: which clusters there are is not written here', [
    'name',
    'nameNormalized',
    'server',
  ]),
};

/** Generators that ask somebody outside. */
const OUTSIDE: Run = open('a generator that asks a service: what it makes is not known here', []);

function kindOf(generator: Tree): { readonly name: string; readonly spec: Tree } | null {
  if (generator.kind !== 'mapping') return null;
  for (const [name, { value }] of generator.entries) if (name !== 'selector') return { name, spec: value };
  return null;
}

function templateOf(generator: Tree): Tree | null {
  return at(kindOf(generator)?.spec, 'template');
}

/** `given`: what the generator before it in a matrix handed over; it may ask for that. */
function runOne(generator: Tree, given: Parameters, generating: Generating, depth: number): readonly Parameters[] {
  const kind = kindOf(generator);
  if (!kind || depth > MOST_DEPTH) return [];
  const spec = given === NOTHING ? kind.spec : fillTree(kind.spec, given, generating.language);
  const run = (Object.hasOwn(GENERATORS, kind.name) ? GENERATORS[kind.name] : null) ?? OUTSIDE;
  const selector = at(generator, 'selector');
  return run(spec, given, generating, depth)
    .map((parameters) => withValues(parameters, spec, generating))
    .filter((parameters) => isSelected(selector, parameters))
    .slice(0, MOST_APPLICATIONS);
}

/** `values` of a generator are templates of what it found. */
function withValues(parameters: Parameters, spec: Tree, { language }: Generating): Parameters {
  const values = at(spec, 'values');
  if (values?.kind !== 'mapping') return parameters;
  const tree = mapping([['values', fillTree(values, parameters, language)]], values.span);
  return joinParameters(parameters, { tree, open: false });
}

/** `elements`, and `elementsYaml` written as a text. */
function runList(spec: Tree): readonly Parameters[] {
  const written = at(spec, 'elementsYaml');
  const inside = written?.kind === 'scalar' ? parseEmbedded(written).trees.flatMap((tree) => itemsAt(tree)) : [];
  return [...itemsAt(spec, 'elements'), ...inside].flatMap((tree) =>
    tree.kind === 'mapping' ? [{ tree, open: false }] : [],
  );
}

function runGit(spec: Tree, _: Parameters, generating: Generating): readonly Parameters[] {
  const [folders, files] = [patternsOf(spec, 'directories'), patternsOf(spec, 'files')];
  const prefix = textAt(spec, 'pathParamPrefix') || null;
  const found = [
    ...findPaths(folders, '/', generating).map(({ relative, asked }) => folderParameters(relative, prefix, asked)),
    ...findPaths(files, '', generating).flatMap(({ relative, path }) => readFile(relative, path, prefix, generating)),
  ];
  if (found.length === 0)
    generating.sources.unresolved('a git generator that finds nothing in this repository', spec.span);
  return found.map((tree) => ({ tree, open: false }));
}

interface Asked {
  readonly pattern: string;
  readonly exclude: boolean;
  readonly at: Span;
}

function patternsOf(spec: Tree, field: 'directories' | 'files'): readonly Asked[] {
  return itemsAt(spec, field).flatMap((item) => {
    const pattern = textAt(item, 'path');
    return pattern
      ? [
          {
            pattern: pattern.replace(/^\/+/, ''),
            exclude: textAt(item, 'exclude') === 'true',
            at: (at(item, 'path') ?? item).span,
          },
        ]
      : [];
  });
}

interface Found {
  /** From the root of the repository, as templates see it. */
  readonly relative: string;
  /** From the root of the workspace. */
  readonly path: string;
  readonly asked: Span;
}

/** Paths that some pattern asks for and none excludes, sorted; below the outermost folder in which there are any. `end`: `/` for folders. */
function findPaths(asked: readonly Asked[], end: '' | '/', { file, sources }: Generating): readonly Found[] {
  const wanted = asked.filter(({ exclude }) => !exclude).map((one) => ({ ...one, fits: fitsPattern(one.pattern) }));
  const unwanted = asked.filter(({ exclude }) => exclude).map(({ pattern }) => fitsPattern(pattern));
  for (const root of wanted.length > 0 ? rootsAbove(file) : []) {
    const inside = root === '' ? '' : `${root}/`;
    const found = new Map<string, Found>();
    for (const { pattern, fits, at: place } of wanted)
      for (const path of walk((inside + fixedPart(pattern)).replace(/\/$/, ''), sources.files)) {
        if (path.endsWith('/') !== (end === '/')) continue;
        const relative = path.slice(inside.length, path.length - end.length);
        if (!fits(relative) || unwanted.some((excluded) => excluded(relative)) || found.has(relative)) continue;
        found.set(relative, { relative, path: path.slice(0, path.length - end.length), asked: place });
      }
    if (found.size > 0) return [...found.values()];
  }
  return [];
}

/** Every object of a JSON or YAML file; a list stands for one each. */
function readFile(relative: string, path: string, prefix: string | null, { sources }: Generating): readonly Mapping[] {
  const trees = (sources.documents(path) ?? []).flatMap(({ tree }) => (tree ? [tree] : []));
  return trees
    .flatMap((tree) => (tree.kind === 'sequence' ? tree.items : [tree]))
    .flatMap((tree) => {
      const laid = layOver(tree, fileParameters(relative, prefix, tree.span));
      return tree.kind === 'mapping' && laid.kind === 'mapping' ? [laid] : [];
    });
}

/** Every pair of what the first found and what the second, which may ask for the first, found. */
function runMatrix(spec: Tree, given: Parameters, generating: Generating, depth: number): readonly Parameters[] {
  const [first, second] = itemsAt(spec, 'generators');
  if (!first || !second) return [];
  const pairs: Parameters[] = [];
  for (const one of runOne(first, given, generating, depth + 1)) {
    if (pairs.length >= MOST_APPLICATIONS) break;
    for (const other of runOne(second, one, generating, depth + 1)) pairs.push(joinParameters(one, other));
  }
  return pairs;
}

/** The first generator's finds, each with those of the others that agree with it in the merge keys laid over it. */
function runMerge(spec: Tree, given: Parameters, generating: Generating, depth: number): readonly Parameters[] {
  const keys = itemsAt(spec, 'mergeKeys').flatMap((key) => textAt(key) ?? []);
  const keyOf = (parameters: Parameters) => JSON.stringify(keys.map((key) => textOf(lookUp(key, parameters))));
  const [base = [], ...others] = itemsAt(spec, 'generators').map((one) => runOne(one, given, generating, depth + 1));
  const over = new Map<string, readonly Parameters[]>();
  for (const parameters of others.flat())
    over.set(keyOf(parameters), [...(over.get(keyOf(parameters)) ?? []), parameters]);
  return base.map((parameters) => (over.get(keyOf(parameters)) ?? []).reduce(joinParameters, parameters));
}

function textOf(tree: Tree | null): string | null {
  return tree?.kind === 'scalar' ? tree.text : null;
}

/** One Application that stands for all: the names it is asked by are known, their values are not. */
function open(what: string, names: readonly string[]): Run {
  return (spec, _given, { language, sources }) => {
    sources.unresolved(what, spec.span);
    const entries = names.map(
      (name) => [name, scalar(language === 'go' ? `{{.${name}}}` : `{{${name}}}`, spec.span)] as const,
    );
    return [{ tree: mapping(entries, spec.span), open: true }];
  };
}
