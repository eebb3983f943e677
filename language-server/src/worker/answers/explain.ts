/** All that is known of one credential. */
import { explainCredential } from '../../../../analyzer/src/index.ts';
import type { Asked } from '../asked.ts';

export function explain({ wire, credential }: Asked): object {
  const { title, sections, nextStep } = explainCredential(wire, credential);
  return { title, sections, nextStep };
}
