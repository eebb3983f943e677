/** The words of the webviews, translated where VS Code is: a webview has no translations of its own. */
import * as vscode from 'vscode';
import type { RefreshMode } from '../../../language-server/src/protocol.ts';
import { MODES, sayMode } from '../words.ts';

export interface GraphWords {
  readonly title: string;
  readonly picture: string;
  readonly text: string;
  readonly search: string;
  readonly mode: string;
  readonly allModes: string;
  readonly stuckOnly: string;
  readonly expandAll: string;
  readonly collapse: string;
  readonly fit: string;
  readonly plan: string;
  readonly open: string;
  readonly nobody: string;
  readonly owner: string;
  readonly environment: string;
  readonly never: string;
  readonly dormant: string;
  readonly hole: string;
  readonly group: string;
  readonly carriers: string;
  readonly shown: string;
  readonly keys: string;
  readonly modes: Readonly<Record<RefreshMode, string>>;
}

export function graphWords(): GraphWords {
  return {
    title: vscode.l10n.t('Propagation of {0}'),
    picture: vscode.l10n.t('Picture'),
    text: vscode.l10n.t('As text'),
    search: vscode.l10n.t('Search'),
    mode: vscode.l10n.t('Refresh mode'),
    allModes: vscode.l10n.t('every refresh mode'),
    stuckOnly: vscode.l10n.t('only those that never take it by themselves'),
    expandAll: vscode.l10n.t('Open all groups'),
    collapse: vscode.l10n.t('Close groups'),
    fit: vscode.l10n.t('Fit'),
    plan: vscode.l10n.t('Plan the rotation'),
    open: vscode.l10n.t('Open'),
    nobody: vscode.l10n.t('Nobody named'),
    owner: vscode.l10n.t('Owner'),
    environment: vscode.l10n.t('Environment'),
    never: vscode.l10n.t('never takes a new value without an action'),
    dormant: vscode.l10n.t('asleep: comes back with the old value'),
    hole: vscode.l10n.t('referenced, declared nowhere'),
    group: vscode.l10n.t('{0} consumers'),
    carriers: vscode.l10n.t('{0} carriers'),
    shown: vscode.l10n.t('{0} of {1} consumers'),
    keys: vscode.l10n.t(
      'Arrow keys walk along the graph, Enter opens the line or the group, plus and minus zoom, 0 fits.',
    ),
    modes: modes(),
  };
}

function modes(): Readonly<Record<RefreshMode, string>> {
  return Object.fromEntries(MODES.map((mode) => [mode, sayMode(mode)])) as Record<RefreshMode, string>;
}

export interface PlannerWords {
  readonly title: string;
  readonly adopted: string;
  readonly settled: string;
  readonly confirmed: string;
  readonly share: string;
  readonly shares: Readonly<Record<'instances' | 'connections' | 'consumers' | 'paths', string>>;
  readonly window: string;
  readonly revokeAt: string;
  readonly notSet: string;
  readonly chart: string;
  readonly stranded: string;
  readonly nobodyStranded: string;
  readonly fiction: string;
  readonly breaks: string;
  readonly nobodyBreaks: string;
  readonly unjudged: string;
  readonly cutover: string;
  readonly parameters: string;
  readonly sync: string;
  readonly node: string;
  readonly poll: string;
  readonly pool: string;
  readonly run: string;
  readonly replicas: string;
  readonly connections: string;
  readonly untouched: string;
  readonly reset: string;
  readonly pattern: string;
  readonly split: string;
  readonly splitSaid: string;
  readonly minimum: string;
  readonly load: string;
  readonly loadSaid: string;
  readonly next: string;
  readonly runbook: string;
  readonly graph: string;
  readonly text: string;
  readonly time: string;
  readonly chance: string;
  readonly within: string;
  readonly none: string;
  readonly fails: Readonly<Record<'at-once' | 'next-connection' | 'next-run' | 'on-restart', string>>;
  readonly heals: string;
  readonly neverHeals: string;
}

export function plannerWords(): PlannerWords {
  return {
    title: vscode.l10n.t('Rotation of {0}'),
    adopted: vscode.l10n.t('Adopted'),
    settled: vscode.l10n.t('Settled'),
    confirmed: vscode.l10n.t('Confirmed'),
    share: vscode.l10n.t('Share of'),
    shares: {
      instances: vscode.l10n.t('instances'),
      connections: vscode.l10n.t('connections'),
      consumers: vscode.l10n.t('consumers'),
      paths: vscode.l10n.t('paths'),
    },
    window: vscode.l10n.t('Overlap window'),
    revokeAt: vscode.l10n.t('Revoke at'),
    notSet: vscode.l10n.t('not set'),
    chart: vscode.l10n.t(
      'Share that uses the new value, and share that has let go of the old one, over time since publication',
    ),
    stranded: vscode.l10n.t('Stranded when the window ends: {0}'),
    nobodyStranded: vscode.l10n.t('Nobody is stranded when the window ends.'),
    fiction: vscode.l10n.t('This window is fiction.'),
    breaks: vscode.l10n.t('Breaks when it is revoked then: {0}'),
    nobodyBreaks: vscode.l10n.t('Nobody is known to break when it is revoked then.'),
    unjudged: vscode.l10n.t('Nobody can tell for {0}'),
    cutover: vscode.l10n.t('CUTOVER: the change is the revocation'),
    parameters: vscode.l10n.t('What if'),
    sync: vscode.l10n.t('Store sync'),
    node: vscode.l10n.t('Node sync'),
    poll: vscode.l10n.t('Poll interval'),
    pool: vscode.l10n.t('Life of pooled connections'),
    run: vscode.l10n.t('Length of a run'),
    replicas: vscode.l10n.t('Replicas'),
    connections: vscode.l10n.t('Connections of an instance'),
    untouched: vscode.l10n.t('touches nothing here'),
    reset: vscode.l10n.t('As it was found'),
    pattern: vscode.l10n.t('Pattern'),
    split: vscode.l10n.t('Split'),
    splitSaid: vscode.l10n.t('by {0} into {1} parts: the worst has scope {2} and rollout {3}'),
    minimum: vscode.l10n.t('Shortest overlap window'),
    load: vscode.l10n.t('Handshakes'),
    loadSaid: vscode.l10n.t('{0} a minute every day, {1} in the busiest minute'),
    next: vscode.l10n.t('Next step'),
    runbook: vscode.l10n.t('Write the runbook'),
    graph: vscode.l10n.t('Show the graph'),
    text: vscode.l10n.t('As text'),
    time: vscode.l10n.t('Time'),
    chance: vscode.l10n.t('{0} % that any of it is left'),
    within: vscode.l10n.t('done within {0}'),
    none: vscode.l10n.t('none can be stated'),
    fails: {
      'at-once': vscode.l10n.t('at once'),
      'next-connection': vscode.l10n.t('at the next connection'),
      'next-run': vscode.l10n.t('at the next run'),
      'on-restart': vscode.l10n.t('on restart or scale-out'),
    },
    heals: vscode.l10n.t('works again within {0}'),
    neverHeals: vscode.l10n.t('not before somebody acts'),
  };
}
