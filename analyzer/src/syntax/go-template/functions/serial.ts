/** YAML and JSON out of values and back (https://helm.sh/docs/chart_template_guide/function_list/), places kept scalar by scalar. */

import type { Tree } from '../../tree.ts';
import { type JsonStyle, jsonPieces } from '../json-text.ts';
import { parseLocated } from '../located.ts';
import { fromPieces, piecesOf } from '../pieces.ts';
import { dict, joinVia, list, nil, text } from '../trace.ts';
import type { Text, Traced, Via } from '../types.ts';
import { fromTree } from '../values.ts';
import { yamlPieces } from '../yaml-text.ts';
import { argument, type Call, type Family, renamed, textArgument } from './contract.ts';

function toYaml(args: readonly Traced[], call: Call): Text {
  const pieces = yamlPieces(argument(args, 0), call.meter);
  return fromPieces(pieces);
}

function toJson(style: JsonStyle): Family[string] {
  return (args, call) => fromPieces(jsonPieces(argument(args, 0), style, call.meter));
}

/** The first document of a YAML or JSON text; null: it does not parse. An empty text, like one that says null, is nil. */
function parsed(source: Text, call: Call): Traced | null {
  call.meter.made(source.text.length * 8);
  const [first] = parseLocated('', source.text, piecesOf(source));
  if (!first) return nil();
  const broken = first.notes.some(({ note }) => note === 'skipped');
  return first.tree && !broken ? fromTree(first.tree, placesOf) : null;
}

/** What the text was made of, then the template that printed it; the places of a text in no file are none. */
function placesOf({ via, span }: Tree): Via {
  return span.file === '' ? via : joinVia(via, [span]);
}

/** Helm hands the error back as a value; its text here names no value. */
function failed(): Traced {
  return text('error unmarshaling');
}

function fromYaml(args: readonly Traced[], call: Call): Traced {
  const value = parsed(textArgument(args, 0), call);
  if (value?.kind === 'nil') return dict([]);
  return value?.kind === 'map' ? value : dict([['Error', failed()]]);
}

function fromYamlArray(args: readonly Traced[], call: Call): Traced {
  const value = parsed(textArgument(args, 0), call);
  if (value?.kind === 'nil') return list([]);
  return value?.kind === 'list' ? value : list([failed()]);
}

const PLAIN: Family = {
  toYaml,
  toJson: toJson({ pretty: false, escapesHtml: true }),
  toPrettyJson: toJson({ pretty: true, escapesHtml: true }),
  toRawJson: toJson({ pretty: false, escapesHtml: false }),
  fromYaml,
  fromYamlArray,
};

export const SERIAL: Family = {
  ...PLAIN,
  ...renamed(PLAIN, {
    toYamlPretty: 'toYaml',
    mustToYaml: 'toYaml',
    mustToJson: 'toJson',
    mustToPrettyJson: 'toPrettyJson',
    mustToRawJson: 'toRawJson',
    fromJson: 'fromYaml',
    mustFromJson: 'fromYaml',
    fromJsonArray: 'fromYamlArray',
  }),
};
