/** Values given one by one, as `--set` takes them. https://helm.sh/docs/intro/using_helm/#the-format-and-limitations-of---set */
import { bool, dict, int, nil, text } from '../../syntax/go-template/trace.ts';
import type { Dict, Traced, Via } from '../../syntax/go-template/types.ts';

/** A map with one value at a dotted path; null where the path counts items of a list, which only the chart's values could tell. */
export function setValue(path: string, written: string, via: Via): Dict | null {
  const names = path.split(/(?<!\\)\./).map((name) => name.replace(/\\(.)/g, '$1'));
  const inner = names.at(-1);
  if (inner === undefined || names.some((name) => name === '' || /\[\d+\]$/.test(name))) return null;
  const last = dict([[inner, typedValue(written, via)]], via);
  return names.slice(0, -1).reduceRight<Dict>((below, name) => dict([[name, below]], via), last);
}

/** Helm, pkg/strvals `typedVal`: what looks like a number is an integer only without a leading zero. */
function typedValue(written: string, via: Via): Traced {
  if (written === 'true' || written === 'false') return bool(written === 'true', via);
  if (written === 'null') return nil(via);
  const number = Number(written);
  const isInteger = /^-?(?:0|[1-9]\d*)$/.test(written) && Number.isSafeInteger(number);
  return isInteger ? int(number, 'int64', via) : text(written, via);
}
