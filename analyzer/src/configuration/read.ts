/**
 * Reads the `keyturn.yaml` files of one scan into one configuration. The root file comes first, then the folders in order, so
 * that where several entries speak of one thing the last is the nearest. Finding the files is for `workspace/`.
 */
import { type Configuration, DEFAULT_CONFIGURATION } from '../model/configuration.ts';
import type { Note } from '../model/fact.ts';
import { compareSpans, compareText } from '../model/place.ts';
import type { Tree } from '../syntax/tree.ts';
import { parseYaml } from '../syntax/yaml.ts';
import { type ConfigurationSections, configurationFile } from './sections.ts';
import type { Problem, Reading } from './shape.ts';

export { CONFIGURATION_FILE } from '../model/configuration.ts';

export interface ConfigurationFile {
  /** As messages name it, relative to the scanned folder. */
  readonly path: string;
  /** Folder below the scanned one that it speaks for; `''`: the root file, whether it lies there or above. */
  readonly folder: string;
  /** The way from its folder down to the scanned one, for a root file found above (`services/orders`); else left out. */
  readonly below?: string;
  /** null: empty, or not readable; then `notes` say so. */
  readonly tree: Tree | null;
  readonly notes?: readonly Note[];
}

/** The text of one file, parsed. A second document is an error: it would be silently ignored by everybody else. */
export function parseConfiguration(
  place: Pick<ConfigurationFile, 'path' | 'folder' | 'below'>,
  text: string,
): ConfigurationFile {
  const [first, second] = parseYaml(place.path, text);
  const notes = [...(first?.notes ?? [])];
  if (second?.tree) notes.push({ note: 'skipped', what: 'expected one document in the file', at: second.tree.span });
  return { ...place, tree: first?.tree ?? null, notes };
}

/** One configuration for one scan. Errors are in order of file and line; what is wrong is left out, and the rest counts. */
export function readConfiguration(files: readonly ConfigurationFile[]): {
  readonly configuration: Configuration;
  readonly errors: readonly Problem[];
} {
  const problems: Problem[] = [];
  const inOrder = [...files].sort((a, b) => compareText(a.folder, b.folder) || compareText(a.path, b.path));
  const read = inOrder.flatMap((file) => {
    const sections = readFile(file, problems);
    return sections ? [{ root: file.folder === '', sections }] : [];
  });
  const root = read.find((file) => file.root)?.sections;
  return {
    configuration: join(
      root,
      read.map(({ sections }) => sections),
    ),
    errors: problems.sort((a, b) => compareSpans(a.at, b.at)),
  };
}

function readFile(file: ConfigurationFile, problems: Problem[]): ConfigurationSections | undefined {
  for (const { what, at } of file.notes ?? []) problems.push({ at, message: what });
  if (file.tree === null || (file.tree.kind === 'scalar' && file.tree.value === null)) return undefined;
  const reading: Reading = { folder: file.folder, below: file.below ?? '', path: '', problems };
  return configurationFile.read(file.tree, reading);
}

function join(root: ConfigurationSections | undefined, all: readonly ConfigurationSections[]): Configuration {
  const { thresholds, files, environments } = root ?? DEFAULT_CONFIGURATION;
  return {
    clusters: all.flatMap((sections) => sections.clusters),
    environments,
    credentials: all.flatMap((sections) => sections.credentials),
    consumers: all.flatMap((sections) => sections.consumers),
    overrides: all.flatMap((sections) => sections.overrides),
    owners: all.flatMap((sections) => sections.owners),
    related: all.flatMap((sections) => sections.related),
    delays: all.flatMap((sections) => sections.delays),
    technologies: all.flatMap((sections) => sections.technologies),
    ignore: all.flatMap((sections) => sections.ignore),
    thresholds,
    files: { exclude: all.flatMap((sections) => sections.files.exclude), maxSize: files.maxSize },
  };
}
