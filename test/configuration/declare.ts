/** Reads keyturn.yaml texts for the tests of this folder, and says errors as a person would see them. */
import { parseConfiguration, readConfiguration } from '../../analyzer/src/configuration/read.ts';

/** One root file. */
export function declare(text: string) {
  return readConfiguration([parseConfiguration({ path: 'keyturn.yaml', folder: '' }, text)]);
}

/** `line:column message`, one per error. */
export function complaints(text: string): readonly string[] {
  return declare(text).errors.map(({ at, message }) => `${at.line}:${at.column} ${message}`);
}
