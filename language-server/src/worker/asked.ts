/** What an answer on this thread is made from, and the way to say that there is none. */
import type { Inventory, Live, WireCredential, WireInventory } from '../../../analyzer/src/index.ts';
import type { Unanswered } from '../protocol.ts';
import { textOf } from './params.ts';

/** The last snapshot of a folder, and what was asked. */
export interface Told {
  readonly live: Live;
  readonly inventory: Inventory;
  readonly wire: WireInventory;
  readonly params: unknown;
}

export interface Asked extends Told {
  /** The credential that `params.credential` names by its id. */
  readonly credential: WireCredential;
}

/** A question about one credential. */
export function aboutCredential(give: (asked: Asked) => object): (told: Told) => object {
  return (told) => {
    const wanted = textOf(told.params, 'credential');
    const credential = told.wire.credentials.find(({ id }) => id === wanted);
    return credential ? give({ ...told, credential }) : unanswered('not-found', 'no such credential in this folder');
  };
}

export function unanswered(why: Unanswered['unanswered'], reason: string): Unanswered {
  return { unanswered: why, reason };
}

/** As `keyturn` says it of questions that make no sense where nobody uses a credential. */
export function nobodyUses(credential: WireCredential): Unanswered {
  return unanswered(
    'not-possible',
    `no consumer of ${credential.name} is known here: look in other repositories and branches`,
  );
}
