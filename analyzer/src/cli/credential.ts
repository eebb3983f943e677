/** The one credential a command is about, or a usage error that says what else it could be. Never picks one of several. */
import { findCredential } from '../explain/find.ts';
import type { WireCredential, WireInventory } from '../wire/types.ts';
import { UsageError } from './exit.ts';

/** The credential that `text` names; nearest names are offered where none is. */
export function credentialNamed(inventory: WireInventory, text: string): WireCredential {
  const whole = findCredential(inventory, text);
  // As a narrow table shows it: the end of a long name behind a mark.
  const end = text.slice(text.lastIndexOf('…') + 1);
  const found = 'near' in whole && end !== '' && end !== text ? findCredential(inventory, end) : whole;
  if ('found' in found) return found.found;
  if ('several' in found) {
    throw new UsageError(`${text} is ambiguous: ${found.several.map(({ id }) => id).join(', ')}`);
  }
  const near = found.near.length > 0 ? `; did you mean ${found.near.join(' or ')}?` : '';
  throw new UsageError(`no credential ${text} here (${inventory.credentials.length} known)${near}`);
}

/** The same, for questions that make no sense where nobody uses it. */
export function usedCredentialNamed(inventory: WireInventory, text: string): WireCredential {
  const credential = credentialNamed(inventory, text);
  if (inventory.paths.some((path) => path.credential === credential.id)) return credential;
  throw new UsageError(`no consumer of ${credential.name} is known here: look in other repositories and branches`);
}
