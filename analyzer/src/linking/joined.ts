/** Origins that are one credential, before anything is known of its uses. */
import type { CredentialDeclaration } from '../model/configuration.ts';
import type { Because } from '../model/evidence.ts';
import type { Address } from './address.ts';
import type { Origin } from './members.ts';

/** A credential before its consumers are known. */
export interface Joined {
  /** Without the leading word: the id of its first origin. */
  readonly key: string;
  readonly origins: readonly Origin[];
  readonly holders: readonly Address[];
  readonly declarations: readonly CredentialDeclaration[];
  readonly slots: number;
  readonly because: Because;
}
