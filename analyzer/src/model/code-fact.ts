/** What readers of source code may say: reads, clients, imports, packages, and how code becomes an image. */
import type { Seconds } from './duration.ts';
import type { Span } from './place.ts';
import type { CarrierRef, ConsumerRef, Schedule } from './reference.ts';
import type { RefreshMode, Role } from './vocabulary.ts';

/** When code takes a value: each language has a decision table from the enclosing construct to one of these (design, section 5). */
export const READ_MOMENTS = [
  'build',
  'import',
  'start-up',
  'construction',
  'memoised',
  'timer',
  'watch',
  'per-call',
  'job',
  'unknown',
] as const;
export type ReadMoment = (typeof READ_MOMENTS)[number];

/** What code asks for: a variable, a file, an item of a store fetched through an SDK. */
export type CodeSource =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'store'; readonly carrier: CarrierRef };

/** The four stages of taking a new value (design, section 5); null: this file does not tell. */
export interface ReloadStages {
  readonly observes: boolean | null;
  readonly validates: boolean | null;
  readonly swaps: boolean | null;
  readonly drains: boolean | null;
}

/** Code reads a value here. */
export interface ReadFact {
  readonly fact: 'read';
  readonly source: CodeSource;
  readonly language: string;
  readonly moment: ReadMoment;
  /** Of a timer or a cache; null: not told. */
  readonly interval: Seconds | null;
  readonly stages: ReloadStages;
  readonly role: Role | null;
  /** Library that reads it without being told (`openai`); null: the code names it. */
  readonly implicitBy: string | null;
  /** A default stands in when it is missing. */
  readonly optional: boolean;
  /** Where the read stands. */
  readonly at: Span;
  /** What decides the moment: the handler, the loop, the module. */
  readonly decidedAt: Span;
  /** What decides it, in words: `inside the handler POST`, `at module level`. */
  readonly says: string;
  /** What is read may leave the file: it is exported, returned, kept in a field. */
  readonly givenOn?: true;
  /** The value is used here and read in another file; absent: it is read here. */
  readonly through?: ReadElsewhere;
  /** A person declared what this call does; `decidedAt` is in `keyturn.yaml`. */
  readonly declared?: DeclaredRead;
}

/** What `technologies` of `keyturn.yaml` says about a call. */
export interface DeclaredRead {
  readonly technology: string;
  readonly mode: RefreshMode;
}

/** How a value that another file read comes to the place that uses it. */
export interface ReadElsewhere {
  /** Where the other file reads it. */
  readonly at: Span;
  /** As the using file writes it: `config.db.password`. */
  readonly written: string;
  /** When the place that uses it runs, in words. */
  readonly says: string;
}

/** Code builds a client or a pool here. */
export interface ConnectionFact {
  readonly fact: 'connection';
  readonly language: string;
  /** Connection row of the fact tables for this client. */
  readonly row: string;
  /** Longest life of a connection as written; null: not written. */
  readonly lifetime: Seconds | null;
  /** Written so that nothing ends a connection (0, -1). */
  readonly off: boolean;
  /** The client asks for the credential on each connection (a callback, a provider). */
  readonly asksEachTime: boolean;
  /** What flows into it, as far as this file tells; empty: not told. */
  readonly uses: readonly CodeSource[];
  readonly moment: ReadMoment;
  /** Names itself to the server (`application_name`, `clientName`); null: the client has no such setting. */
  readonly attributable: boolean | null;
  readonly at: Span;
}

/** A file of code imports another; the resolved path or package is for linking to find. */
export interface ImportFact {
  readonly fact: 'import';
  readonly language: string;
  /** As written: `./db`, `@acme/config`, `app.settings`. */
  readonly specifier: string;
  readonly at: Span;
}

/** A folder is one package of code. */
export interface PackageFact {
  readonly fact: 'package';
  readonly language: string;
  readonly name: string;
  /** Relative to the root; `''`: the root itself. */
  readonly folder: string;
  /** It is run, not only imported: a start script, a server framework, a main. */
  readonly application: boolean;
  /** Files it starts from, relative to the root. */
  readonly entries: readonly string[];
  /** Names of packages it depends on. */
  readonly dependencies: readonly string[];
  readonly at: Span;
}

/** An image or a consumer is built from a folder (Compose build, Skaffold, a CI step, a platform's app file). */
export interface BuildFact {
  readonly fact: 'build';
  /** Image name without tag; null: only the consumer is named. */
  readonly image: string | null;
  readonly consumer: ConsumerRef | null;
  /** Folder relative to the root. */
  readonly context: string;
  readonly dockerfile: string | null;
  readonly target: string | null;
  /** Nothing is built: the folder is mounted into a container that runs it. */
  readonly mounted?: true;
  readonly at: Span;
}

/** What a Dockerfile puts into an image and starts. */
export interface RecipeFact {
  readonly fact: 'recipe';
  readonly dockerfile: string;
  readonly target: string | null;
  /** Sources of COPY and ADD from the build context, as written. */
  readonly copies: readonly string[];
  /** Packages its build commands name: folders of the context (`./cmd/gull` of `go build`), crates (`cargo build -p gull`). */
  readonly builds?: readonly string[];
  /** Image that it starts from, through all of its stages, as far as the file tells; absent: none, or a variable. */
  readonly base?: string;
  readonly command: readonly string[];
  readonly at: Span;
}

/** The signals of convergence (design, section 9), by the names their metrics have there. */
export const SIGNALS = [
  'secret_version_loaded',
  'db_auth_attempts',
  'config_reload_failures_total',
  'connection_pool_age_seconds',
  'jobs_last_success_seconds',
] as const;
export type SignalName = (typeof SIGNALS)[number];

/** Code exports a signal of convergence here. */
export interface SignalFact {
  readonly fact: 'signal';
  readonly name: SignalName;
  readonly at: Span;
}

/** A named entry into code that something else starts: a management command, a cron route, a queue task. */
export interface EntryFact {
  readonly fact: 'entry';
  readonly language: string;
  /** As callers name it: `send_digest`, `/api/cron/digest`. */
  readonly name: string;
  readonly schedule: Schedule | null;
  readonly at: Span;
}
