/** The placeholders a runbook uses, what each stands for, and those the inventory can fill. Never the value itself. */
import { escapeTerminal } from '../explain/escape.ts';
import { sayIso } from '../explain/words.ts';
import { compareText } from '../model/place.ts';
import type { Phase, Placeholder, Silence } from './plan.ts';
import type { Subject } from './subject.ts';

/** As the kinds table uses them (its header). */
const MEANING: Readonly<Record<string, string>> = {
  NEW: 'the new value: a shell variable filled from the store at run time, never typed and never printed',
  OLD: 'the old value: a shell variable filled from the store at run time, never typed and never printed',
  SECRET: 'the new value, fetched at run time, never typed',
  PRINCIPAL: 'the identity as it is now',
  NEW_PRINCIPAL: 'the identity that replaces it',
  OLD_PRINCIPAL: 'the identity that is replaced',
  OLD_KEY_ID: 'public id of the old key',
  NEW_KEY_ID: 'public id of the new key',
  OLD_VERSION: 'version of the old value in the store',
  NEW_VERSION: 'version of the new value in the store',
  SECRET_PATH: 'where the value lives in the store',
  ROLE: 'the bundle of rights',
  WINDOW: 'the observation window: N of phase 5 at least',
  CONTEXT: 'kubectl context of the cluster (the inventory names none)',
  DRILL_CONTEXT: 'kubectl context of the non-production copy',
  NAMESPACE: 'namespace of the workload: not written in what was read',
  HOST: 'host of what accepts it',
  DB: 'database',
  HOST_PATTERN: 'host part of the account, as the server lists it',
  NEW_CNF: 'option file with the new value, mode 0600',
  NAME: 'name of the object',
  NS: 'namespace of the object',
  DIR: 'an empty folder of yours, mode 0700, deleted afterwards',
  REGISTRY: 'host of the registry',
  PRIVATE_IMAGE: 'an image that only the credential can pull',
  FILE: 'the file that holds it, mode 0600',
  KEY_FILE: 'file of the key, mode 0600',
  SECRET_FILE: 'file of yours with the whole item, mode 0600, deleted afterwards',
  CERT: 'name of the Certificate',
  OPERATOR: 'Deployment of the operator that fills the carrier',
  OPERATOR_NAMESPACE: 'namespace of that operator',
};

/** Set by the commands themselves. */
const OWN_VARIABLES: ReadonlySet<string> = new Set(['ES', 'OWNER', 'POD']);

/** Every placeholder that the phases use, by name. */
export function placeholdersOf(
  subject: Subject,
  silence: Silence,
  phases: readonly Phase[],
  texts: readonly string[],
): readonly Placeholder[] {
  const steps = phases.flatMap(({ groups }) => groups.flatMap((group) => group.steps));
  const ways = phases.flatMap(({ rollback }) => rollback.flatMap(({ says, command }) => [says, command ?? '']));
  const all = [...steps.flatMap(({ does, command, check }) => [does, command ?? '', check ?? '']), ...ways, ...texts];
  const used = new Set(
    all.flatMap((text) => [...text.matchAll(/\$\{?([A-Z][A-Z0-9_]*)\}?/g)].map(([, name]) => name ?? '')),
  );
  return [...used]
    .filter((name) => !OWN_VARIABLES.has(name))
    .sort(compareText)
    .map((name) => ({ name, is: filled(subject, silence, name), says: MEANING[name] ?? contextOf(name) }));
}

function contextOf(name: string): string {
  if (!name.startsWith('CONTEXT_')) return 'fill it in before you start';
  return 'kubectl context of the cluster of that name in keyturn.yaml';
}

function filled({ origin }: Subject, silence: Silence, name: string): string | null {
  if (name === 'WINDOW') return silence.n === null ? null : `N = ${sayIso(silence.n)}`;
  return name === 'SECRET_PATH' && origin !== null ? escapeTerminal(origin.name) : null;
}
