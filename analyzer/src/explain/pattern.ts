/** Section: the rotation pattern that fits, why, and what it costs; where little can break, that more would be overkill. */
import type { WireCredential } from '../wire/types.ts';
import { type Line, type Section, statement } from './explanation.ts';
import { PATTERN_WORDS } from './pattern-words.ts';
import { consumersOf, type View } from './view.ts';
import { plural } from './words.ts';

/** The pattern with what it buys, hides, breaks first, and when it is wrong. */
export function explainPattern(view: View, credential: WireCredential): Section {
  const { recommended, why, alternatives = [], lowRisk = false } = credential.pattern;
  if (recommended === null) return { title: 'Rotation pattern', lines: [] };
  const { does, buys, hides, failsFirst, wrongWhen } = PATTERN_WORDS[recommended];
  const others = alternatives.length > 0 ? [`it could also be: ${alternatives.join(', ')}`] : [];
  const simple = lowRisk ? [sayLowRisk(credential, consumersOf(view, credential).length)] : [];
  return {
    title: `Rotation pattern: ${recommended}`,
    lines: [
      ...simple.map((text) => statement(text)),
      statement(does),
      ...why.map((text): Line => statement(text, 1)),
      statement(`buys ${buys}`),
      statement(`hides ${hides}`),
      statement(`what fails first: ${failsFirst}`),
      statement(`the wrong choice when ${wrongWhen}`),
      ...others.map((text) => statement(text)),
    ],
  };
}

/** Why a simple restart is enough, in one sentence: the same in every output. */
export function sayLowRisk({ rolloutRadius }: WireCredential, consumers: number): string {
  return `Low risk (${plural(consumers, 'consumer')}, rollout radius ${rolloutRadius.score}, one environment): a simple coordinated restart is enough, more would be overkill.`;
}
