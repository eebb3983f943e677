/**
 * Where the grammar of each language comes from: WebAssembly that the grammars' own npm packages ship, so that nothing native is
 * built for users. The build copies the files of this table; nothing else names them.
 */
import type { Language } from './source.ts';

export interface Grammar {
  readonly language: Language;
  readonly package: string;
  readonly file: string;
}

export const GRAMMARS: readonly Grammar[] = [
  { language: 'python', package: 'tree-sitter-python', file: 'tree-sitter-python.wasm' },
  { language: 'ruby', package: 'tree-sitter-ruby', file: 'tree-sitter-ruby.wasm' },
  { language: 'php', package: 'tree-sitter-php', file: 'tree-sitter-php.wasm' },
  { language: 'go', package: 'tree-sitter-go', file: 'tree-sitter-go.wasm' },
  { language: 'java', package: 'tree-sitter-java', file: 'tree-sitter-java.wasm' },
  { language: 'kotlin', package: '@tree-sitter-grammars/tree-sitter-kotlin', file: 'tree-sitter-kotlin.wasm' },
  { language: 'csharp', package: 'tree-sitter-c-sharp', file: 'tree-sitter-c_sharp.wasm' },
  { language: 'rust', package: 'tree-sitter-rust', file: 'tree-sitter-rust.wasm' },
  { language: 'shell', package: 'tree-sitter-bash', file: 'tree-sitter-bash.wasm' },
];

/** The parser that runs the grammars. */
export const RUNTIME: Omit<Grammar, 'language'> = { package: 'web-tree-sitter', file: 'web-tree-sitter.wasm' };
