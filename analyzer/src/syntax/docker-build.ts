/**
 * `docker build`, `docker buildx build`, `podman build`, `buildah bud`, `nerdctl build` and Kaniko as command words: which image, from which
 * folder, by which Dockerfile. Words only; it asks no disk whether they lead anywhere.
 */
import type { BuildFact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { resolvePath } from './path.ts';
import { buildFact, imageName } from './platform-app.ts';
import { type ShellWord, shellWords } from './shell-words.ts';

export interface BuildCommand {
  /** Image names with their tags, as written. */
  readonly tags: readonly string[];
  readonly context: string | null;
  readonly file: string | null;
  readonly target: string | null;
}

const START =
  /(?:^|[\s;&|(])(?:sudo\s+)?(?:docker|podman|nerdctl|buildah)\s+(?:buildx\s+|image\s+|builder\s+)?(?:build|bud)(?=\s)/g;

/** Options without a value (docs.docker.com/reference/cli/docker/buildx/build, podman-build(1)). */
const SWITCHES = new Set(
  '--push --load --no-cache --pull --quiet -q --rm --force-rm --squash --compress --debug -D --layers --check --disable-content-trust'.split(
    ' ',
  ),
);

export interface FoundCommand extends BuildCommand {
  /** Offsets of the command in the text. */
  readonly start: number;
  readonly end: number;
}

/** The build commands of a script; a command ends where its line, with continuations, or a list operator ends it. */
export function buildCommandsIn(script: string): readonly FoundCommand[] {
  const text = script.slice(0, 60_000).replace(/\\\r?\n/g, (joined) => ' '.repeat(joined.length));
  return [...text.matchAll(START)].map((match) => {
    const from = match.index + match[0].length;
    const end = from + (/^(?:"[^"]*"|'[^']*'|[^\n;&|"'])*/.exec(text.slice(from, from + 4000))?.[0].length ?? 0);
    const lead = match[0].length - match[0].replace(/^[\s;&|(]/, '').length;
    return { ...readBuildWords(shellWords(text.slice(from, end))), start: match.index + lead, end };
  });
}

/** The words behind `build`. */
export function readBuildWords(words: readonly Pick<ShellWord, 'text'>[]): BuildCommand {
  const found = { tags: [] as string[], context: null as string | null, file: null as string | null };
  let target: string | null = null;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]?.text ?? '';
    if (!word.startsWith('-') || word === '-') {
      found.context ??= word;
      continue;
    }
    const [option = '', inline] = split(word);
    const value = inline ?? (SWITCHES.has(option) ? '' : (words[++at]?.text ?? ''));
    if (option === '-t' || option === '--tag' || option === '--destination') found.tags.push(value);
    else if (option === '-f' || option === '--file' || option === '--dockerfile') found.file = value;
    else if (option === '--target') target = value;
    else if (option === '--context') found.context = value.replace(/^dir:\/\//, '');
  }
  return { ...found, target };
}

/** `--file=x` and `-fx`. */
function split(option: string): readonly [string, string?] {
  const equals = option.indexOf('=');
  if (equals > 0) return [option.slice(0, equals), option.slice(equals + 1)];
  return /^-[tf]./.test(option) ? [option.slice(0, 2), option.slice(2)] : [option];
}

/**
 * What a command builds, run in `folder`, one fact for each image name; null context: a remote one, or computed. As the CLI has it, the file is
 * relative to where the command runs and not to the context.
 */
export function buildsOf(command: BuildCommand, folder: string, at: Span): readonly BuildFact[] {
  const context = pathOf(folder, command.context ?? '.');
  if (context === null) return [];
  const dockerfile = command.file === null ? null : pathOf(folder, command.file);
  if (command.file !== null && dockerfile === null) return [];
  const names = [...new Set(command.tags.flatMap((tag) => imageName(tag) ?? []))];
  return names.map((image) => buildFact(context, at, { image, dockerfile, target: plain(command.target) }));
}

/** A path from the root; null where it leads out of the repository or is computed. */
export function pathOf(folder: string, written: string): string | null {
  const path = written.replace(
    /^\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|PWD)\}?\/?|^\$\{\{\s*github\.workspace\s*\}\}\/?/,
    './',
  );
  return /[$`{}]/.test(path) || path === '-' ? null : resolvePath(folder, path);
}

function plain(text: string | null): string | null {
  return text === null || /[$`{}]/.test(text) ? null : text;
}
