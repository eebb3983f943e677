/**
 * Findings as other tools take them, before any format: each with its rule, a place that can be opened and a fingerprint that survives
 * moved lines. Every format is a pure function of this.
 */
import { groupBy } from '../model/group.ts';
import type { WireEvidence, WireFinding, WireInventory, WireSeverity } from '../wire/types.ts';

/** What a tool shows beside a finding; the rules of a scan and the kinds of changes are such rules. */
export interface ReportRule {
  readonly id: string;
  readonly severity: WireSeverity;
  readonly claims: string;
  readonly why: string;
  readonly fix: string;
  /** OWASP Non-Human Identities Top 10 (2025) entry. */
  readonly owasp?: string;
}

export interface Place {
  /** From the top of the repository, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly says: string;
}

export interface Reported {
  readonly rule: string;
  readonly severity: WireSeverity;
  readonly message: string;
  /** null: it stands in no file of the repository. */
  readonly place: Place | null;
  readonly related: readonly Place[];
  /** Hexadecimal, without line numbers. */
  readonly fingerprint: string;
}

export interface Report {
  /** `scan` or `review`: tools keep the results of the two apart. */
  readonly of: 'scan' | 'review';
  readonly tool: WireInventory['tool'];
  readonly rules: readonly ReportRule[];
  /** The worst first. */
  readonly findings: readonly Reported[];
}

export interface ReportParts extends Omit<Report, 'findings'> {
  readonly findings: readonly WireFinding[];
  /** Where the scanned folder lies in its repository: `deploy/`; empty for the whole. */
  readonly prefix: string;
  /** Instances by consumer id: where several are told as one, the heaviest stands first. */
  readonly weights: ReadonlyMap<string, number>;
  /** A hexadecimal digest of a text; the core has none of its own. */
  digest(text: string): string;
}

/** What tells a finding on any commit: rule, credential, consumer; where it is about neither, what it says, without figures. */
export function identityOf({ rule, credential, consumer, message }: WireFinding): string {
  const about = credential === null && consumer === null ? message.replaceAll(/\d+/g, '#') : '';
  return JSON.stringify([rule, credential, consumer, about]);
}

/** One finding per rule and credential: its consumers are the places beside it (field notes, "Conventions"). */
export function reportOf(parts: ReportParts): Report {
  const { of, tool, rules, findings, weights, digest } = parts;
  const weightOf = ({ consumer }: WireFinding) => weights.get(consumer ?? '') ?? 0;
  const groups = groupBy(findings, (finding) =>
    finding.credential === null
      ? identityOf(finding)
      : JSON.stringify([finding.rule, finding.severity, finding.credential]),
  );
  const seen = new Map<string, number>();
  const reported = [...groups.values()].flatMap((group): readonly Reported[] => {
    const [first, ...others] = group.toSorted((a, b) => weightOf(b) - weightOf(a));
    if (!first) return [];
    const identity = identityOf({ ...first, consumer: others.length > 0 ? null : first.consumer });
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return [
      {
        rule: first.rule,
        severity: first.severity,
        message: others.length === 0 ? first.message : `${first.message} ${others.length} more like it.`,
        ...placesOf([first, ...others], parts.prefix),
        fingerprint: digest(count === 0 ? identity : `${identity} ${count}`),
      },
    ];
  });
  return { of, tool, rules, findings: reported };
}

function placesOf(findings: readonly WireFinding[], prefix: string): Pick<Reported, 'place' | 'related'> {
  const own = findings.map(({ place, consumer, message }) =>
    placeOf(place, prefix, consumer === null ? place.says : message),
  );
  const around = findings.flatMap(({ related }) => related.map((evidence) => placeOf(evidence, prefix, evidence.says)));
  const [place = null, ...related] = [...own, ...around].filter((one) => one !== null);
  const others = new Map(related.map((one) => [`${one.file}:${one.line}:${one.column} ${one.says}`, one]));
  return { place, related: [...others.values()] };
}

/** null for a default of the fact tables, and for what was rendered elsewhere and lies in no file of the repository. */
function placeOf(evidence: WireEvidence, prefix: string, says: string): Place | null {
  const { file, line, column, endLine, endColumn } = evidence;
  if (file === null || line === null || file.startsWith('rendered:')) return null;
  const from = { line, column: column ?? 1 };
  return { file: within(prefix, file), ...from, endLine: endLine ?? line, endColumn: endColumn ?? from.column, says };
}

/** A `keyturn.yaml` above the scanned folder is written `../keyturn.yaml`. */
function within(prefix: string, file: string): string {
  const folders = prefix.split('/').filter((name) => name !== '');
  let rest = file;
  while (rest.startsWith('../') && folders.length > 0) {
    folders.pop();
    rest = rest.slice(3);
  }
  return [...folders, rest].join('/');
}
