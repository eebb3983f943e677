/**
 * What the Go template engine is given and gives back. A `Traced` is a Go value that remembers the places that decided it; it
 * may hold a secret value, so it never leaves memory. Maps are real `Map`s: no name of a chart ever reaches a prototype.
 */
import type { Note } from '../../model/fact.ts';
import type { Span } from '../../model/place.ts';
import type { LineIndex } from '../line-index.ts';

/** Places that decided a value, nearest first, at most `MOST_VIA`: for a value written in a values file, its own place first. */
export type Via = readonly Span[];

export type Traced = Nil | Bool | Numeric | Text | List | Dict | GoObject;

export interface Nil {
  readonly kind: 'nil';
  readonly via: Via;
}

export interface Bool {
  readonly kind: 'bool';
  readonly value: boolean;
  readonly via: Via;
}

/** Every number of a values file is a `float64` to Helm; constants of a template and results of integer functions are not. */
export interface Numeric {
  readonly kind: 'number';
  readonly type: 'int' | 'int64' | 'float64';
  readonly value: number;
  readonly via: Via;
}

export interface Text {
  readonly kind: 'string';
  readonly text: string;
  /** Whence each stretch of `text` comes; null: all of it from `via`. */
  readonly pieces: readonly Piece[] | null;
  readonly via: Via;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Traced[];
  readonly via: Via;
}

/** `set` and `unset` change a dict in place, as in Go; `renderTemplates` works on its own copy of what it is given. */
export interface Dict {
  readonly kind: 'map';
  readonly entries: Map<string, Entry>;
  readonly via: Via;
}

export interface Entry {
  /** Places that decided the key. */
  readonly via: Via;
  readonly value: Traced;
}

/** A Go value with methods (`.Files`, `.Capabilities.APIVersions`, a version, a certificate). */
export interface GoObject {
  readonly kind: 'object';
  /** Its Go type, for `typeOf` and messages. */
  readonly type: string;
  /** What fields, `range`, `len` and `index` see. */
  readonly inner: List | Dict;
  readonly methods: ReadonlyMap<string, Method>;
  /** What it prints as; null: as its inner value does. */
  readonly text: string | null;
  readonly via: Via;
}

/** Throws `GoError` as Go's method would return an error. */
export type Method = (args: readonly Traced[]) => Traced;

/** A stretch of text and whence it comes. */
export interface Piece {
  readonly text: string;
  /** The stretch of a template that printed it; null: not printed yet. */
  readonly origin: Origin | null;
  readonly via: Via;
}

export interface Origin {
  readonly index: LineIndex;
  readonly start: number;
  readonly end: number;
  /** The text stands in the template as it is, so that a part of it has a place of its own. */
  readonly verbatim: boolean;
}

export interface TemplateFile {
  /** Relative to the root of the workspace, with `/`: the file of every span. */
  readonly path: string;
  readonly text: string;
  /** What other templates call it, as Helm does: `orders/templates/secret.yaml`, `orders/charts/redis/templates/…`. Default: `path`. */
  readonly name?: string;
  /** Only its definitions count, nothing of it is printed. Default: the file name begins with `_`. */
  readonly partial?: boolean;
  /** What `.` is in it, where that is not the root of the whole set: a subchart has its own `.Values`, `.Chart` and `.Files`. */
  readonly root?: Traced;
}

/** Templates that see each other's definitions: a chart with its subcharts. */
export interface TemplateSet {
  readonly files: readonly TemplateFile[];
}

/** Each bounds one template file; what one file breaks costs the others nothing. */
export interface Bounds {
  /** Actions, function calls, loop turns and, at a lower rate, characters made. */
  readonly steps: number;
  /** Characters printed, and the longest text on the way. */
  readonly output: number;
  /** `include`, `template` and `tpl` inside each other. */
  readonly depth: number;
}

export interface RenderOptions {
  readonly bounds?: Partial<Bounds>;
}

export interface RenderedText {
  readonly path: string;
  readonly text: string;
  /** The pieces `text` consists of, in order; every one has an origin. */
  readonly pieces: readonly Piece[];
  /** Something in it failed (see `notes`): what failed printed nothing, the rest is here. Helm itself would refuse the chart. */
  readonly complete: boolean;
  readonly notes: readonly Note[];
}

export interface Rendering {
  /** Sorted by path; a file that does not parse has none. */
  readonly outputs: readonly RenderedText[];
  /** Every note once, with those of files that have no output. */
  readonly notes: readonly Note[];
}

/** Files of a chart, as `.Files` shows them: without templates, paths relative to the chart. */
export interface ChartFiles {
  /** Sorted. */
  readonly names: readonly string[];
  /** Empty where there is none. */
  text(name: string): string;
  /** The place of the file, for `via`. */
  place(name: string): Span;
}
