/** The rotation planners, one per credential: every change of a slider is one question to the server; only the last answer is shown. */
import * as vscode from 'vscode';
import type { CredentialParams } from '../../../language-server/src/protocol.ts';
import { type Estate, isUnanswered } from '../estate.ts';
import { openPlace } from '../places.ts';
import type { FromPlanner, ToPlanner, WhatIf } from './messages.ts';
import { openPanel, type Panel } from './panel.ts';
import { plannerWords } from './panel-words.ts';

export interface PlannerPanels extends vscode.Disposable {
  show(subject: CredentialParams): Promise<void>;
}

/** Points of the curve: more than a panel has pixels between them helps nobody. */
const POINTS = 300;

interface Open {
  readonly panel: Panel<ToPlanner>;
  readonly again: () => void;
}

export function openPlannerPanels(estate: Estate, extensionUri: vscode.Uri): PlannerPanels {
  const open = new Map<string, Open>();

  function create(subject: CredentialParams): Open {
    let whatIf: WhatIf = {};
    let asked = 0;
    let busy = false;
    let waiting = false;
    const panel: Panel<ToPlanner> = openPanel<ToPlanner, FromPlanner>({
      name: 'planner',
      title: vscode.l10n.t('Planner: {0}', estate.find(subject)?.credential.label ?? subject.credential),
      extensionUri,
      take,
      closed: () => open.delete(subject.credential),
    });

    /** One question at a time: what a slider says meanwhile is asked once, with its last value. */
    async function ask(): Promise<void> {
      waiting = true;
      if (busy) return;
      busy = true;
      while (waiting) {
        waiting = false;
        const question = asked;
        const timeline = await estate.ask('keyturn/timeline', { ...subject, ...whatIf, points: POINTS });
        if (isUnanswered(timeline)) panel.say({ is: 'none', reason: timeline.reason });
        else panel.say({ is: 'timeline', timeline, words: plannerWords(), asked: question });
      }
      busy = false;
    }

    function take(message: FromPlanner): unknown {
      if (message.is === 'ready') return ask();
      if (message.is === 'ask') {
        whatIf = checked(message.whatIf);
        asked = message.asked;
        return ask();
      }
      if (message.is === 'open') return openConsumer(message.consumer);
      if (message.is === 'graph') return vscode.commands.executeCommand('keyturn.showGraph', subject);
      return vscode.commands.executeCommand('keyturn.writeRunbook', { ...subject, window: message.window });
    }

    function openConsumer(id: string): unknown {
      const held = estate.find(subject);
      const location = held && estate.consumer(held.folder, id)?.location;
      return location ? openPlace(location, true) : undefined;
    }
    return { panel, again: () => void ask() };
  }

  const listening = estate.onChanged(() => {
    for (const { again } of open.values()) again();
  });
  return {
    async show(subject) {
      const there = open.get(subject.credential);
      if (there) there.panel.webview.reveal();
      else open.set(subject.credential, create(subject));
    },
    dispose() {
      listening.dispose();
      for (const { panel } of [...open.values()]) panel.webview.dispose();
    },
  };
}

const NUMBERS = ['sync', 'node', 'poll', 'pool', 'run', 'replicas', 'connections', 'window', 'revokeAt'] as const;

/** Numbers that make sense, and nothing else of what a webview sent. */
function checked(whatIf: WhatIf): WhatIf {
  const known = NUMBERS.flatMap((name) => {
    const value: unknown = whatIf?.[name];
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? [[name, value] as const] : [];
  });
  return Object.fromEntries(known);
}
