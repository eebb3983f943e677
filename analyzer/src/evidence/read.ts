/**
 * Files of evidence → observations that all speak of the estate of one runbook. What cannot be used is refused by name with
 * the reason; nothing of a file's content is ever in a message.
 */
import { plural } from '../explain/words.ts';

import type { Form, Forms, Reading, Sort } from './contract.ts';
import { formsOf } from './forms.ts';
import { earliest, latest } from './moments.ts';
import type { Coverage, Observation } from './observation.ts';
import { EVIDENCE } from './registry.generated.ts';
import type { Runbook } from './runbook.ts';

export interface EvidenceFile {
  /** As it was typed. */
  readonly file: string;
  /** The cluster it was exported from; null: nobody said. */
  readonly cluster: string | null;
  readonly text: string;
}

export type Located<T> = T & { readonly file: string };

export interface Source {
  readonly file: string;
  readonly kinds: readonly string[];
  readonly observations: number;
  readonly from: number | null;
  readonly to: number | null;
}

export interface Complaint {
  readonly file: string;
  readonly says: string;
}

export interface Evidences {
  readonly observations: ReadonlyArray<Located<Observation>>;
  readonly covers: ReadonlyArray<Located<Coverage>>;
  readonly sources: readonly Source[];
  /** Files that cannot be used at all. */
  readonly refused: readonly Complaint[];
  /** What makes a file worth less than it looks. */
  readonly doubts: readonly Complaint[];
}

/** Reads all files; clusters and namespaces are those of the plan. */
export function readEvidence(files: readonly EvidenceFile[], plan: Runbook, sort: Sort): Evidences {
  const read = files.map((file) => readFile(file, plan, sort));
  return {
    observations: read.flatMap(({ observations }) => observations),
    covers: read.flatMap(({ covers }) => covers),
    sources: read.flatMap(({ sources }) => sources),
    refused: read.flatMap(({ refused }) => refused),
    doubts: read.flatMap(({ doubts }) => doubts),
  };
}

function readFile({ file, cluster, text }: EvidenceFile, plan: Runbook, sort: Sort): Evidences {
  const { forms, cut } = formsOf(text);
  if (cut !== null) return refuse(file, cut);
  const readings = readingsOf(forms, sort);
  if (readings.length === 0)
    return refuse(file, `no kind of evidence looks like this; known are ${EVIDENCE.map(({ id }) => id).join(', ')}`);
  if (readings.some(({ form }) => form === 'table') && forms.table?.cut === true)
    return refuse(file, 'the last row is cut off');
  const whole = joined(readings.map(({ reading }) => reading));
  const useless = readings.flatMap(({ reading }) => reading.unusable ?? [])[0];
  if (useless !== undefined) return refuse(file, useless);
  const elsewhere = clusterProblem(cluster, plan) ?? foreign(whole.observations, plan);
  if (elsewhere !== null) return refuse(file, elsewhere);
  if (whole.observations.length + whole.covers.length === 0)
    return refuse(file, ['it shows nothing', ...whole.problems].join(': '));
  const of = cluster ?? onlyCluster(plan);
  const observations = whole.observations.map((seen) => placed(seen, of, file));
  const moments = [...observations.map(({ at }) => at), ...whole.covers.flatMap(({ from, to }) => [from, to])];
  return {
    observations,
    covers: whole.covers.map((cover) => ({ ...cover, file })),
    sources: [
      {
        file,
        kinds: readings.map(({ kind }) => kind),
        observations: observations.length,
        from: earliest(moments),
        to: latest(moments),
      },
    ],
    refused: [],
    doubts: whole.problems.map((says) => ({ file, says })),
  };
}

/** Cheap forms first; a text that is read in one form is in no other. */
const FORMS: readonly Form[] = ['json', 'lines', 'records', 'table'];

function readingsOf(forms: Partial<Forms>, sort: Sort): ReadonlyArray<{ kind: string; form: Form; reading: Reading }> {
  for (const form of FORMS) {
    const read = EVIDENCE.filter((kind) => kind.form === form).flatMap((kind) => {
      const reading = kind.tryRead(forms, sort);
      return reading === null ? [] : [{ kind: kind.id, form, reading }];
    });
    if (read.length > 0) return read;
  }
  return [];
}

function refuse(file: string, says: string): Evidences {
  return { observations: [], covers: [], sources: [], refused: [{ file, says }], doubts: [] };
}

function joined(readings: readonly Reading[]): Reading {
  return {
    observations: readings.flatMap(({ observations }) => observations),
    covers: readings.flatMap(({ covers }) => covers),
    problems: [...new Set(readings.flatMap(({ problems }) => problems))],
  };
}

/** The only cluster of the plan: evidence that names none is taken to be of it; null: it has none, or several. */
function onlyCluster(plan: Runbook): string | null {
  const [only = null, ...others] = clustersOf(plan);
  return others.length === 0 ? only : null;
}

function clustersOf({ consumers }: Runbook): readonly string[] {
  return [...new Set(consumers.flatMap(({ expected }) => expected.cluster ?? []))];
}

function namespacesOf({ consumers }: Runbook): readonly string[] {
  const delivered = consumers.flatMap(({ expected }) => expected.delivered.flatMap(({ namespace }) => namespace ?? []));
  return [...new Set([...consumers.flatMap(({ expected }) => expected.namespace ?? []), ...delivered])];
}

function placed(seen: Observation, cluster: string | null, file: string): Located<Observation> {
  if (seen.is === 'filled') return { ...seen, cluster: seen.cluster ?? cluster, file };
  if (cluster === null || seen.party.cluster !== null) return { ...seen, file };
  return { ...seen, party: { ...seen.party, cluster }, file };
}

function clusterProblem(cluster: string | null, plan: Runbook): string | null {
  if (cluster === null || clustersOf(plan).includes(cluster)) return null;
  return `it was given as of cluster ${cluster}, but the runbook knows ${sayNames(clustersOf(plan), 'cluster')}`;
}

/** Everything that says where it is from is from elsewhere. */
function foreign(observations: readonly Observation[], plan: Runbook): string | null {
  const places = observations.map((seen) => (seen.is === 'filled' ? seen : seen.party));
  const strange = (known: readonly string[], said: ReadonlyArray<string | null>): boolean =>
    known.length > 0 && said.length > 0 && said.every((name) => name !== null && !known.includes(name));
  const clusters = clustersOf(plan);
  if (
    strange(
      clusters,
      places.map(({ cluster }) => cluster),
    )
  )
    return `it is of another cluster than the runbook, which knows ${sayNames(clusters, 'cluster')}`;
  const namespaces = namespacesOf(plan);
  if (
    strange(
      namespaces,
      places.map(({ namespace }) => namespace),
    )
  )
    return `it is of another namespace than the runbook, which knows ${sayNames(namespaces, 'namespace')}`;
  return null;
}

function sayNames(names: readonly string[], word: string): string {
  return names.length === 0 ? `no ${word}` : `${plural(names.length, word)}: ${names.join(', ')}`;
}
