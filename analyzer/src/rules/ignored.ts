/**
 * Which findings `keyturn.yaml` ignores, by rule, credential and consumer, for the folder of the file alone. It has no clock: an entry
 * past its day still ignores here, and is told apart where the day is known.
 */
import type { IgnoreDeclaration } from '../model/configuration.ts';
import type { Finding } from '../model/finding.ts';
import { linesOfGlobs, readPattern } from '../model/glob.ts';
import type { Graph } from '../model/graph.ts';
import type { Layers } from '../model/inventory.ts';

/** Compiles the entries once. */
export function ignoredBy({ configuration, graph }: Pick<Layers, 'configuration' | 'graph'>) {
  const entries = configuration.ignore.map((entry) => ({
    entry,
    fitsCredential: fitting(entry.credential),
    fitsConsumer: fitting(entry.consumer),
  }));
  return (finding: Finding): boolean =>
    entries.some(
      ({ entry, fitsCredential, fitsConsumer }) =>
        entry.rule === finding.rule &&
        speaksOf(entry, finding) &&
        fitsCredential(namesOfCredential(finding, graph)) &&
        fitsConsumer(namesOfConsumer(finding, graph)),
    );
}

/** A file in a folder speaks for that folder; what stands in no file belongs to the root. */
function speaksOf({ within }: IgnoreDeclaration, { place }: Finding): boolean {
  return within === '' || (place.from !== 'default' && place.span.file.startsWith(`${within}/`));
}

function namesOfCredential({ credential: id }: Finding, { credentials }: Graph): readonly string[] {
  if (id === null) return [];
  const credential = credentials.get(id);
  return credential ? [id, credential.name] : [id];
}

/** As overrides name consumers: `namespace/Kind/name`, `Kind/name`, or the name alone. */
function namesOfConsumer({ consumer: id }: Finding, { consumers }: Graph): readonly string[] {
  if (id === null) return [];
  const consumer = consumers.get(id);
  if (!consumer) return [id];
  const { name, namespace, objectKind } = consumer;
  return [id, name, `${objectKind}/${name}`, `${namespace ?? ''}/${objectKind}/${name}`];
}

/** Without a glob anything fits, even nothing; with one it is the glob itself or what it matches as a whole. */
function fitting(glob: string | null): (names: readonly string[]) => boolean {
  if (glob === null) return () => true;
  const patterns = linesOfGlobs([glob]).flatMap((line) => readPattern(line) ?? []);
  return (names) => names.some((name) => name === glob || patterns.some((pattern) => pattern.fits(name)));
}
