/**
 * The engine's door: templates that know each other, and what `.` is, become text with the places of every stretch. Pure and
 * bounded: no clock, no chance, no disk, no end that is not reached; whatever a chart holds, the rest of it is rendered.
 */
import type { Note } from '../../model/fact.ts';
import { compareSpans, compareText, type Span } from '../../model/place.ts';
import { createLineIndex, fileStart, type LineIndex } from '../line-index.ts';
import type { YamlDocument } from '../yaml.ts';
import { run } from './evaluate.ts';
import { BoundSpent, GoError } from './failure.ts';
import { type Definition, type Evaluation, withoutNoValue } from './frame.ts';
import { SyntaxFault } from './lexer.ts';
import { parseLocated } from './located.ts';
import { createMeter, DEFAULT_BOUNDS, type Meter } from './meter.ts';
import { isBlank, parse } from './parser.ts';
import { cutter, mapText } from './pieces.ts';
import { dict, NOWHERE, text } from './trace.ts';
import type {
  Bounds,
  Piece,
  RenderedText,
  Rendering,
  RenderOptions,
  TemplateFile,
  TemplateSet,
  Traced,
} from './types.ts';
import { copyOf } from './values.ts';

/** Steps of a whole set: more than any chart needs, and an end for one made of a thousand loops. */
const MOST_STEPS_OF_SET = 5_000_000;

/**
 * Renders every file of the set that is not partial. `root` is what `.` is, where a file has none of its own; it is not changed. What
 * fails prints nothing and has a note; a file that does not parse has a note and no output.
 */
export function renderTemplates(set: TemplateSet, root: Traced, options: RenderOptions = {}): Rendering {
  const bounds: Bounds = { ...DEFAULT_BOUNDS, ...options.bounds };
  const files = [...set.files].sort(byHelmsOrder);
  const notes: Note[] = [];
  const definitions = new Map<string, Definition>();
  for (const file of files) defineAll(file, definitions, notes);
  const roots = createRoots(root);
  const whole = createMeter({ ...bounds, steps: MOST_STEPS_OF_SET });
  const outputs: RenderedText[] = [];
  for (const file of files) {
    const definition = definitions.get(nameOf(file));
    if (!definition || isPartial(file)) continue;
    outputs.push(renderOne(file, definition, roots(file), definitions, createMeter(bounds, whole)));
  }
  outputs.sort((a, b) => compareText(a.path, b.path));
  return { outputs, notes: distinct([...notes, ...outputs.flatMap((output) => output.notes)]) };
}

/** The YAML documents of a rendered text: `span` is the place in the template, `via` the values lines that decided it. */
export function parseRenderedYaml(output: RenderedText): readonly YamlDocument[] {
  return parseLocated(output.path, output.text, output.pieces);
}

export function nameOf(file: TemplateFile): string {
  return file.name ?? file.path;
}

function isPartial(file: TemplateFile): boolean {
  return file.partial ?? file.path.slice(file.path.lastIndexOf('/') + 1).startsWith('_');
}

/** Deepest first, then last name first, so that a parent's definition replaces its subchart's (Helm, engine.go `sortTemplates`). */
function byHelmsOrder(a: TemplateFile, b: TemplateFile): number {
  const depth = (file: TemplateFile) => nameOf(file).split('/').length;
  return depth(b) - depth(a) || compareText(nameOf(b), nameOf(a));
}

/** Parses a file; it is a template of its own name, beside those it defines. */
function defineAll(file: TemplateFile, definitions: Map<string, Definition>, notes: Note[]): void {
  const index = createLineIndex(file.path, file.text);
  const origin = { index, start: 0, end: file.text.length, verbatim: true };
  const source = cutter([{ text: file.text, origin, via: NOWHERE }]);
  try {
    const { body, definitions: own } = parse(file.text);
    for (const [name, each] of own)
      if (!definitions.has(name) || !isBlank(each, file.text)) definitions.set(name, { source, body: each });
    definitions.set(nameOf(file), { source, body });
  } catch (error) {
    notes.push({
      note: 'skipped',
      what: `a Go template that does not parse: ${reasonOf(error)}`,
      at: faultPlace(error, index),
    });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof GoError) return error.message;
  throw error;
}

function faultPlace(error: unknown, index: LineIndex): Span {
  return error instanceof SyntaxFault ? index.span(error.at, error.at + 1) : fileStart(index.file);
}

/** The data of each file: one copy of each root for all files that share it, because `set` of one is seen by the next. */
function createRoots(root: Traced): (file: TemplateFile) => Traced {
  const copies = new Map<Traced, Traced>();
  return (file) => {
    const given = file.root ?? root;
    const copy = copies.get(given) ?? copyOf(given);
    copies.set(given, copy);
    if (copy.kind === 'map') copy.entries.set('Template', { via: NOWHERE, value: templateObject(file) });
    return copy;
  };
}

/** `.Template`: the name, and the folder other templates of the chart are found in. */
function templateObject(file: TemplateFile): Traced {
  const name = nameOf(file);
  const folder = name.lastIndexOf('/templates/');
  const base =
    folder < 0 ? name.slice(0, Math.max(0, name.lastIndexOf('/'))) : name.slice(0, folder + '/templates'.length);
  return dict([
    ['Name', text(name)],
    ['BasePath', text(base)],
  ]);
}

function renderOne(
  file: TemplateFile,
  definition: Definition,
  data: Traced,
  definitions: ReadonlyMap<string, Definition>,
  meter: Meter,
): RenderedText {
  const notes: Note[] = [];
  const printed: Piece[] = [];
  let complete = true;
  const say = (note: Note['note'], what: string, at: Span | null) =>
    notes.push({ note, what, at: at ?? fileStart(file.path) });
  const evaluation: Evaluation = {
    definitions,
    meter,
    unknown: (what, at) => say('unresolved', what, at),
    refused: (what, at) => {
      complete = false;
      say('unresolved', what, at);
    },
  };
  try {
    run(definition, data, evaluation, null, printed);
  } catch (error) {
    complete = false;
    say('skipped', endOf(error), null);
  }
  const pieces = mapText(printed, withoutNoValue);
  return { path: file.path, text: pieces.map((each) => each.text).join(''), pieces, complete, notes: distinct(notes) };
}

/** Why a template was not rendered to its end. */
function endOf(error: unknown): string {
  if (error instanceof BoundSpent || error instanceof GoError) return error.message;
  // The stack of the engine itself: blocks in templates in blocks, each within its own bound.
  if (error instanceof RangeError) return 'templates nested too deeply: evaluation stopped';
  throw error;
}

function distinct(notes: readonly Note[]): readonly Note[] {
  const known = new Map<string, Note>();
  for (const note of notes) {
    const { file, line, column, endLine, endColumn } = note.at;
    known.set([file, line, column, endLine, endColumn, note.what].join('\0'), note);
  }
  return [...known.values()].sort((a, b) => compareSpans(a.at, b.at) || compareText(a.what, b.what));
}
