/**
 * Dockerfiles as recipes: which paths of the build context end up in the image, through every stage it draws on, and what the
 * image starts. It never asks whether a path exists.
 */
import type { RecipeFact } from '../model/fact.ts';
import { commandWords } from '../syntax/command-words.ts';
import { argumentsOf, assignmentsOf, flagsOf, jsonList, type Stage, stagesOf } from '../syntax/dockerfile.ts';
import { withDefaults } from '../syntax/interpolation.ts';
import type { Instruction } from '../syntax/unit.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'dockerfile',
  reads: 'Dockerfiles and Containerfiles: stages, copied paths, entry point and command',
  syntax: 'dockerfile',
  accepts: () => true,
  read({ content, file }) {
    const stages = stagesOf(content);
    const last = stages.at(-1);
    if (!last) return { facts: [], notes: [] };
    const recipe: Recipe = { file, stages, defaults: defaultsOf(content) };
    const named = stages.filter(({ name }) => name !== null);
    return {
      facts: [recipeFact(recipe, last, null), ...named.map((stage) => recipeFact(recipe, stage, stage.name))],
      notes: [],
    };
  },
});

interface Recipe {
  readonly file: string;
  readonly stages: readonly Stage[];
  /** What ARG and ENV give a variable when the build does not. */
  readonly defaults: ReadonlyMap<string, string>;
}

function defaultsOf(instructions: readonly Instruction[]): ReadonlyMap<string, string> {
  const assigned = instructions.filter(({ name }) => name === 'ARG' || name === 'ENV').flatMap(assignmentsOf);
  return new Map(assigned.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const])));
}

function recipeFact(recipe: Recipe, stage: Stage, target: string | null): RecipeFact {
  const taken = new Set<Stage>();
  const copies = [...new Set(copiesInto(recipe, stage, taken))];
  const builds = [...new Set([...taken].flatMap(({ instructions }) => instructions.flatMap(packagesBuiltBy)))];
  const base = baseOf(recipe, stage);
  return {
    fact: 'recipe',
    dockerfile: recipe.file,
    target,
    copies,
    ...(builds.length > 0 ? { builds } : {}),
    ...(base === null ? {} : { base }),
    command: commandOf(recipe, stage, new Set()),
    at: stage.from.span,
  };
}

/** Sources from the context, of the stage and of every stage it starts from or copies out of. */
function copiesInto(recipe: Recipe, stage: Stage, taken: Set<Stage>): readonly string[] {
  if (taken.has(stage)) return [];
  taken.add(stage);
  const base = stageCalled(recipe, stage.base, stage);
  return [
    ...(base ? copiesInto(recipe, base, taken) : []),
    ...stage.instructions.flatMap((instruction) => copiesBy(recipe, stage, instruction, taken)),
  ];
}

function copiesBy(recipe: Recipe, stage: Stage, instruction: Instruction, taken: Set<Stage>): readonly string[] {
  const flags = flagsOf(instruction);
  if (instruction.name === 'RUN')
    return flags.flatMap(({ name, value }) => (name === 'mount' ? boundBy(recipe, stage, value, taken) : []));
  if (instruction.name !== 'COPY' && instruction.name !== 'ADD') return [];
  const from = flags.find(({ name }) => name === 'from');
  if (from) return throughStage(recipe, stage, from.value, taken);
  const paths = argumentsOf(instruction).slice(0, -1);
  return paths.flatMap(({ text }) => sourceOf(recipe, text));
}

/** `RUN --mount=type=bind,source=…` lends files of the context, or of a stage, to one step: often all of its code. */
function boundBy(recipe: Recipe, stage: Stage, mount: string, taken: Set<Stage>): readonly string[] {
  const fields = new Map(mount.split(',').map((field) => [field.replace(/=.*$/, ''), field.replace(/^[^=]*=?/, '')]));
  if ((fields.get('type') ?? 'bind') !== 'bind') return [];
  const from = fields.get('from');
  if (from !== undefined) return throughStage(recipe, stage, from, taken);
  return sourceOf(recipe, fields.get('source') ?? fields.get('src') ?? '.');
}

/** The image below the stage and all stages it starts from; null: `scratch`, or a name that the build fills. */
function baseOf(recipe: Recipe, stage: Stage): string | null {
  const below = stageCalled(recipe, stage.base, stage);
  if (below) return baseOf(recipe, below);
  const [image = ''] = sourceOf(recipe, stage.base);
  return image === '' || image === 'scratch' || image.includes('$') ? null : image;
}

/** Packages that `go build` and `cargo build` are told; a pattern (`./...`) and the folder they stand in are none. */
function packagesBuiltBy({ name, text }: Instruction): readonly string[] {
  if (name !== 'RUN') return [];
  const folders = [...text.matchAll(/\bgo[ \t]+(?:build|install)\b([^&|;\n]*)/g)].flatMap(([, words = '']) =>
    [...words.replace(/-o[= \t]+\S+/g, ' ').matchAll(/(?:^|\s)(\.\/[\w./-]+)(?=\s|$)/g)].map(([, path = '']) => path),
  );
  const crates = [...text.matchAll(/\bcargo[ \t]+(?:\S+[ \t]+)?(?:build|install|cook|zigbuild)\b([^&|;\n]*)/g)].flatMap(
    ([, words = '']) =>
      [...words.matchAll(/(?:^|\s)(?:-p|--package|--bin)[= \t]+([\w-]+)/g)].map(([, crate = '']) => crate),
  );
  return [...folders.filter((path) => !path.includes('...')), ...crates];
}

function throughStage(recipe: Recipe, stage: Stage, name: string, taken: Set<Stage>): readonly string[] {
  const other = stageCalled(recipe, name, stage);
  return other ? copiesInto(recipe, other, taken) : [];
}

/** A stage before `stage`, by name or number; null: an image. */
function stageCalled({ stages }: Recipe, name: string, stage: Stage): Stage | null {
  const before = stages.slice(0, stages.indexOf(stage));
  return (
    before.findLast((one) => one.name === name.toLowerCase()) ??
    (/^\d+$/.test(name) ? before[Number(name)] : null) ??
    null
  );
}

/** A path as written, variables replaced by what the file gives them; a URL and a here-document are none. */
function sourceOf({ defaults }: Recipe, written: string): readonly string[] {
  if (/^(?:https?:|git@|<<)/.test(written)) return [];
  const filled = written.replace(
    /\$\{(\w+)\}|\$(\w+)/g,
    (whole, braced?: string, bare?: string) => defaults.get(braced ?? bare ?? '') ?? whole,
  );
  return [withDefaults(filled) ?? filled];
}

/** ENTRYPOINT with CMD behind it; a stage without either has those of the stage it starts from. */
function commandOf(recipe: Recipe, stage: Stage, seen: Set<Stage>): readonly string[] {
  if (seen.has(stage)) return [];
  seen.add(stage);
  const wordsOf = (name: string) => {
    const found = stage.instructions.findLast((instruction) => instruction.name === name);
    return found ? commandWords(jsonList(found.text) ?? [found.text]) : [];
  };
  const own = [...wordsOf('ENTRYPOINT'), ...wordsOf('CMD')];
  const base = stageCalled(recipe, stage.base, stage);
  return own.length > 0 || !base ? own : commandOf(recipe, base, seen);
}
