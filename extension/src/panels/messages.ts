/** What panels and their webviews say to each other. Webviews name nodes by id; places stay with the extension, which opens only its own. */
import type { Graph, Timeline, TimelineParams } from '../../../language-server/src/protocol.ts';
import type { GraphWords, PlannerWords } from './panel-words.ts';

export type ToGraph =
  | { readonly is: 'graph'; readonly graph: Graph; readonly words: GraphWords; readonly focus: string | null }
  | { readonly is: 'none'; readonly reason: string };

export type FromGraph =
  | { readonly is: 'ready' }
  /** Open the place of a node. */
  | { readonly is: 'open'; readonly node: string }
  | { readonly is: 'plan' };

/** What a person may change in the planner; the credential is the panel's. */
export type WhatIf = Omit<TimelineParams, 'folder' | 'credential'>;

export type ToPlanner =
  | {
      readonly is: 'timeline';
      readonly timeline: Timeline;
      readonly words: PlannerWords;
      /** Of the question that this answers. */
      readonly asked: number;
    }
  | { readonly is: 'none'; readonly reason: string };

export type FromPlanner =
  | { readonly is: 'ready' }
  | { readonly is: 'ask'; readonly whatIf: WhatIf; readonly asked: number }
  | { readonly is: 'open'; readonly consumer: string }
  | { readonly is: 'runbook'; readonly window: number | null }
  | { readonly is: 'graph' };
