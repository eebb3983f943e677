/** Who imports a file: the import lines of a repository, looked up by the last step of what they name. It resolves only what may fit. */
import { importsFromText } from './import-lines.ts';
import { lastStep, type Resolver } from './resolve.ts';

export interface Importer {
  readonly file: string;
  /** Names as the imported file exports them; `*`: the whole module. */
  readonly names: readonly string[];
  /** It exports them in turn. */
  readonly passesOn: boolean;
}

/** Prepares the question; `lines` are the import lines of each file, as `importsAsText` writes them. */
export function importersIn(
  lines: ReadonlyMap<string, string>,
  resolver: Resolver,
): (file: string) => readonly Importer[] {
  const byStep = new Map<string, (Importer & { readonly specifier: string })[]>();
  for (const [file, text] of lines)
    for (const line of importsFromText(text)) {
      const step = lastStep(line.specifier);
      const known = byStep.get(step);
      if (known) known.push({ ...line, file });
      else byStep.set(step, [{ ...line, file }]);
    }
  return (imported) =>
    resolver
      .calls(imported)
      .flatMap((step) => byStep.get(step) ?? [])
      .filter(({ file, specifier }) => file !== imported && resolver.resolve(file, specifier) === imported);
}
