/** Reads of files that look like mounted secrets or private keys: `readFileSync('/run/secrets/x')` and its relatives. */

import { isSecretPath } from '../secret-path.ts';
import { envRead, hasFallback, type Search } from './found.ts';
import { pathText } from './literals.ts';
import type { SourceModule } from './module.ts';
import { bare, child, children, identifier, memberName } from './node.ts';

const READS = /^(?:readFileSync|readFile|createReadStream|readTextFile|readTextFileSync|readJson|readJsonSync|file)$/;

/** All reads of secret-looking files; a part of the path that is not known is not guessed: such a read is left to its wrapper. */
export function readsOfFiles(module: SourceModule): Search {
  const found = module.ofType('CallExpression').flatMap((node) => {
    const callee = bare(child(node, 'callee'));
    if (!READS.test(memberName(callee) ?? identifier(callee) ?? '')) return [];
    const path = pathText(module, children(node, 'arguments')[0]);
    if (path === null || path.includes('?') || !isSecretPath(path)) return [];
    const optional = hasFallback(module, node);
    return [{ ...envRead(node, path, { optional }), source: { kind: 'file', path } as const }];
  });
  return { found, loose: [] };
}
