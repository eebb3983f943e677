/**
 * What the search of one file yields, and how it becomes facts: the same for every language. Moments, roles and what flows into a
 * client are asked here, once, so that a language only says what it saw and where.
 */
import type { Seconds } from '../../model/duration.ts';
import type { CodeSource, ConnectionFact, EntryFact, Fact, Note, ReadFact, ReloadStages } from '../../model/fact.ts';
import type { Role } from '../../model/vocabulary.ts';
import type { CodeNode, CodeTree } from './code-tree.ts';
import { createFlow, type FlowTable } from './flow.ts';
import { decideMoment, type Moment, type MomentTable, type Verdict } from './moment.ts';

export interface FoundRead {
  readonly source: CodeSource;
  readonly node: CodeNode;
  readonly optional: boolean;
  readonly implicitBy?: string;
  /** What decides the moment in its stead: where a settings class is made. */
  readonly decidedBy?: CodeNode;
  /** The moment, where the construct itself tells it. */
  readonly moment?: Verdict;
}

export interface FoundClient {
  readonly row: string;
  readonly node: CodeNode;
  readonly lifetime: Seconds | null;
  readonly off: boolean;
  readonly asksEachTime: boolean;
  readonly attributable: boolean | null;
}

export interface FoundEntry {
  readonly name: string;
  readonly node: CodeNode;
  readonly schedule: {
    readonly cron: string;
    readonly timeZone: string | null;
    readonly row: string;
    readonly node: CodeNode;
  } | null;
}

/** Whoever stands here presents, accepts, or does both with what flows into it. */
export interface FoundRole {
  readonly node: CodeNode;
  readonly role: Role;
}

export interface Findings {
  readonly reads: readonly FoundRead[];
  readonly clients?: readonly FoundClient[];
  readonly roles?: readonly FoundRole[];
  readonly entries?: readonly FoundEntry[];
  readonly imports?: ReadonlyArray<{ readonly specifier: string; readonly node: CodeNode }>;
  /** In words, with the place. */
  readonly unresolved?: ReadonlyArray<{ readonly what: string; readonly node: CodeNode }>;
}

export interface Stated {
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
}

/** The facts of one file, each kind in the order of the text. */
export function stateFindings(tree: CodeTree, findings: Findings, moments: MomentTable, names: FlowTable): Stated {
  const { language } = tree.source;
  const reads = inOrder(onceANode(findings.reads));
  const flow = createFlow(tree, names, reads);
  const roles = rolesOf(findings, flow);
  const read = (found: FoundRead): ReadFact => {
    const moment = momentOf(found, tree, moments);
    return {
      fact: 'read',
      source: found.source,
      language,
      moment: moment.moment,
      interval: moment.interval,
      stages: STAGES[moment.moment] ?? UNTOLD,
      role: roles.get(keyOf(found.source)) ?? null,
      implicitBy: found.implicitBy ?? null,
      optional: found.optional,
      at: tree.span(found.node),
      decidedAt: tree.span(moment.node),
      says: moment.says,
    };
  };
  const client = ({ node, ...found }: FoundClient): ConnectionFact => ({
    fact: 'connection',
    language,
    ...found,
    uses: flow(node),
    moment: decideMoment(node, tree, moments).moment,
    at: tree.span(node),
  });
  const entry = ({ name, node, schedule }: FoundEntry): EntryFact => ({
    fact: 'entry',
    language,
    name,
    schedule: schedule && {
      cron: schedule.cron,
      timeZone: schedule.timeZone,
      concurrency: 'Allow',
      startingDeadline: null,
      row: schedule.row,
      at: tree.span(schedule.node),
    },
    at: tree.span(node),
  });
  return {
    facts: [
      ...inOrder(findings.imports ?? []).map(
        ({ specifier, node }): Fact => ({ fact: 'import', language, specifier, at: tree.span(node) }),
      ),
      ...reads.map(read),
      ...inOrder(findings.clients ?? []).map(client),
      ...onceAName(inOrder(findings.entries ?? [])).map(entry),
    ],
    notes: inOrder(onceANode(findings.unresolved ?? [])).map(
      ({ what, node }): Note => ({ note: 'unresolved', what, at: tree.span(node) }),
    ),
  };
}

const UNTOLD: ReloadStages = { observes: null, validates: null, swaps: null, drains: null };
/** A loop and a watcher look again; what they do with it, this does not tell. */
const STAGES: Readonly<Partial<Record<Moment['moment'], ReloadStages>>> = {
  timer: { ...UNTOLD, observes: true },
  watch: { ...UNTOLD, observes: true },
};

function momentOf(found: FoundRead, tree: CodeTree, moments: MomentTable): Moment {
  const node = found.decidedBy ?? found.node;
  return found.moment ? { node, interval: null, ...found.moment } : decideMoment(node, tree, moments);
}

/** By source: who presents in one place and accepts in another does both. */
function rolesOf(
  { roles = [], clients = [] }: Findings,
  flow: (node: CodeNode) => readonly CodeSource[],
): ReadonlyMap<string, Role> {
  const known = new Map<string, Role>();
  for (const { node, role } of [...roles, ...clients.map(({ node }) => ({ node, role: 'presents' as const }))])
    for (const key of flow(node).map(keyOf)) {
      const before = known.get(key) ?? role;
      known.set(key, before === role ? role : 'both');
    }
  return known;
}

function keyOf(source: CodeSource): string {
  return JSON.stringify(source);
}

/** A node may say several things (a client that reads two variables), but each once. */
function onceANode<T extends { readonly node: CodeNode; readonly source?: CodeSource }>(
  found: readonly T[],
): readonly T[] {
  const known = new Set<string>();
  return found.filter(({ node, source }) => {
    const key = `${node.start} ${node.end} ${source ? keyOf(source) : ''}`;
    return !known.has(key) && known.add(key);
  });
}

/** A command may say its name twice (an attribute and a property); a schedule is told each time. */
function onceAName(entries: readonly FoundEntry[]): readonly FoundEntry[] {
  const known = new Set<string>();
  return entries.filter(({ name, schedule }) => {
    const key = `${name} ${schedule?.cron ?? ''}`;
    return !known.has(key) && known.add(key);
  });
}

function inOrder<T extends { readonly node: CodeNode }>(found: readonly T[]): readonly T[] {
  return found.toSorted((a, b) => a.node.start - b.node.start || a.node.end - b.node.end);
}
