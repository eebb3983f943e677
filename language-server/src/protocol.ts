/**
 * What Keyturn's server answers beyond LSP: method names, parameters and results, typed once for server and clients. The
 * VS Code extension imports this file and nothing else of ours, so it imports nothing itself. Names here are a contract:
 * additions are allowed, renames are not.
 *
 * Durations are ISO 8601 text (`PT37M`) where a program reads them and plain words (`37 min`) in fields named `said…`.
 * Shares and chances stand between 0 and 1. No field ever holds a secret value. Texts come from scanned repositories: plain
 * text that whoever shows it must escape, except fields named `markdown` and `html`, which are escaped already.
 */

/* ── Places ─────────────────────────────────────────────────────────────────────────────────────────────────────────── */

/** As in LSP: from 0, characters in the position encoding that was negotiated. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place to open. */
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/** A reason: what was seen (or looked for in vain), how sure it is, and where. */
export interface Reason {
  readonly says: string;
  readonly confidence: 'declared' | 'exact' | 'inferred' | 'assumed';
  /** null: a documented default, see `row`. */
  readonly location: Location | null;
  /** Row of the fact tables; null: none. */
  readonly row: string | null;
}

/* ── Words of the field (design, section 2) ─────────────────────────────────────────────────────────────────────────── */

export type Band = 'contained' | 'moderate' | 'wide' | 'critical';
export type Difficulty = 'boring' | 'campaign' | 'surgery' | 'impossible today';
export type Severity = 'error' | 'warning' | 'note';
export type RefreshMode =
  | 'per-call'
  | 'watch'
  | 'poll'
  | 'restart-on-change'
  | 'scheduled'
  | 'lease'
  | 'startup'
  | 'build'
  | 'manual'
  | 'unknown';
export type Verdict = 'zero-downtime' | 'partial' | 'cutover';

/* ── Which credential ───────────────────────────────────────────────────────────────────────────────────────────────── */

/** One credential of one workspace folder. */
export interface CredentialParams {
  /** URI of the workspace folder as the client gave it; left out: the first folder that knows the credential. */
  readonly folder?: string;
  /** Id of the credential (best), its name, or an ending of either that only one has. */
  readonly credential: string;
}

/** Nothing can be answered; `reason` is a sentence for people. Every request below may answer so instead of failing. */
export interface Unanswered {
  readonly unanswered: 'scanning' | 'not-found' | 'ambiguous' | 'not-possible';
  readonly reason: string;
  /** Credentials that may have been meant, by id. */
  readonly candidates?: readonly string[];
}

/* ── keyturn/overview ───────────────────────────────────────────────────────────────────────────────────────────────── */

/** Answers at once from the last snapshot; ask again at `keyturn/changed`. */
export interface Overview {
  /** Grows with every new snapshot. */
  readonly revision: number;
  readonly status: Status;
  /** In the order of the workspace. */
  readonly folders: readonly FolderOverview[];
}

export interface FolderOverview {
  /** URI of the workspace folder. */
  readonly folder: string;
  /** Name of the repository or folder. */
  readonly name: string;
  /** False: the first scan has not ended; the lists are empty then. */
  readonly scanned: boolean;
  /** The largest rollout radius first. */
  readonly credentials: readonly CredentialSummary[];
  /** Errors first, then by place. */
  readonly findings: readonly FindingSummary[];
  /** By name. */
  readonly consumers: readonly ConsumerSummary[];
  readonly coverage: CoverageSummary;
  /** What is wrong in `keyturn.yaml`; empty: nothing. While it is not empty the last good configuration holds. */
  readonly configurationProblems: ReadonlyArray<{ readonly message: string; readonly location: Location | null }>;
}

export interface CredentialSummary {
  readonly id: string;
  readonly name: string;
  /** Name, or id where another credential has the same name. */
  readonly label: string;
  /** Kind of credential as the fact tables call it; null: not recognised. */
  readonly kind: string | null;
  readonly difficulty: Difficulty;
  readonly scope: Score;
  readonly rollout: Score;
  readonly environments: readonly string[];
  readonly owners: readonly string[];
  /** What accepts it. */
  readonly dependency: string | null;
  readonly acceptance: string | null;
  readonly verdict: Verdict | null;
  /** Ids, to be found in `FolderOverview.consumers`. */
  readonly consumers: readonly string[];
  /** Of consumers without an owner. */
  readonly unowned: number;
  /** `41 instances`. */
  readonly saidInstances: string;
  readonly paths: number;
  /** How many paths come to the new value in which way, the least cooperative first. */
  readonly refresh: ReadonlyArray<{ readonly mode: RefreshMode; readonly paths: number }>;
  /** Bound of *settled* by itself; null: there is none, `saidSettles` says why. */
  readonly settles: string | null;
  readonly saidSettles: string;
  /** Ids of consumers. */
  readonly neverWithoutAction: readonly string[];
  readonly findings: { readonly error: number; readonly warning: number; readonly note: number };
  readonly nextStep: string;
  /** Where it is declared, or first mentioned; null: only declared consumers know it. */
  readonly location: Location | null;
}

export interface Score {
  /** 0–100. */
  readonly score: number;
  readonly band: Band;
}

export interface ConsumerSummary {
  readonly id: string;
  readonly name: string;
  /** service, worker, cron, job, script, ci, dashboard, backup, build, test, daemon, client, vendor, person. */
  readonly kind: string;
  readonly environment: string | null;
  readonly owner: string | null;
  readonly saidInstances: string;
  readonly dormant: boolean;
  readonly location: Location | null;
}

export interface FindingSummary {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Reason['confidence'];
  readonly message: string;
  readonly location: Location | null;
  readonly related: readonly Reason[];
  /** Ids; null: about none. */
  readonly credential: string | null;
  readonly consumer: string | null;
  /** Owners of the consumer, else of the credential; empty: nobody is named. */
  readonly owners: readonly string[];
  /** Page of the rule. */
  readonly page: string;
}

export interface CoverageSummary {
  readonly filesRead: number;
  readonly skipped: ReadonlyArray<{ readonly file: string; readonly reason: string; readonly uri: string | null }>;
  readonly unresolved: ReadonlyArray<{ readonly what: string; readonly location: Location | null }>;
}

/* ── keyturn/graph ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/** The graph of one credential, in layers from left (what accepts it, its origin) to right (its consumers). */
export interface Graph {
  readonly credential: CredentialSummary;
  /** By layer, then by label. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The same in words, one sentence a line, for whoever does not look at pictures. */
  readonly text: readonly string[];
}

export interface GraphNode {
  readonly id: string;
  /** 0 the origin carrier; then the carriers filled from it; then consumers; `dependency` stands last. */
  readonly layer: number;
  readonly type: 'carrier' | 'consumer' | 'dependency';
  /** Carrier type, consumer kind or kind of dependency. */
  readonly kind: string;
  readonly label: string;
  /** A second line: namespace, instances. */
  readonly detail: string;
  readonly environment: string | null;
  readonly owner: string | null;
  /** Of consumers: the least cooperative of their paths; null elsewhere. */
  readonly refresh: RefreshMode | null;
  /** Of consumers: never takes a new value without an action. */
  readonly stuck: boolean;
  readonly dormant: boolean;
  /** Referenced, declared nowhere. */
  readonly hole: boolean;
  readonly location: Location | null;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `derivation`: fills · `delivery`: hands over · `session`: presents it to what accepts it. */
  readonly type: 'derivation' | 'delivery' | 'session';
  /** `external-secret, every 60 s` · `as environment variable DB_PASSWORD`. */
  readonly label: string;
  readonly refresh: RefreshMode | null;
  readonly location: Location | null;
}

/* ── keyturn/timeline ───────────────────────────────────────────────────────────────────────────────────────────────── */

/** A what-if; everything left out is as it was found. */
export interface TimelineParams extends CredentialParams {
  /** Seconds: store sync, node sync, poll interval, life of pooled connections, length of a run. */
  readonly sync?: number;
  readonly node?: number;
  readonly poll?: number;
  readonly pool?: number;
  readonly run?: number;
  readonly replicas?: number;
  /** Connections of one instance. */
  readonly connections?: number;
  /** Overlap window to be checked, in seconds; left out: the declared one, if any. */
  readonly window?: number;
  /** The old value dies this many seconds after publication: who breaks. */
  readonly revokeAt?: number;
  /** The timeline ends here, in seconds; left out: where nothing changes by itself any more. */
  readonly until?: number;
  /** How many points; default 60, at most 500. */
  readonly points?: number;
}

export interface Timeline {
  readonly credential: CredentialSummary;
  /** Computed, not sampled. */
  readonly exact: boolean;
  /** Largest error of the probabilities. */
  readonly error: number;
  readonly adopted: SaidTimes;
  readonly settled: SaidTimes;
  readonly confirmed: SaidTimes;
  /** From publication on; denser at the start where the end is far. */
  readonly points: readonly TimelinePoint[];
  /** Parameters that touched nothing here. */
  readonly untouched: readonly string[];
  /** null: no window was given or declared. */
  readonly window: WindowAnswer | null;
  /** null: `revokeAt` was left out. */
  readonly revoked: WhoBreaks | null;
  readonly pattern: { readonly recommended: string | null; readonly why: readonly string[] };
  readonly split: {
    readonly axis: string;
    readonly parts: number;
    readonly scope: number;
    readonly rollout: number;
  } | null;
  /** Shortest overlap window; null: none can be stated. */
  readonly overlapMinimum: string | null;
  readonly load: {
    readonly connections: number;
    /** Handshakes a minute: every day, and in the busiest minute of the rotation. */
    readonly usual: number;
    readonly peak: number;
    readonly limit: number | null;
  };
  readonly nextStep: string;
  /** The same in words. */
  readonly text: readonly string[];
}

export interface SaidTimes {
  readonly bound: string | null;
  readonly p50: string | null;
  readonly p99: string | null;
  /** `37 min (p50 35.3 min, p99 36.4 min)`, or why there is no bound. */
  readonly said: string;
}

export interface TimelinePoint {
  /** Seconds after publication. */
  readonly at: number;
  readonly adopted: Shares;
  readonly settled: Shares;
}

export interface Shares {
  readonly instances: number;
  readonly connections: number;
  readonly consumers: number;
  readonly paths: number;
}

export interface WindowAnswer {
  readonly window: string;
  /** Somebody still uses the old value when the window ends. */
  readonly fiction: boolean;
  readonly stranded: readonly Stranded[];
}

export interface Stranded {
  /** Id of the consumer. */
  readonly consumer: string;
  readonly name: string;
  readonly owner: string | null;
  /** When it is surely done; null: never by itself, or not known. */
  readonly bound: string | null;
  /** Chance that any of it is left; null: not known. */
  readonly chance: number | null;
  /** Expected share left; null: not known. */
  readonly share: number | null;
  readonly reasons: readonly string[];
}

/* ── keyturn/whoBreaks ──────────────────────────────────────────────────────────────────────────────────────────────── */

export interface WhoBreaksParams extends CredentialParams {
  /** Seconds after publication at which the old value dies; default 0. */
  readonly at?: number;
}

export interface WhoBreaks {
  /** ISO duration after publication. */
  readonly at: string;
  readonly cutover: boolean;
  /** Surest and largest first. */
  readonly breaks: readonly Breaking[];
  /** Nobody can tell; never count them as safe. */
  readonly unjudged: readonly Breaking[];
  /** Would not fail, but nothing has proven it yet. */
  readonly unproven: readonly Breaking[];
  readonly safe: readonly Breaking[];
  readonly dormant: ReadonlyArray<{ readonly consumer: string; readonly name: string; readonly reason: string }>;
  readonly text: readonly string[];
}

export interface Breaking {
  readonly consumer: string;
  readonly name: string;
  readonly kind: string;
  readonly owner: string | null;
  readonly fails: 'at-once' | 'next-connection' | 'next-run' | 'on-restart';
  readonly chance: number | null;
  readonly instances: number;
  readonly stale: number | null;
  /** It works again by itself within; null: not before somebody acts, or not known. */
  readonly heals: string | null;
  readonly reasons: readonly string[];
  readonly action: { readonly does: string; readonly contact: string | null } | null;
  readonly location: Location | null;
}

/* ── keyturn/runbook ────────────────────────────────────────────────────────────────────────────────────────────────── */

export interface RunbookParams extends CredentialParams {
  /** `md` if left out. */
  readonly format?: 'md' | 'html' | 'json';
  /** `routine` if left out. */
  readonly mode?: 'routine' | 'compromise';
  readonly drill?: boolean;
  /** Overlap window that is proposed, in seconds. */
  readonly window?: number;
}

export interface Runbook {
  readonly format: 'md' | 'html' | 'json';
  /** Escaped for its format. */
  readonly text: string;
  /** A file name that fits: `orders-db.runbook.md`. */
  readonly fileName: string;
}

/* ── keyturn/explain ────────────────────────────────────────────────────────────────────────────────────────────────── */

export interface Explained {
  readonly credential: CredentialSummary;
  readonly title: string;
  readonly sections: ReadonlyArray<{ readonly title: string; readonly lines: readonly ExplainedLine[] }>;
  readonly nextStep: string;
  /** The whole as Markdown, escaped, with links to places. */
  readonly markdown: string;
}

export interface ExplainedLine {
  readonly text: string;
  /** 0: a statement; deeper: what it rests on. */
  readonly depth: number;
  readonly location: Location | null;
  readonly row: string | null;
}

/* ── keyturn/review ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/** What the files as they stand (buffers included) change for rotation, against a commit. */
export interface ReviewParams {
  readonly folder?: string;
  /** Branch, tag or commit; left out: the merge base with the default branch of `origin`. */
  readonly base?: string;
}

export interface Review {
  /** Commit compared with. */
  readonly base: string;
  /** Worst first. */
  readonly changes: readonly ReviewChange[];
  /** The comment for a pull request. */
  readonly markdown: string;
}

export interface ReviewChange {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location: Location | null;
  readonly credential: string | null;
  readonly consumer: string | null;
}

/* ── keyturn/file ───────────────────────────────────────────────────────────────────────────────────────────────────── */

export interface FileParams {
  readonly uri: string;
}

/** What stands in one file. */
export interface FileContents {
  readonly uri: string;
  /** The buffer does not parse: shown as it last did. */
  readonly stale: boolean;
  /** By place. */
  readonly marks: readonly FileMark[];
}

export interface FileMark {
  readonly range: Range;
  /** `declaration`: a carrier is made here · `derivation`: filled here · `delivery`: handed over here · `read`: code reads it · `consumer`: declared here · `connection`: a client is built here. */
  readonly what: 'declaration' | 'derivation' | 'delivery' | 'read' | 'consumer' | 'connection' | 'other';
  readonly says: string;
  /** Ids. */
  readonly credentials: readonly string[];
  readonly consumers: readonly string[];
  readonly refresh: RefreshMode | null;
}

/* ── keyturn/registryExport ─────────────────────────────────────────────────────────────────────────────────────────── */

export interface RegistryExportParams {
  readonly folder?: string;
  /** As in `keyturn registry export --as`: `csv`, `html`, `cyclonedx`… */
  readonly format: string;
}

export interface RegistryExport {
  /** Paths relative to wherever the client puts them. */
  readonly files: ReadonlyArray<{ readonly path: string; readonly text: string }>;
}

/* ── Notifications and status ───────────────────────────────────────────────────────────────────────────────────────── */

/** Notification `keyturn/changed`: there is a new snapshot. */
export interface Changed {
  readonly revision: number;
}

/** Notification and request `keyturn/status`. */
export interface Status {
  /** `first-files`: open files are known, the estate is not · `error`: the analysis cannot run, see `message`. */
  readonly state: 'scanning' | 'first-files' | 'ready' | 'updating' | 'error';
  /** `5,012 files · 14 credentials · 3 warnings`, or what goes on. */
  readonly message: string;
  readonly revision: number;
}

/** Requests: method → parameters and result. */
export interface Requests {
  'keyturn/overview': { readonly params: null; readonly result: Overview };
  'keyturn/graph': { readonly params: CredentialParams; readonly result: Graph | Unanswered };
  'keyturn/timeline': { readonly params: TimelineParams; readonly result: Timeline | Unanswered };
  'keyturn/whoBreaks': { readonly params: WhoBreaksParams; readonly result: WhoBreaks | Unanswered };
  'keyturn/runbook': { readonly params: RunbookParams; readonly result: Runbook | Unanswered };
  'keyturn/explain': { readonly params: CredentialParams; readonly result: Explained | Unanswered };
  'keyturn/review': { readonly params: ReviewParams; readonly result: Review | Unanswered };
  'keyturn/file': { readonly params: FileParams; readonly result: FileContents | Unanswered };
  'keyturn/registryExport': { readonly params: RegistryExportParams; readonly result: RegistryExport | Unanswered };
  'keyturn/status': { readonly params: null; readonly result: Status };
}

export interface Notifications {
  'keyturn/changed': Changed;
  'keyturn/status': Status;
}

/* ── Commands in lenses and actions ─────────────────────────────────────────────────────────────────────────────────── */

/**
 * Commands that lenses, hovers and actions name. The server runs those that the client does not name in
 * `InitializationOptions.clientCommands`: it shows text with `window/showMessage` and writes files with `workspace/applyEdit`.
 * Each takes one argument, `CommandArgument`.
 */
export const COMMANDS = {
  /** Show what is known of a credential. */
  explain: 'keyturn.explain',
  /** Show its graph. */
  showGraph: 'keyturn.showGraph',
  /** Show its timeline. */
  showTimeline: 'keyturn.showTimeline',
  /** Write its runbook. */
  writeRunbook: 'keyturn.writeRunbook',
  /** Show where it is used. */
  showPlaces: 'keyturn.showPlaces',
} as const;

export interface CommandArgument extends CredentialParams {
  /** Of `keyturn.showPlaces`: where the lens stands, and what it counts. */
  readonly at?: Location;
  readonly places?: readonly Location[];
}

/** What a client may say in `initialize`. */
export interface InitializationOptions {
  /** Commands that the client runs itself. */
  readonly clientCommands?: readonly string[];
  /** Settings from the start, for clients without `workspace/configuration`. */
  readonly settings?: Settings;
}

/** Section `keyturn` of the client's settings; everything optional. */
export interface Settings {
  /** Code lenses on definitions; default true. */
  readonly codeLens?: { readonly enable?: boolean };
  /** Inlay hints at reads; default false. */
  readonly inlayHints?: { readonly enable?: boolean };
  /** Default true; findings below `severity` are not shown (default `note`: all are). */
  readonly diagnostics?: { readonly enable?: boolean; readonly severity?: Severity };
  /** Whether facts are kept between starts; default true. */
  readonly cache?: { readonly enable?: boolean };
}
