/**
 * What a person types to write the new value where it begins, by the place that holds it. The kind's row says when; this says how,
 * where the row cannot know. Values come from `$NEW` on standard input or from a file, never as an argument.
 */
import { escapeShell } from '../explain/escape.ts';
import { type Draft, step } from './steps.ts';
import type { Subject } from './subject.ts';

interface Row {
  /** Start of the carrier's id. */
  readonly of: string;
  readonly does: string;
  readonly command: (name: string) => string;
  readonly check: string;
}

const ROWS: readonly Row[] = [
  {
    // https://cli.github.com/manual/gh_secret_set
    of: 'carrier:ci:',
    does: 'Write it as the CI secret, with --env or --org where it lives there',
    command: (name) => `printf '%s' "$NEW" | gh secret set ${name}`,
    check: 'gh secret list shows that it was updated now; runs that started before keep the old value',
  },
  {
    // https://docs.aws.amazon.com/cli/latest/reference/secretsmanager/put-secret-value.html
    of: 'carrier:aws-sm:',
    does: 'Write the whole item as its new current version',
    command: (name) => `aws secretsmanager put-secret-value --secret-id ${name} --secret-string "file://$SECRET_FILE"`,
    check: 'aws secretsmanager list-secret-version-ids names the new version AWSCURRENT and the old one AWSPREVIOUS',
  },
];

/** The steps of publication with the command where the place is known: in the step that says where to write, else in one more. */
export function written({ origin }: Subject, steps: readonly Draft[]): readonly Draft[] {
  const row = ROWS.find(({ of }) => origin?.id.startsWith(of));
  if (row === undefined || origin === null) return steps;
  const typed = { command: row.command(escapeShell(origin.name)), check: row.check };
  const at = steps.findIndex(({ does, command }) => command === null && does.includes('SECRET_PATH'));
  if (at < 0) return [...steps, step(row.does, typed)];
  return steps.map((one, place) => (place === at ? { ...one, ...typed, missing: null } : one));
}
