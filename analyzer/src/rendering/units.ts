/**
 * From files to units: what rendering roots make of the files they claim, and every other file on its own. Each step stands
 * alone, so that the session can keep the result of one root or one file until an answer it was made from changes.
 */
import type { Note, UnitContext } from '../model/fact.ts';
import { languageOf } from '../syntax/code/languages.ts';
import { parseCrontab } from '../syntax/crontab.ts';
import { parseDockerfile } from '../syntax/dockerfile.ts';
import { parseEnv } from '../syntax/env.ts';
import { createLineIndex, fileStart } from '../syntax/line-index.ts';
import { parseLines } from '../syntax/lines.ts';
import { parseSections } from '../syntax/sections.ts';
import { parseToml } from '../syntax/toml.ts';
import type { Unit } from '../syntax/unit.ts';
import { parseYaml } from '../syntax/yaml.ts';
import type { ArchivingFiles, Files, Rendered, Renderer, Root } from './contract.ts';
import { environmentOfFileName, environmentOfFolders } from './environment.ts';
import { hasKeywords, type PlainSyntax, plainSyntaxOf, withWords } from './plain.ts';
import { standingRoots } from './standing.ts';

export interface Planned {
  readonly units: readonly Unit[];
  readonly notes: readonly Note[];
}

/** One question a renderer asked: when its answer changes, so may the rendering. */
export interface Question {
  readonly asks: keyof Files | 'tar';
  readonly path: string;
}

export interface RenderedRoot extends Rendered {
  readonly root: Root;
  /** Each once, in the order first asked. */
  readonly questions: readonly Question[];
}

/** All units of a workspace. `paths` sorted, relative to the root; a file that `files` cannot answer is passed over. */
export function planUnits(paths: readonly string[], files: Files, renderers: readonly Renderer[]): Planned {
  const roots = standingRoots(renderers, (renderer) =>
    renderer.roots(paths, files).map((root) => renderRoot(renderer, root, files)),
  );
  const claimed = new Set(roots.flatMap((root) => root.claims));
  const plain = paths
    .filter((path) => !claimed.has(path) && plainSyntaxOf(path))
    .map((path) => plainUnits(path, files.text(path) ?? ''));
  return {
    units: [...roots, ...plain].flatMap(({ units }) => units),
    notes: [...roots, ...plain].flatMap(({ notes }) => notes),
  };
}

/** Renders one root and keeps what it asked; a renderer that fails costs only its root, which then claims nothing. */
export function renderRoot(renderer: Renderer, root: Root, files: Files): RenderedRoot {
  const { recording, questions } = record(files);
  try {
    const rendered = renderer.render(root, recording);
    return { ...rendered, root, questions: questions() };
  } catch {
    const at = fileStart(root.entries[0] ?? root.id);
    const note: Note = { note: 'skipped', what: `${renderer.id} could not be rendered`, at };
    return { units: [], claims: [], notes: [note], root, questions: questions() };
  }
}

function record(files: ArchivingFiles): { readonly recording: ArchivingFiles; questions(): readonly Question[] } {
  const asked = new Map<string, Question>();
  function note(asks: Question['asks'], path: string): string {
    asked.set(`${asks} ${path}`, { asks, path });
    return path;
  }
  const recording: ArchivingFiles = {
    text: (path) => files.text(note('text', path)),
    has: (path) => files.has(note('has', path)),
    list: (path) => files.list(note('list', path)),
    tar: (path) => files.tar?.(note('tar', path)) ?? null,
  };
  return { recording, questions: () => [...asked.values()] };
}

/**
 * The units of one file that no root claims: one for each YAML document worth reading, one for a file of lines. `also`: words that
 * make a text worth reading although no keyword does.
 */
export function plainUnits(file: string, text: string, also: RegExp | null = null): Planned {
  const found = plainSyntaxOf(file);
  const plain = found && withWords(found, also);
  if (!plain || !hasKeywords(plain, text)) return { units: [], notes: [] };
  return READ[plain.syntax](file, text, plain);
}

const READ: Readonly<Record<PlainSyntax['syntax'], (file: string, text: string, plain: PlainSyntax) => Planned>> = {
  yaml: yamlUnits,
  env: (file, text) => one({ ...common(file, file), syntax: 'env', content: parseEnv(createLineIndex(file, text)) }),
  crontab: (file, text) =>
    one({ ...common(file, file), syntax: 'crontab', content: parseCrontab(createLineIndex(file, text)) }),
  lines: (file, text) =>
    one({ ...common(file, file), syntax: 'lines', content: parseLines(createLineIndex(file, text)) }),
  code: codeUnits,
  dockerfile: (file, text) =>
    one({ ...common(file, file), syntax: 'dockerfile', content: parseDockerfile(createLineIndex(file, text)) }),
  toml: (file, text) => one({ ...common(file, file), syntax: 'toml', content: parseToml(createLineIndex(file, text)) }),
  sections: (file, text) =>
    one({ ...common(file, file), syntax: 'sections', content: parseSections(createLineIndex(file, text)) }),
  text: (file, text) => one({ ...common(file, file), syntax: 'text', content: createLineIndex(file, text) }),
};

/** Not parsed here: the reader of its language does, and only that one loads a parser. */
function codeUnits(file: string, text: string, plain: PlainSyntax): Planned {
  const language = plain.language ?? languageOf(file, text);
  if (language === null) return { units: [], notes: [] };
  const content = { language, file, text, index: createLineIndex(file, text) };
  return one({ ...common(file, file), syntax: 'code', content });
}

function yamlUnits(file: string, text: string, plain: PlainSyntax): Planned {
  const documents = parseYaml(file, text, (document) => hasKeywords(plain, document));
  return {
    units: documents.flatMap(({ number, tree, notes }) =>
      tree ? [{ ...common(`${file}#${number}`, file), syntax: 'yaml' as const, content: tree, notes }] : [],
    ),
    notes: documents.flatMap(({ tree, notes }) => (tree ? [] : notes)),
  };
}

function common(id: string, file: string): Pick<Unit, 'id' | 'file' | 'inputs' | 'context' | 'notes'> {
  return { id, file, inputs: [file], context: plainContext(file), notes: [] };
}

/** Where a file that no root claims is deployed, as far as its path tells. */
export function plainContext(file: string): UnitContext {
  const environment = (ENV_FILE.test(file) ? environmentOfFileName(file) : null) ?? environmentOfFolders(file);
  return { root: file, namespace: null, environment };
}

/** Only these and values files carry an environment in their own name: `.env.staging`, `prod.env`. */
const ENV_FILE = /(?:^|\/)(?:\.env\.[^/]+|[^/]+\.env)$/;

function one(unit: Unit): Planned {
  return { units: [unit], notes: [] };
}
