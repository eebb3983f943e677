/** What a template parses to (https://pkg.go.dev/text/template/parse), every node with its offsets in the source. */
import type { Traced } from './types.ts';

interface Placed {
  readonly start: number;
  readonly end: number;
}

export type Node = TextNode | Action | Conditional | Range | TemplateCall | LoopControl;
export type Body = readonly Node[];

export interface TextNode extends Placed {
  readonly kind: 'text';
}

export interface Action extends Placed {
  readonly kind: 'action';
  readonly pipeline: Pipeline;
}

export interface Conditional extends Placed {
  readonly kind: 'if' | 'with';
  readonly pipeline: Pipeline;
  readonly body: Body;
  readonly otherwise: Body;
  /** Stands behind other text of its line: it decides a part of a value, not whether there is one. */
  readonly inline: boolean;
}

export interface Range extends Placed {
  readonly kind: 'range';
  readonly pipeline: Pipeline;
  readonly body: Body;
  readonly otherwise: Body;
}

export interface TemplateCall extends Placed {
  readonly kind: 'template';
  readonly name: string;
  readonly pipeline: Pipeline | null;
}

export interface LoopControl extends Placed {
  readonly kind: 'break' | 'continue';
}

export interface Pipeline extends Placed {
  /** Variables it sets, without the `$`; two only for `range`. */
  readonly variables: readonly string[];
  /** `=`, not `:=`. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

export interface Command extends Placed {
  readonly operands: readonly [Operand, ...Operand[]];
}

export interface Operand extends Placed {
  readonly term: Term;
  readonly fields: readonly string[];
}

export type Term =
  | { readonly kind: 'dot' }
  | { readonly kind: 'nil' }
  | { readonly kind: 'constant'; readonly value: Traced }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline };

export interface Parsed {
  readonly body: Body;
  readonly definitions: ReadonlyMap<string, Body>;
}
