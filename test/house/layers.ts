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
  { area: 'knowledge', imports: ['model'], why: 'data with a source; it concludes nothing' },
  { area: 'linking', imports: ['model', 'knowledge'], why: 'joins facts; a reader it imported would be read twice' },
  { area: 'refresh', imports: ['model', 'knowledge'], why: 'a layer beside the graph' },
  { area: 'convergence', imports: ['model', 'knowledge'], why: 'a layer beside the graph' },
  { area: 'radius', imports: ['model', 'knowledge'], why: 'a layer beside the graph' },
  {
    area: 'advice',
    imports: ['model', 'knowledge', 'convergence', 'radius'],
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
    area: 'runbook',
    imports: ['model', 'knowledge', 'convergence', 'explain', 'wire'],
    why: 'plans from the contract alone, so that an inventory of last week can be planned from',
  },
  {
    area: 'session',
    imports: ['model', 'syntax', 'rendering', 'readers', 'session.ts'],
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
      'knowledge',
      'pipeline.ts',
      'readers',
      'rendering',
      'rules',
      'session.ts',
      'syntax',
      'version.ts',
      'workspace',
    ],
    why: 'the edge: wires a tree of files to the stages, once',
  },
  { area: 'scan.ts', imports: ['model', 'analysis.ts', 'workspace'], why: 'the edge: a folder, once' },
  { area: 'index.ts', imports: ['*'], why: 'the only door for the language server and other users' },
  {
    area: 'cli',
    imports: ['index.ts', 'workspace', 'model', 'explain', 'wire', 'convergence', 'knowledge', 'advice', 'runbook'],
    why: 'arguments, output and exit codes; it asks questions of the analysis and answers none',
  },
];

/** Areas that may ask the machine for files, processes, time or chance. */
export const EDGE: ReadonlySet<string> = new Set(['workspace', 'cli', 'analysis.ts', 'scan.ts']);
