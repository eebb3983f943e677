/**
 * All that one inventory says about one credential, in one order, for whoever shows it: terminal, hover, report. Must state
 * nothing that the inventory does not hold, and leave nothing of it out.
 */
import type { WireCredential, WireInventory } from '../wire/types.ts';
import { explainImprovements, explainSplit, explainUpkeep } from './advice.ts';
import { explainConvergence, explainRevocation } from './convergence.ts';
import { type Explanation, type Line, reason, reasoned, type Section, statement } from './explanation.ts';
import { explainCarriers, explainIdentity } from './identity.ts';
import { nextStep } from './next-step.ts';
import { explainPaths } from './paths.ts';
import { explainPattern } from './pattern.ts';
import { explainRadius } from './radii.ts';
import { explainUnknown } from './unknown.ts';
import { type View, viewOf } from './view.ts';

/** The explanation of one credential of the inventory. */
export function explainCredential(inventory: WireInventory, credential: WireCredential): Explanation {
  const view = viewOf(inventory);
  const sections = [
    explainIdentity(view, credential),
    explainCarriers(view, credential),
    explainRadius('Scope radius', credential.scopeRadius),
    explainRadius('Rollout radius', credential.rolloutRadius),
    explainPaths(view, credential),
    explainConvergence(view, credential),
    explainRevocation(view, credential),
    explainPattern(view, credential),
    explainImprovements(view, credential),
    explainSplit(view, credential),
    explainUpkeep(credential),
    explainMayFetch(credential),
    explainFindings(view, credential),
    explainUnknown(view, credential),
  ];
  return {
    credential: credential.id,
    title: `${credential.name}: ${credential.difficulty}`,
    sections: sections.filter((section) => section.lines.length > 0),
    nextStep: nextStep(view, credential),
  };
}

function explainMayFetch(credential: WireCredential): Section {
  return {
    title: 'May fetch it without being seen to use it',
    lines: credential.mayFetch.flatMap(({ who, because }) => reasoned(who, because)),
  };
}

function explainFindings(view: View, credential: WireCredential): Section {
  const lines = (view.findings.get(credential.id) ?? []).flatMap((finding): readonly Line[] => [
    statement(`${finding.severity} ${finding.rule}: ${finding.message}`),
    ...[finding.place, ...finding.related].map((evidence) => reason(evidence, 1)),
  ]);
  return { title: 'Findings', lines };
}
