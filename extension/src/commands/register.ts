/** Every command and what it does, one line each. */
import * as vscode from 'vscode';
import { COMMANDS } from '../../../language-server/src/protocol.ts';
import { chooseFilter, chooseGrouping } from './credentials-view.ts';
import { openShelf } from './documents.ts';
import { exportRegistry } from './export-registry.ts';
import type { Command, Parts } from './parts.ts';
import { reviewAsText, reviewChanges, showDiff } from './review.ts';
import { writeRunbook } from './runbook.ts';
import { openSample } from './sample.ts';
import { copyPath, explain, openRule, showGraph, showPlaces, showPlanner } from './show.ts';
import { showWhoBreaks } from './who-breaks.ts';

export function registerCommands(parts: Parts): readonly vscode.Disposable[] {
  const shelf = openShelf();
  const commands: Readonly<Record<string, Command>> = {
    [COMMANDS.explain]: (_, argument) => explain(parts, shelf, argument),
    [COMMANDS.showGraph]: showGraph,
    [COMMANDS.showTimeline]: showPlanner,
    [COMMANDS.writeRunbook]: writeRunbook,
    [COMMANDS.showPlaces]: showPlaces,
    'keyturn.revealInGraph': showGraph,
    'keyturn.whoBreaks': (_, argument) => showWhoBreaks(parts, shelf, argument),
    'keyturn.reviewChanges': reviewChanges,
    'keyturn.reviewAsText': () => reviewAsText(parts, shelf),
    'keyturn.exportRegistry': exportRegistry,
    'keyturn.groupBy': chooseGrouping,
    'keyturn.filter': chooseFilter,
    'keyturn.clearFilter': ({ views }) => views.filter(''),
    'keyturn.copyPath': (_, argument) => copyPath(argument),
    'keyturn.openRule': (_, argument) => openRule(argument),
    'keyturn.openSample': openSample,
    'keyturn.restart': ({ server }) => server.restart(),
    'keyturn.showLog': ({ server }) => server.showLog(),
  };
  return [
    shelf,
    ...Object.entries(commands).map(([id, run]) =>
      vscode.commands.registerCommand(id, (argument: unknown) => run(parts, argument)),
    ),
    // Takes two arguments, and only rows of the review give it.
    vscode.commands.registerCommand('keyturn.showDiff', showDiff),
  ];
}
