/**
 * Settings of a framework's configuration file as keys in full (`spring.datasource.password`), with their places: properties, YAML by
 * its indentation, and JSON with comments. Tolerant: a line it does not understand is passed over. Values may be secrets: they stay here.
 */
import { splitLines } from './lines.ts';

export interface NestedSetting {
  readonly path: readonly string[];
  /** Unquoted. */
  readonly value: string;
  /** Offsets of the key and of the unquoted value in the text. */
  readonly keyStart: number;
  readonly start: number;
}

/** Files of settings are short, and so are their lines; what is longer is data. */
const MOST_LINES = 10_000;
const LONGEST_LINE = 4000;

function linesOf(text: string) {
  return splitLines(text)
    .slice(0, MOST_LINES)
    .filter((line) => line.text.length <= LONGEST_LINE);
}

/** `a.b.c=value`, `a.b.c: value`. */
export function propertiesIn(text: string): readonly NestedSetting[] {
  return linesOf(text).flatMap(({ start, text: line }): readonly NestedSetting[] => {
    const [, lead = '', key = '', between = '', value = ''] =
      /^([ \t]*)([\w.[\]-]+)([ \t]*[=:][ \t]*)(.*)$/.exec(line) ?? [];
    if (key === '') return [];
    const keyStart = start + lead.length;
    return [{ path: key.split('.'), value: value.trimEnd(), keyStart, start: keyStart + key.length + between.length }];
  });
}

/** Block mappings by their indentation; an item that is one text goes by `0`, flow values are values. */
export function yamlSettingsIn(text: string): readonly NestedSetting[] {
  const open: { readonly indent: number; readonly keys: readonly string[] }[] = [];
  return linesOf(text).flatMap(({ start, text: line }): readonly NestedSetting[] => {
    if (/^---/.test(line)) open.length = 0;
    const match = /^([ ]*)(["']?)([\w.$/{}[\]-]+)\2([ \t]*:(?:[ \t]+|$))(.*)$/.exec(line);
    if (!match) return itemOf(line, start, open.findLast(({ indent }) => indent <= line.search(/\S/))?.keys ?? []);
    const [, lead = '', quote = '', key = '', colon = '', rest = ''] = match;
    while ((open.at(-1)?.indent ?? -1) >= lead.length) open.pop();
    const path = [...(open.at(-1)?.keys ?? []), ...key.split('.')];
    open.push({ indent: lead.length, keys: path });
    const written = rest.replace(/[ \t]+#.*$|^#.*$/, '').trimEnd();
    const [, inQuotes] = /^(["'])(.*)\1$/.exec(written)?.slice(1) ?? [];
    const keyStart = start + lead.length + quote.length;
    const from = start + lead.length + quote.length * 2 + key.length + colon.length;
    if (written === '') return [];
    return [{ path, value: inQuotes ?? written, keyStart, start: from + (inQuotes === undefined ? 0 : 1) }];
  });
}

/** `- text` of the sequence behind the key above it. An item that begins a mapping is none: its keys are read on their own. */
function itemOf(line: string, start: number, keys: readonly string[]): readonly NestedSetting[] {
  const [, lead = '', rest = ''] = /^([ ]*-[ ]+)(.*)$/.exec(line) ?? [];
  const comment = rest.search(/[ \t]#/);
  const written = (comment < 0 ? rest : rest.slice(0, comment)).trimEnd();
  const quoted = /^["']/.test(written) && written.length > 1 && written.endsWith(written.charAt(0));
  const value = quoted ? written.slice(1, -1) : written;
  if (value === '' || keys.length === 0 || /^[#&*{[!|>]/.test(written) || /^[\w.-]+[ \t]*:(?:[ \t]|$)/.test(written))
    return [];
  const keyStart = start + lead.length;
  return [{ path: [...keys, '0'], value, keyStart, start: keyStart + (quoted ? 1 : 0) }];
}

const TOKEN = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"((?:[^"\\\n]|\\.)*)"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** JSON with comments and trailing commas; members of arrays go by their position. */
export function jsonSettingsIn(text: string): readonly NestedSetting[] {
  const settings: NestedSetting[] = [];
  const path: string[] = [];
  const kinds: string[] = [];
  let key: { readonly text: string; readonly start: number } | null = null;
  let position = 0;
  for (const { 0: token, 1: quoted, index } of text.matchAll(TOKEN)) {
    if (token.startsWith('//') || token.startsWith('/*')) continue;
    if (token === '{' || token === '[') {
      path.push(key?.text ?? (kinds.at(-1) === '[' ? String(position) : ''));
      kinds.push(token);
      key = null;
      position = 0;
    } else if (token === '}' || token === ']') {
      path.pop();
      kinds.pop();
      key = null;
    } else if (token === ',') {
      position += 1;
      key = null;
    } else if (token !== ':') {
      const start = index + (quoted === undefined ? 0 : 1);
      const value = quoted ?? token;
      if (key)
        settings.push({ path: [...path, key.text].filter((step) => step !== ''), value, keyStart: key.start, start });
      else if (quoted !== undefined && kinds.at(-1) === '{') key = { text: quoted, start };
    }
  }
  return settings;
}
