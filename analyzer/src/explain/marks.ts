/**
 * What stands where: every place of every file that says something about a credential, with what it is about. This is how an
 * editor finds its way from a cursor to the graph and back. It looks places up; what they mean is worded elsewhere.
 */
import type { Evidence } from '../model/evidence.ts';
import type { Carrier, CodeRead, PropagationPath } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Inventory } from '../model/inventory.ts';
import { compareSpans, compareText, type Span } from '../model/place.ts';

export const MARK_KINDS = [
  'declaration',
  'derivation',
  'delivery',
  'read',
  'consumer',
  'connection',
  'trigger',
  'hole',
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** Plain JSON: it travels between threads. */
export interface Mark {
  readonly what: MarkKind;
  readonly span: Span;
  /** Ids, sorted. */
  readonly credentials: readonly string[];
  readonly carriers: readonly string[];
  readonly consumers: readonly string[];
  readonly paths: readonly string[];
  /** Words that may stand near the place for the same thing: object, key, variable. */
  readonly names: readonly string[];
}

/** Marks by file, each file's by place. */
export type Marks = ReadonlyMap<string, readonly Mark[]>;

/** Every mark of an inventory. */
export function marksOf(inventory: Inventory): Marks {
  const drafts = collect(inventory);
  for (const markThem of SOURCES) markThem(inventory, drafts);
  return groupBy(
    drafts
      .all()
      .map(finish)
      .sort((a, b) => compareSpans(a.span, b.span) || compareText(a.what, b.what)),
    ({ span }) => span.file,
  );
}

type Lists = 'credentials' | 'carriers' | 'consumers' | 'paths' | 'names';
type Draft = Pick<Mark, 'what' | 'span'> & Readonly<Record<Lists, Set<string>>>;

interface Drafts {
  /** What stands at a place, made once; none where there is no place. */
  at(what: MarkKind, span: Span | null | undefined): Draft | null;
  aboutCarriers(draft: Draft | null, ids: Iterable<string>): void;
  all(): readonly Draft[];
}

function collect({ graph }: Inventory): Drafts {
  const drafts = new Map<string, Draft>();
  const holders = groupBy(
    [...graph.credentials.values()].flatMap(({ id, carriers }) => carriers.map((carrier) => ({ id, carrier }))),
    ({ carrier }) => carrier,
  );
  return {
    at(what, span) {
      if (!span || span.file === '') return null;
      const key = `${what} ${span.file}:${span.line}:${span.column}:${span.endLine}:${span.endColumn}`;
      const known = drafts.get(key) ?? emptyDraft(what, span);
      drafts.set(key, known);
      return known;
    },
    aboutCarriers(draft, ids) {
      for (const id of draft ? ids : []) {
        const carrier = graph.carriers.get(id);
        draft?.carriers.add(id);
        for (const holder of holders.get(id) ?? []) draft?.credentials.add(holder.id);
        for (const name of carrier ? namesOf(carrier) : []) draft?.names.add(name);
      }
    },
    all: () => [...drafts.values()],
  };
}

function emptyDraft(what: MarkKind, span: Span): Draft {
  return {
    what,
    span,
    credentials: new Set(),
    carriers: new Set(),
    consumers: new Set(),
    paths: new Set(),
    names: new Set(),
  };
}

/** One for each kind of place. */
const SOURCES: ReadonlyArray<(inventory: Inventory, drafts: Drafts) => void> = [
  ({ graph }, drafts) => {
    for (const { id, declaredAt } of graph.carriers.values())
      drafts.aboutCarriers(drafts.at('declaration', declaredAt), [id]);
  },
  ({ graph }, drafts) => {
    for (const { from, to, because } of graph.derivations)
      for (const span of spansOf(because)) drafts.aboutCarriers(drafts.at('derivation', span), [from, to]);
  },
  ({ graph }, drafts) => {
    for (const path of graph.paths) {
      const draft = drafts.at('delivery', path.delivery.at);
      aboutPath(draft, path);
      drafts.aboutCarriers(draft, path.carriers.slice(-1));
      if (path.delivery.variable) draft?.names.add(path.delivery.variable);
    }
  },
  ({ graph }, drafts) => {
    for (const path of graph.paths)
      for (const read of path.reads ?? []) {
        const draft = drafts.at('read', spansOf(read.because)[0]);
        aboutPath(draft, path);
        draft?.names.add(nameOf(read));
      }
  },
  ({ graph }, drafts) => {
    for (const path of graph.paths) {
      const consumer = graph.consumers.get(path.consumer);
      const draft = drafts.at('consumer', consumer?.at);
      aboutPath(draft, path);
      if (consumer) draft?.names.add(consumer.name);
    }
  },
  ({ graph }, drafts) => {
    const paths = groupBy(graph.paths, ({ consumer }) => consumer);
    for (const { consumer, credential, because } of graph.connections) {
      const draft = drafts.at('connection', spansOf(because)[0]);
      for (const path of paths.get(consumer) ?? [])
        if (credential === null || credential === path.credential) aboutPath(draft, path);
    }
  },
  ({ graph }, drafts) => {
    for (const { consumer, watches, because } of graph.triggers) {
      const draft = drafts.at('trigger', spansOf(because)[0]);
      draft?.consumers.add(consumer);
      drafts.aboutCarriers(draft, watches);
    }
  },
  ({ graph }, drafts) => {
    for (const { carrier, referencedAt } of graph.holes)
      drafts.aboutCarriers(drafts.at('hole', referencedAt), [carrier]);
  },
];

function aboutPath(draft: Draft | null, { id, credential, consumer }: PropagationPath): void {
  draft?.paths.add(id);
  draft?.credentials.add(credential);
  draft?.consumers.add(consumer);
}

function namesOf({ name, key }: Carrier): readonly string[] {
  return key === null ? [name] : [name, key];
}

function nameOf({ source }: CodeRead): string {
  if (source.kind === 'env') return source.name;
  return source.kind === 'file' ? source.path : source.carrier.name;
}

/** Places that were read; what was looked for in vain, or declared in `keyturn.yaml`, marks nothing. */
function spansOf(because: readonly Evidence[]): readonly Span[] {
  return because.flatMap((evidence) => (evidence.from === 'text' ? [evidence.span] : []));
}

function finish(draft: Draft): Mark {
  const sorted = (ids: ReadonlySet<string>) => [...ids].sort(compareText);
  return {
    what: draft.what,
    span: draft.span,
    credentials: sorted(draft.credentials),
    carriers: sorted(draft.carriers),
    consumers: sorted(draft.consumers),
    paths: sorted(draft.paths),
    names: sorted(draft.names),
  };
}
