/**
 * The YAML tables of `analyzer/src/knowledge/` as one JSON text: durations in seconds, names as in `tables.ts`. Refuses a
 * row it cannot read, with its id: a table that is half right is wrong.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { importSource, inRepository } from '../repository.mjs';

const FOLDER = 'analyzer/src/knowledge';
export const TABLES_FILE = `${FOLDER}/fact-tables.generated.json`;

const table = (name) => parse(readFileSync(inRepository(FOLDER, name), 'utf8'));

/** Reads, checks and converts all tables. */
export async function knowledgeTables() {
  const { parseDuration } = await importSource(`export { parseDuration } from './analyzer/src/model/duration.ts';`);
  const seconds = (row, text) => {
    if (text === null || text === undefined) return null;
    const parsed = parseDuration(text);
    if (parsed === null) throw new Error(`${row.id}: "${text}" is no duration`);
    return parsed;
  };
  return {
    refresh: unique(table('refresh-defaults.yaml').map((row) => refreshRow(row, seconds))),
    kinds: unique(table('credential-kinds.yaml').map((row) => kindRow(row, seconds))),
    controllers: unique(
      table('controllers.yaml').map(({ id, images, charts, source }) => ({ id, images, charts, source })),
    ),
    images: unique(table('images.yaml').map(({ id, images }) => ({ id, images }))),
    commands: unique(table('commands.yaml').map(commandRow)),
    names: names(table('names.yaml')),
    values: values(table('values.yaml')),
  };
}

function refreshRow(row, seconds) {
  const delay = ({ kind, min, max, per, trigger }) => ({
    kind,
    min: seconds(row, min),
    max: seconds(row, max),
    per,
    trigger,
  });
  return {
    id: row.id,
    stage: row.stage,
    technology: row.technology,
    setting: row.setting,
    default: String(row.default),
    delay: delay(row.delay),
    whenSet: row.when_set ? { ...delay(row.when_set), refreshMode: row.when_set.refresh_mode ?? null } : null,
    refreshMode: row.refresh_mode ?? null,
    unit: row.unit ?? null,
    off: (row.off ?? []).filter((value) => value !== null),
    modifies: row.modifies ?? null,
    bestEffort: row.best_effort ?? false,
    fraction: row.fraction ?? null,
    jitter: row.jitter ? { factor: row.jitter.factor ?? null, add: seconds(row, row.jitter.add) } : null,
    onPath: row.on_path ?? true,
    watches: row.watches ?? null,
    needsController: row.needs_controller ?? null,
    whenLabelled: row.when_labelled ?? null,
    retired: row.retired ?? null,
    takes: row.takes ?? null,
    freshProcess: row.fresh_process ?? null,
    effect: row.effect,
    source: row.source,
    confidence: row.confidence,
  };
}

function kindRow(row, seconds) {
  const { detect } = row;
  const life = row.artefact_life === 'declared' ? 'declared' : seconds(row, row.artefact_life);
  return {
    id: row.id,
    name: row.name,
    dependencyKind: row.dependency_kind,
    detect: {
      envNames: detect.env_names.map((pattern) => regexp(row, pattern)),
      urlSchemes: detect.url_schemes,
      valuePrefixes: detect.value_prefixes.map((pattern) => regexp(row, pattern)),
      secretTypes: detect.k8s_secret_types,
      codeCalls: detect.code_calls,
    },
    pairsWith: (row.pairs_with ?? []).map((pattern) => regexp(row, pattern)),
    overlap: row.overlap,
    maxConcurrent: String(row.max_concurrent),
    slots: row.slots,
    sessionClass: row.session_class,
    sided: row.sided,
    artefactLife: life,
    acceptorEnv: row.acceptor_env ?? [],
    acceptorReads: row.acceptor_reads ?? null,
    revocationEffect: row.revocation_effect,
    recommendedPattern: row.recommended_pattern,
    alternatives: row.alternatives,
    steps: {
      prepare: row.prepare,
      publish: row.publish,
      verify: row.verify,
      revoke: row.revoke,
      rollback: row.rollback,
    },
    evidenceOldUnused: row.evidence_old_unused,
    defaultPrivilege: row.default_privilege,
    source: [row.source].flat(),
    confidence: row.confidence,
  };
}

function commandRow({ id, restarts = null, syncs = null, command, missing, check, confidence }) {
  if ((restarts === null) === (syncs === null)) throw new Error(`${id}: it either restarts or syncs something`);
  return { id, restarts, syncs, command: command?.join('\n') ?? null, missing, check, confidence };
}

/** A phrase may be broken after a `|` to fit the line. */
const phrases = (row, list) => (list ?? []).map((phrase) => regexp(row, phrase.replace(/\|\s+/g, '|')));

function names({ qualifiers, rows }) {
  return {
    qualifiers: qualifiers.words.map(String),
    rows: unique(
      rows.map((row) => ({
        id: sourced(row).id,
        is: row.is,
        strength: row.strength,
        ends: phrases(row, row.ends),
        starts: phrases(row, row.starts),
        contains: phrases(row, row.contains),
        pattern: row.pattern ? regexp(row, row.pattern) : null,
        rest: row.rest ?? [],
      })),
    ),
  };
}

function values(tables) {
  return {
    states: unique(
      tables.states.map((row) => ({ id: sourced(row).id, state: row.state, pattern: regexp(row, row.pattern) })),
    ),
    proseStarts: tables.prose_starts,
    settings: unique(
      tables.settings.map((row) => ({
        id: row.id,
        despite: row.despite,
        case: row.case ?? false,
        pattern: regexp(row, row.pattern),
      })),
    ),
    wholeUrl: tables.whole_url.map((row) => regexp(row, row.pattern)),
    queryParameters: tables.query_parameters,
    pairSecrets: tables.pair_secrets,
    pairHosts: tables.pair_hosts,
    prefixNeedsName: tables.prefix_needs_name.map(({ kind }) => kind),
    schemeNeedsName: tables.scheme_needs_name,
  };
}

function regexp(row, pattern) {
  try {
    new RegExp(pattern.replace(/^\(\?i\)/, ''));
  } catch (error) {
    throw new Error(`${row.id}: ${error.message}`);
  }
  return pattern;
}

function sourced(row) {
  if (!row.why || !row.source) throw new Error(`${row.id}: a row says why and where from`);
  return row;
}

function unique(rows) {
  const seen = new Set();
  for (const { id } of rows) {
    if (!id || seen.has(id)) throw new Error(`id "${id}" is missing or used twice`);
    seen.add(id);
  }
  return rows;
}
