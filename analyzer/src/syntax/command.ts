/**
 * What a shell command line shows without being run: the program it is about, the env files it loads, the variables it reads and
 * those it sets itself. A reading of common forms, not a shell.
 */
import { findInterpolations } from './interpolation.ts';
import { baseName } from './path.ts';

export interface Located {
  readonly text: string;
  /** Offsets in the command. */
  readonly start: number;
  readonly end: number;
}

/** A longer command line is data; what is behind this says nothing. */
const LONGEST = 8000;

/** Words that start another program, with the options and arguments people give them. */
const STARTERS =
  /^(?:(?:sudo|env|exec|time|nice|ionice|chronic|setsid|nohup|stdbuf|timeout|flock|bash|sh|dash|zsh|python3?|node|php|ruby|perl|uv|npx|poetry)(?:\s+-\S+(?:[ =]\d+\S*)?|\s+\d+[smh]?(?=\s)|\s+\S+\.lock(?=\s))*\s+)+/;
/** A container: the image is the program. An option without `=` takes the next word, but for those that stand alone. */
const CONTAINER =
  /^(?:docker|podman)\s+run(?:\s+(?:--(?:rm|init|privileged|read-only|detach|interactive|tty)|-[dit]+|--?[\w-]+=\S+|--?[\w-]+\s+\S+))*\s+([^\s:@]+)/;
const ASSIGNMENTS = /^(?:[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|[^\s"';&|]*)\s+)+/;
/** Segments that only prepare. */
const PREPARES = /^(?:cd|\.|source|set|export|umask|test|\[|sleep|true|date|echo|mkdir|exit)(?:\s|$)/;

/** The program the command is about, without its folder: `nightly-export.sh`, `pg_dump`. */
export function programOf(command: string): string {
  const segments = command
    .slice(0, LONGEST)
    .split(/&&|\|\||[;|\n]/)
    .map((segment) => segment.trim().replace(/^[({]\s*/, ''));
  const main = segments.find((segment) => segment !== '' && !PREPARES.test(segment)) ?? segments[0] ?? '';
  const started = main.replace(ASSIGNMENTS, '').replace(STARTERS, '').replace(/^["']/, '');
  const word = CONTAINER.exec(started)?.[1] ?? /^[^\s;&|<>]+/.exec(started)?.[0] ?? main;
  return baseName(word.replace(/["')]+$/, '')) || 'command';
}

const ENV_FILE_OPTION = /--env-file(?:=|\s+)["']?([^\s"';&|]+)/g;
const SOURCED = /(?:^|[;&|({\n])\s*(?:\.|source)\s+["']?([^\s"';&|)}]+)/g;
const CHANGED_FOLDER = /(?:^|[;&|({\n]\s*)cd\s+["']?([^\s"';&|)}]+)/g;

/** Files whose variables the command loads; a relative one stands in the folder it changed to before. */
export function envFilesOf(line: string): readonly Located[] {
  const command = line.slice(0, LONGEST);
  const found = [ENV_FILE_OPTION, SOURCED].flatMap((pattern) => [...command.matchAll(pattern)]);
  return found.flatMap((match) => {
    const written = match[1] ?? '';
    const start = match.index + match[0].lastIndexOf(written);
    const folder = [...command.slice(0, match.index).matchAll(CHANGED_FOLDER)].at(-1)?.[1];
    const text =
      folder !== undefined && !/^[/~$]/.test(written) ? `${folder}/${written.replace(/^\.\//, '')}` : written;
    return text === '' ? [] : [{ text, start, end: start + written.length }];
  });
}

/** Variables every shell has, and those that are no secret whatever they hold. */
const SHELL_OWN = new Set(
  'HOME PATH USER PWD OLDPWD SHELL LOGNAME HOSTNAME RANDOM SECONDS UID EUID IFS LANG LC_ALL TZ TMPDIR TERM PPID LINENO'.split(
    ' ',
  ),
);

/** Variables the command reads and does not set, each once. */
export function variablesOf(line: string): readonly Located[] {
  const command = line.slice(0, LONGEST);
  const set = new Set([...command.matchAll(/(?:^|[\s;&|({])([A-Za-z_]\w*)=/g)].map((match) => match[1]));
  const first = new Map<string, Located>();
  for (const { name, start, end } of findInterpolations(command))
    if (!SHELL_OWN.has(name) && !set.has(name) && !first.has(name)) first.set(name, { text: name, start, end });
  return [...first.values()];
}
