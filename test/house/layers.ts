/**
 * Which area of the analyzer may import which, types included, and why. `scripts/generate.mjs` puts the same rows into
 * `analyzer/README.md`; `*` means every area.
 */
export interface Layer {
  readonly area: string;
  readonly imports: readonly string[];
  readonly why: string;
}

export const LAYERS: readonly Layer[] = [
  { area: 'model', imports: [], why: 'the vocabulary: if it knew anybody, everybody would know everybody' },
  { area: 'syntax', imports: ['model'], why: 'text to located trees, for any technology' },
  { area: 'workspace', imports: ['model'], why: 'the only disk: files, git, cache; it knows no technology' },
  { area: 'configuration', imports: ['model', 'syntax'], why: '`keyturn.yaml` is a text with places like any other' },
  {
    area: 'rendering',
    imports: ['model', 'syntax'],
    why: 'joins trees into units; what they say is the readers’ business',
  },
  {
    area: 'readers',
    imports: ['model', 'syntax'],
    why: 'one file, one technology; the fact tables reach it only as `Sight`',
  },
  {
    area: 'technologies',
    imports: ['model', 'syntax', 'readers'],
    why: 'readers made of what a team declared; they read like any other',
  },
  {
    area: 'crossing',
    imports: ['model', 'syntax'],
    why: 'what files of code say together, on just the files involved; who runs them is for linking',
  },
  { area: 'knowledge', imports: ['model'], why: 'data with a source; it concludes nothing' },
  { area: 'linking', imports: ['model', 'knowledge'], why: 'joins facts; a reader it imported would be read twice' },
  { area: 'refresh', imports: ['model', 'knowledge'], why: 'a layer beside the graph' },
  { area: 'convergence', imports: ['model', 'knowledge'], why: 'a layer beside the graph' },
  { area: 'radius', imports: ['model', 'knowledge'], why: 'a layer beside the graph' },
  {
    area: 'advice',
    imports: ['model', 'knowledge', 'refresh', 'convergence', 'radius'],
    why: 'what a changed graph would be worth: it measures again and changes nothing',
  },
  { area: 'rules', imports: ['model'], why: 'claims what the layers already know' },
  {
    area: 'wire',
    imports: ['model', 'convergence', 'radius'],
    why: 'the contract with the outside, apart from the model it is made of',
  },
  {
    area: 'explain',
    imports: ['model', 'knowledge', 'wire'],
    why: 'the one voice: it words what is known, from either form',
  },
  {
    area: 'drawing',
    imports: ['model', 'explain'],
    why: 'text on a grid of columns, in colour or not: widths and wrapping, no words of its own',
  },
  {
    area: 'whatif',
    imports: ['model', 'convergence', 'explain', 'wire', 'drawing'],
    why: 'who breaks and what would be if, as text, picture and JSON: one answer for the command line and the editor',
  },
  {
    area: 'runbook',
    imports: ['model', 'knowledge', 'convergence', 'explain', 'wire'],
    why: 'plans from the contract alone, so that an inventory of last week can be planned from',
  },
  {
    area: 'evidence',
    imports: ['model', 'explain', 'wire', 'runbook'],
    why: 'holds exports of a running estate against a runbook; it reads texts it is given and concludes nothing without one',
  },
  {
    area: 'registry',
    imports: ['model', 'knowledge', 'explain', 'wire'],
    why: 'one inventory in the forms other tools read; it takes the figures as they are',
  },
  {
    area: 'sharing',
    imports: ['model', 'knowledge', 'radius', 'wire'],
    why: 'what the inventories of several repositories come to together, measured by the same code',
  },
  {
    area: 'organisation',
    imports: ['model', 'wire', 'sharing', 'knowledge'],
    why: 'the edge: inventories of all repositories in one database; PGlite and PostgreSQL by one path',
  },
  {
    area: 'review',
    imports: ['model', 'explain', 'wire'],
    why: 'two inventories in, what changed out: no stage, and no disk',
  },
  { area: 'reports', imports: ['model', 'explain', 'wire'], why: 'findings → text in the format of another tool' },
  {
    area: 'session',
    imports: ['model', 'syntax', 'rendering', 'readers', 'crossing', 'session.ts'],
    why: 'the parts of the session',
  },
  {
    area: 'session.ts',
    imports: ['model', 'syntax', 'rendering', 'readers', 'session'],
    why: 'facts by content; files are given to it, so an editor can give buffers',
  },
  {
    area: 'pipeline.ts',
    imports: ['model', 'knowledge', 'session.ts', 'linking', 'refresh', 'convergence', 'radius', 'rules'],
    why: 'the stages in order; no disk, so that an editor runs the same',
  },
  { area: 'version.ts', imports: ['wire'], why: 'which code made a cached fact' },
  {
    area: 'analysis.ts',
    imports: [
      'model',
      'configuration',
      'crossing',
      'knowledge',
      'pipeline.ts',
      'readers',
      'rendering',
      'rules',
      'session',
      'session.ts',
      'syntax',
      'technologies',
      'version.ts',
      'workspace',
    ],
    why: 'the edge: wires a tree of files to the stages, once',
  },
  { area: 'scan.ts', imports: ['model', 'analysis.ts', 'workspace'], why: 'the edge: a folder, once' },
  {
    area: 'unchanged.ts',
    imports: ['model', 'version.ts', 'wire', 'workspace'],
    why: 'the edge: a folder in which nothing changed since its inventory was made',
  },
  {
    area: 'two-trees.ts',
    imports: ['model', 'analysis.ts', 'rendering', 'rules', 'wire', 'workspace'],
    why: 'the edge: a folder at two moments',
  },
  {
    area: 'fixes',
    imports: ['model', 'syntax', 'configuration', 'explain'],
    why: 'edits that a finding asks for; it edits texts it is given and writes nothing',
  },
  {
    area: 'live',
    imports: [
      'model',
      'analysis.ts',
      'configuration',
      'knowledge',
      'readers',
      'rendering',
      'session',
      'session.ts',
      'version.ts',
      'workspace',
    ],
    why: 'the edge: a folder while somebody edits it',
  },
  { area: 'index.ts', imports: ['*'], why: 'the only door for the language server and other users' },
  {
    area: 'cli',
    imports: [
      'index.ts',
      'workspace',
      'model',
      'explain',
      'wire',
      'convergence',
      'knowledge',
      'advice',
      'drawing',
      'whatif',
      'runbook',
      'review',
      'reports',
      'two-trees.ts',
      'unchanged.ts',
      'rules',
      'evidence',
      'registry',
      'sharing',
      'organisation',
    ],
    why: 'arguments, output and exit codes; it asks questions of the analysis and answers none',
  },
];

/** Areas that may ask the machine for files, processes, time or chance. */
export const EDGE: ReadonlySet<string> = new Set([
  'workspace',
  'organisation',
  'cli',
  'analysis.ts',
  'scan.ts',
  'unchanged.ts',
  'two-trees.ts',
  'live',
]);
