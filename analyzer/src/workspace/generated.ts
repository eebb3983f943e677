/**
 * Which files their repository marks as generated (`linguist-generated` in `.gitattributes`): a tool writes them again, so
 * nobody rotates a secret there. It reads attribute files only.
 */
import { createIgnoreRules } from './ignore-rules.ts';
import { rulesFiles } from './listing.ts';
import type { Root } from './root.ts';

const GENERATED = /\s(-?)linguist-generated(?:=(true|false))?(?=\s|$)/;

/** `.gitattributes` lines that speak of linguist-generated, as ignore patterns; only folders that have the file are asked. */
export function generatedRules(root: Root, files: readonly string[]): (file: string) => boolean {
  const named = new Set(files.filter((file) => file === '.gitattributes' || file.endsWith('/.gitattributes')));
  if (named.size === 0) return () => false;
  const textOf = rulesFiles(root, '.gitattributes');
  const rules = createIgnoreRules((folder) => {
    const text = named.has(folder === '' ? '.gitattributes' : `${folder}/.gitattributes`) ? textOf(folder) : null;
    return text?.includes('linguist-generated') ? text.split('\n').map(asIgnorePattern).join('\n') : null;
  });
  return rules.ignores;
}

function asIgnorePattern(line: string): string {
  const match = GENERATED.exec(line);
  const pattern = line.trimStart().split(/\s/)[0] ?? '';
  if (!match || pattern === '' || /^["#!]/.test(pattern)) return '';
  return match[1] === '-' || match[2] === 'false' ? `!${pattern}` : pattern;
}
