/** An entry of `ignore` that silences nothing, or whose day has passed: it hides the next finding of its kind from whoever reads the file. */
import { declared } from '../model/evidence.ts';
import { REVIEW_RULES } from '../model/finding.ts';
import { type Claim, defineRule } from './contract.ts';
import { isOver, silences } from './ignored.ts';

/** A scan finds none of these: only a review can tell whether one is stale. */
const REVIEW: ReadonlySet<string> = new Set(REVIEW_RULES);

export default defineRule({
  id: 'stale-suppression',
  severity: 'note',
  claims: 'A suppression fits no finding, or is past its day.',
  why: 'A reason that no longer has a finding is either done or misspelt; one past its day was promised to be looked at again.',
  fix: 'Remove the entry, mend its names, or write a new day with the reason it still holds.',
  aboutFindings: true,
  check(layers, findings) {
    return layers.configuration.ignore.flatMap((entry): Claim[] => {
      const { rule, expires, at } = entry;
      const place = declared(at, `ignores ${rule}`);
      if (isOver(entry, layers.today))
        return [{ message: `Ignoring ${rule} ended on ${expires}: its findings count again.`, place }];
      const fits = silences(entry, layers);
      return findings.some(fits) || REVIEW.has(rule)
        ? []
        : [{ message: `Nothing here is a finding of ${rule} that this entry fits.`, place }];
    });
  },
});
