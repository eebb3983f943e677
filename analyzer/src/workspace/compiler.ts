/**
 * Loads ts-morph at the first question that needs it, and not before: most repositories have none, and a session cannot wait. It asks
 * the module system and nothing else.
 */
import { createRequire } from 'node:module';

let loaded: { readonly compiler: typeof import('ts-morph') | null } | null = null;

/** The module, loaded once; null where it is not installed. */
export function loadCompiler(): typeof import('ts-morph') | null {
  loaded ??= { compiler: tryLoad() };
  return loaded.compiler;
}

function tryLoad(): typeof import('ts-morph') | null {
  try {
    return createRequire(import.meta.url)('ts-morph') as typeof import('ts-morph');
  } catch {
    return null;
  }
}
