/**
 * The top of `keyturn.yaml`: one row per key. What holds for a whole scan counts only in the root file; everything else may
 * stand in any folder and speaks for what lies below it.
 */
import { DEFAULT_CONFIGURATION } from '../model/configuration.ts';
import type { Span } from '../model/place.ts';
import { REACHES, type Reach } from '../model/vocabulary.ts';
import { delay } from './delays.ts';
import { cluster, consumer, credential, ignored, override, owner, technology } from './entries.ts';
import { named, optional, otherwise, type ReadFrom, record, required, settings } from './mapping.ts';
import { globs } from './paths.ts';
import { duration, numberBetween, oneOf, scalar, size, text, wholeNumber } from './scalars.ts';
import { atRoot, checked, entries, list } from './shape.ts';

const VERSION = 1;
const { thresholds, files } = DEFAULT_CONFIGURATION;

const version = scalar(`${VERSION}, the version this Keyturn reads`, { const: VERSION }, ({ value }) =>
  value === VERSION ? VERSION : undefined,
);

const environment = record('an environment: { reach }', {
  reach: required(oneOf(REACHES), 'What a credential of this environment can reach.'),
});

const teams = checked(list(text, 'a list of teams'), (pair) => (pair.length < 2 ? 'at least two teams' : null), {
  minItems: 2,
});

const limits = settings('thresholds by name', {
  maxRolloutRadius: optional(numberBetween(0, 100), 'Rollout radius from which a credential is a finding.'),
  maxMechanisms: otherwise(
    thresholds.maxMechanisms,
    wholeNumber(1),
    'Refresh mechanisms one credential may have before that is a finding.',
  ),
  lowFrequency: otherwise(
    thresholds.lowFrequency,
    duration,
    'Longest gap from which a schedule counts as low-frequency.',
  ),
});

const reading = settings('exclude and maxSize', {
  exclude: otherwise(files.exclude, globs, 'Files not to read, as globs relative to this file.'),
  maxSize: otherwise(files.maxSize, atRoot(size), 'Larger files are skipped, and named.'),
});

export const SECTIONS = {
  version: otherwise(VERSION, version, 'Version of this format.'),
  clusters: otherwise([], entries(cluster), 'Clusters, and which manifests are deployed there.'),
  environments: otherwise(
    new Map<string, { readonly reach: Reach; readonly at: Span }>(),
    atRoot(named(environment)),
    'What each environment can reach.',
  ),
  credentials: otherwise([], entries(credential), 'What is known of a credential that no scan can see.'),
  consumers: otherwise([], entries(consumer), 'Consumers no scan can see: vendors, people, dashboards.'),
  overrides: otherwise([], entries(override), 'Corrections of scanned consumers.'),
  owners: otherwise([], entries(owner), 'Who owns what.'),
  related: otherwise([], entries(teams), 'Teams that count as one owner.'),
  delays: otherwise([], entries(delay), 'Own delays for rows of the fact tables.'),
  technologies: otherwise([], entries(technology), 'Own technology as data.'),
  ignore: otherwise([], entries(ignored), 'Findings that are fine here.'),
  thresholds: otherwise({ ...thresholds }, atRoot(limits), 'From where on something is a finding.'),
  files: otherwise({ ...files }, reading, 'What to read.'),
};

/** One file, section by section; a section that is wrong as a whole counts as left out. */
export const configurationFile = settings('the keys of keyturn.yaml', SECTIONS);
export type ConfigurationSections = ReadFrom<typeof SECTIONS>;
