/** What every request is answered from: documents, folders and places, as they stand at that moment. It decides nothing. */
import type { Converter } from './convert.ts';
import type { Documents } from './documents.ts';
import type { Folders } from './folders.ts';
import type { Resolved } from './settings.ts';

/** What the client said it can do, as far as answers depend on it. */
export interface ClientAbilities {
  /** Hovers as Markdown. */
  readonly markdown: boolean;
  /** Edits with annotations, so that a rename is previewed. */
  readonly annotations: boolean;
  /** Edits that create files. */
  readonly createFiles: boolean;
  readonly pullDiagnostics: boolean;
  readonly relatedPlaces: boolean;
  readonly rulePages: boolean;
  /** Commands that the client runs itself. */
  readonly commands: ReadonlySet<string>;
}

export interface Context {
  readonly documents: Documents;
  readonly folders: Folders;
  readonly convert: Converter;
  readonly settings: () => Resolved;
  readonly client: () => ClientAbilities;
}
