/**
 * The template of an ApplicationSet filled in, in either of its two languages: `{{name}}` as text, or Go templates. Every scalar
 * that a parameter decided names the parameter's place. What needs a value nobody knows here stays as written.
 */
import type { Span } from '../../model/place.ts';
import { renderTemplates } from '../../syntax/go-template/render.ts';
import { fromTree } from '../../syntax/go-template/values.ts';
import type { Mapping, Scalar, Tree } from '../../syntax/tree.ts';
import { decidedBy, mapNodes } from '../kustomize/edit.ts';
import { lookUp, type Parameters } from './parameters.ts';

export type Language = 'plain' | 'go';

/** The tree with every text and key of it filled in. */
export function fillTree<T extends Tree>(tree: T, parameters: Parameters, language: Language): Tree {
  return mapNodes(tree, (node) => {
    if (node.kind === 'scalar') return fillScalar(node, parameters, language);
    return node.kind === 'mapping' ? fillKeys(node, parameters, language) : node;
  });
}

function fillKeys(node: Mapping, parameters: Parameters, language: Language): Mapping {
  if (![...node.entries.keys()].some((name) => name.includes('{{'))) return node;
  const entries = [...node.entries.values()].map(({ key, value }) => {
    const filled = fillScalar(key, parameters, language);
    return [filled.text, { key: filled, value }] as const;
  });
  return { ...node, entries: new Map(entries) };
}

/** One text filled in. */
export function fillScalar(node: Scalar, parameters: Parameters, language: Language): Scalar {
  if (!node.text.includes('{{') || node.text.length > LONGEST) return node;
  const { text, places } = FILL[language](node, parameters);
  return text === node.text ? node : decidedBy({ ...node, text, value: text }, ...places);
}

const LONGEST = 100_000;

interface Filled {
  readonly text: string;
  readonly places: readonly Span[];
}

const FILL: Readonly<Record<Language, (node: Scalar, parameters: Parameters) => Filled>> = {
  plain: fillPlain,
  go: fillGo,
};

/** valyala/fasttemplate: a name that is not known stays with its braces. */
function fillPlain({ text }: Scalar, parameters: Parameters): Filled {
  const places: Span[] = [];
  const filled = text.replace(/\{\{([^{}]*)\}\}/g, (whole, name: string) => {
    const value = lookUp(name.trim(), parameters);
    if (value?.kind !== 'scalar') return whole;
    places.push(value.span);
    return value.text;
  });
  return { text: filled, places };
}

function fillGo(node: Scalar, parameters: Parameters): Filled {
  if (parameters.open && !isKnown(node.text, parameters)) return { text: node.text, places: [] };
  const path = node.span.file;
  const rendering = renderTemplates({ files: [{ path, text: node.text, partial: false }] }, fromTree(parameters.tree));
  const output = rendering.outputs[0];
  if (!output?.complete) return { text: node.text, places: [] };
  return { text: output.text, places: output.pieces.flatMap(({ via }) => via) };
}

/** Whether every field that a Go template asks for has a value. */
function isKnown(text: string, parameters: Parameters): boolean {
  const actions = text.match(/\{\{[^{}]*\}\}/g) ?? [];
  const fields = actions.flatMap((action) => action.match(/(?<![\w)\]])\.[A-Za-z_][\w.]*/g) ?? []);
  return fields.every((field) => lookUp(field.slice(1), parameters) !== null);
}
