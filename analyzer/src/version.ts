/** Which code and which fact tables made a fact: cached facts of another make are not taken. */
import { TOOL } from './wire/version.ts';

/** Set by the build to a digest of the sources; absent when they run unbundled. */
declare const KEYTURN_BUILD: string | undefined;

/** Parts of every cache key. */
export function versionsOfFacts(): readonly string[] {
  return [TOOL.version, typeof KEYTURN_BUILD === 'string' ? KEYTURN_BUILD : 'unbundled'];
}

/** Whether the code is known by a digest; sources that somebody is writing are not. */
export function isBuilt(): boolean {
  return typeof KEYTURN_BUILD === 'string';
}
