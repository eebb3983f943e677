/** Which side an identity is on, told by the labels of the operator: names of principals, public key ids, versions. By equality only. */
import type { Sort } from './contract.ts';

export interface Labels {
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** Compares and forgets: what was compared is in no answer. */
export function sortBy(labels: Labels): Sort {
  const [old, fresh] = [new Set(labels.old), new Set(labels.new)];
  return (identity) => {
    const [isOld, isNew] = [old.has(identity), fresh.has(identity)];
    if (isOld && isNew) return 'either';
    return isOld ? 'old' : isNew ? 'new' : 'other';
  };
}

/** The same name is on both sides: a value that was changed in place. */
export function sameOnBothSides(labels: Labels): boolean {
  return labels.old.some((label) => labels.new.includes(label));
}
