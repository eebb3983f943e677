/** Tilt: images built by `docker_build`. A Tiltfile is a program; only calls with their arguments written out say something. https://docs.tilt.dev/api.html */
import type { BuildFact } from '../model/fact.ts';
import { pathOf } from '../syntax/docker-build.ts';
import type { LineIndex } from '../syntax/line-index.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { buildFact, imageName } from '../syntax/platform-app.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'tilt',
  reads: 'Tiltfiles: docker_build calls',
  syntax: 'text',
  accepts: ({ file }) => /(?:^|\.)tiltfile$/i.test(baseName(file)),
  read: ({ content, file }) => ({
    facts: [...content.text.matchAll(CALL)].flatMap((match) =>
      readCall(content, match.index, match[0], folderOf(file)),
    ),
    notes: [],
  }),
});

/** A call up to its closing bracket: strings and one level of brackets inside. */
const CALL =
  /(?<![\w.#])docker_build(?:_with_restart)?\((?:[^()"'#]|"[^"\n]*"|'[^'\n]*'|#[^\n]*|\([^()]*\)){0,2000}\)/g;

function readCall(index: LineIndex, start: number, call: string, folder: string): readonly BuildFact[] {
  const [, written = '', second] =
    /\(\s*(?:ref\s*=\s*)?["']([^"'\n]+)["']\s*(?:,\s*(?:context\s*=\s*)?["']([^"'\n]+)["'])?/.exec(call) ?? [];
  const image = imageName(written);
  const context = second === undefined ? null : pathOf(folder, second);
  if (!image || context === null) return [];
  const file = argument(call, 'dockerfile');
  const told = { image, dockerfile: file ? pathOf(folder, file) : null, target: argument(call, 'target') };
  return [buildFact(context, index.span(start, start + call.length), told)];
}

function argument(call: string, name: string): string | null {
  return new RegExp(`\\b${name}\\s*=\\s*["']([^"'\\n]+)["']`).exec(call)?.[1] ?? null;
}
