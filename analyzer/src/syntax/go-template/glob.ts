/** `.Files.Glob` patterns (github.com/gobwas/glob with `/` as separator), matched by the bounded expression engine. */
import { createMeter, DEFAULT_BOUNDS } from './meter.ts';
import { createRegex } from './regex/match.ts';

const PARTS: readonly (readonly [RegExp, (written: string) => string])[] = [
  [/^\*\*/, () => '.*'],
  [/^\*/, () => '[^/]*'],
  [/^\?/, () => '[^/]'],
  [/^\[[^\]]+\]/, (written) => written.replace(/^\[!/, '[^')],
  [/^\{/, () => '(?:'],
  [/^\}/, () => ')'],
  [/^\\[\s\S]/, (written) => quote(written.slice(1))],
  [/^[\s\S]/, quote],
];

function quote(written: string): string {
  return written.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** Whether a path matches the pattern. Throws `GoError` for a pattern that does not parse. */
export function compileGlob(pattern: string): (path: string) => boolean {
  let [source, braces] = ['', 0];
  for (let rest = pattern; rest !== ''; ) {
    const [matcher, translate] = PARTS.find(([each]) => each.test(rest)) ?? [/^/, quote];
    const written = matcher.exec(rest)?.[0] ?? rest;
    braces += written === '{' ? 1 : written === '}' ? -1 : 0;
    source += written === ',' && braces > 0 ? '|' : translate(written);
    rest = rest.slice(written.length);
  }
  const regex = createRegex(`(?s)\\A(?:${source})\\z`, createMeter(DEFAULT_BOUNDS));
  return (path) => regex.all(path, 1).length > 0;
}
