/** The panels of propagation graphs, one per credential: asked again at every snapshot, opening the lines of their nodes. */
import * as vscode from 'vscode';
import type { CredentialParams, Graph } from '../../../language-server/src/protocol.ts';
import { type Estate, isUnanswered } from '../estate.ts';
import { openPlace } from '../places.ts';
import type { FromGraph, ToGraph } from './messages.ts';
import { openPanel, type Panel } from './panel.ts';
import { graphWords } from './panel-words.ts';

export interface GraphPanels extends vscode.Disposable {
  /** `focus`: the consumer that shall be selected. */
  show(subject: CredentialParams, focus: string | null): Promise<void>;
}

interface Open {
  readonly panel: Panel<ToGraph>;
  readonly update: (focus: string | null) => Promise<void>;
}

export function openGraphPanels(estate: Estate, extensionUri: vscode.Uri): GraphPanels {
  const open = new Map<string, Open>();

  function create(subject: CredentialParams, firstFocus: string | null): Open {
    let graph: Graph | null = null;
    let focus = firstFocus;
    const panel: Panel<ToGraph> = openPanel<ToGraph, FromGraph>({
      name: 'graph',
      title: vscode.l10n.t('Graph: {0}', estate.find(subject)?.credential.label ?? subject.credential),
      extensionUri,
      take,
      closed: () => open.delete(subject.credential),
    });

    async function update(wanted: string | null): Promise<void> {
      focus = wanted ?? focus;
      const answer = await estate.ask('keyturn/graph', subject);
      graph = isUnanswered(answer) ? graph : answer;
      if (!isUnanswered(answer)) panel.say({ is: 'graph', graph: answer, words: graphWords(), focus });
      else if (graph === null || answer.unanswered === 'not-found') panel.say({ is: 'none', reason: answer.reason });
      focus = null;
    }

    function take(message: FromGraph): unknown {
      if (message.is === 'ready') return update(null);
      if (message.is === 'plan') return vscode.commands.executeCommand('keyturn.showTimeline', subject);
      const location = graph?.nodes.find(({ id }) => id === message.node)?.location;
      return location ? openPlace(location, true) : undefined;
    }
    return { panel, update };
  }

  const listening = estate.onChanged(() => {
    for (const { update } of open.values()) void update(null);
  });
  return {
    async show(subject, focus) {
      const there = open.get(subject.credential);
      if (!there) {
        open.set(subject.credential, create(subject, focus));
        return;
      }
      there.panel.webview.reveal();
      await there.update(focus);
    },
    dispose() {
      listening.dispose();
      for (const { panel } of [...open.values()]) panel.webview.dispose();
    },
  };
}
