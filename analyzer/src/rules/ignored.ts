/**
 * Which findings `keyturn.yaml` ignores, by rule, credential and consumer, for the folder of the file alone. Without a day an entry
 * ignores for good; from the day on that it names it ignores nothing.
 */
import type { IgnoreDeclaration } from '../model/configuration.ts';
import type { Finding } from '../model/finding.ts';
import { linesOfGlobs, readPattern } from '../model/glob.ts';
import type { Graph } from '../model/graph.ts';
import type { Layers } from '../model/inventory.ts';
import type { Span } from '../model/place.ts';

/** Compiles the entries once. */
export function ignoredBy(layers: Pick<Layers, 'configuration' | 'graph' | 'today'>): (finding: Finding) => boolean {
  const entries = layers.configuration.ignore
    .filter((entry) => !isOver(entry, layers.today))
    .map((entry) => silences(entry, layers));
  return (finding) => entries.some((fits) => fits(finding));
}

/** Whether its day has come; without a day to judge by, none has. Days compare as texts. */
export function isOver({ expires }: IgnoreDeclaration, today: string | null): boolean {
  return expires !== null && today !== null && expires <= today;
}

/** The findings that one entry speaks of, whatever its day. */
export function silences(entry: IgnoreDeclaration, { graph }: Pick<Layers, 'graph'>): (finding: Finding) => boolean {
  const fitsCredential = fitting(entry.credential);
  const fitsConsumer = fitting(entry.consumer);
  return (finding) =>
    entry.rule === finding.rule &&
    speaksOf(entry, finding) &&
    isCovered(entry, finding, graph) &&
    fitsCredential(namesOfCredential(finding, graph)) &&
    fitsConsumer(namesOfConsumer(finding, graph));
}

/** A file in a folder speaks for that folder; what stands in no file belongs to the root. */
function speaksOf({ within }: IgnoreDeclaration, { place }: Finding): boolean {
  return within === '' || (place.from !== 'default' && place.span.file.startsWith(`${within}/`));
}

/** One written beside a line or in an object: what stands there, and what a consumer declared there does. */
function isCovered({ covers }: IgnoreDeclaration, { place, consumer }: Finding, { consumers }: Graph): boolean {
  if (!covers) return true;
  const isIn = (span: Span) => span.file === covers.file && covers.line <= span.line && span.line <= covers.endLine;
  const declaredAt = consumers.get(consumer ?? '')?.at;
  return (place.from !== 'default' && isIn(place.span)) || (declaredAt !== undefined && isIn(declaredAt));
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
