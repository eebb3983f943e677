/**
 * Which files their repository marks as generated (`linguist-generated` in `.gitattributes`): a tool writes them again, so
 * nobody rotates a secret there. It reads attribute files only.
 */
import { createIgnoreRules } from './ignore-rules.ts';
import { listedRulesFiles } from './listing.ts';
import type { Root } from './root.ts';

const GENERATED = /\s(-?)linguist-generated(?:=(true|false))?(?=\s|$)/;

/** A workflow runs with its secrets, whoever wrote it (gh-aw marks all of its own). */
const WORKFLOW = /(?:^|\/)\.(?:github|forgejo|gitea)\/workflows\/[^/]+\.ya?ml$/;

/** `.gitattributes` lines that speak of linguist-generated, as ignore patterns. */
export function generatedRules(root: Root, files: readonly string[]): (file: string) => boolean {
  const textOf = listedRulesFiles(root, '.gitattributes', files);
  const rules = createIgnoreRules((folder) => {
    const text = textOf(folder);
    return text?.includes('linguist-generated') ? text.split('\n').map(asIgnorePattern).join('\n') : null;
  });
  return (file) => rules.ignores(file) && !WORKFLOW.test(file);
}

function asIgnorePattern(line: string): string {
  const match = GENERATED.exec(line);
  const pattern = line.trimStart().split(/\s/)[0] ?? '';
  if (!match || pattern === '' || /^["#!]/.test(pattern)) return '';
  return match[1] === '-' || match[2] === 'false' ? `!${pattern}` : pattern;
}
