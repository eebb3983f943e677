/**
 * The Python project that a command loads a module of: `celery -A lamp`, `gunicorn lamp.wsgi:application`, `python -m lamp.feed`. Frameworks
 * load the rest by themselves, so a project is taken whole. A module that several projects have names none.
 */
import { baseName, type CodeFiles, parent } from './files.ts';

/** Programs that load a module they are told; a fact keeps of its command the words that name something, without options. */
const LOADERS =
  /^(?:gunicorn|uvicorn|hypercorn|daphne|granian|waitress-serve|celery|dramatiq|huey_consumer(?:\.py)?|python[\d.]*)$/;
/** What Celery does with the module. */
const SUBCOMMANDS: ReadonlySet<string> = new Set(['worker', 'beat', 'flower', 'events', 'inspect', 'multi', 'start']);
const MODULE = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?=$|:)/;

export interface LoadedProject {
  readonly module: string;
  readonly files: ReadonlySet<string>;
}

/** Project of the first module among the words that this repository has; null: none. */
export function projectLoadedBy(command: readonly string[], code: CodeFiles): LoadedProject | null {
  for (const module of modulesIn(command)) {
    const folder = soleProjectOf(module, code);
    if (folder === null) continue;
    return { module, files: new Set(code.filesBelow(folder).filter((file) => file.endsWith('.py'))) };
  }
  return null;
}

/** Words behind the program that may name a module, in order. */
function modulesIn(command: readonly string[]): readonly string[] {
  const program = command.findIndex((word) => LOADERS.test(baseName(word)));
  if (program < 0) return [];
  return command
    .slice(program + 1)
    .filter((word) => !SUBCOMMANDS.has(word) && !word.endsWith('.py'))
    .flatMap((word) => MODULE.exec(word)?.[0] ?? []);
}

/** The one folder in which the module's first part is a package or a file. */
function soleProjectOf(module: string, code: CodeFiles): string | null {
  const first = module.split('.')[0] ?? '';
  const folders = new Set(
    code.files.flatMap((file) => {
      if (!file.endsWith('.py')) return [];
      if (baseName(file) === `${first}.py` && !module.includes('.')) return [parent(file)];
      return baseName(parent(file)) === first ? [parent(parent(file))] : [];
    }),
  );
  const [only] = folders;
  return folders.size === 1 && only !== undefined ? only : null;
}
