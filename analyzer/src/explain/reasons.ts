/**
 * Why there is no bound, in words. The model gives codes, alone or by consumer (`orders-api: restart-by-hand, … and 3 more`);
 * here they become phrases, one per code with the consumers it holds for. A reason nobody worded is passed on as it is.
 */

const PHRASE: ReadonlyMap<string, string> = new Map([
  ['action-duration-unknown', 'how long the action takes is not declared'],
  ['artefact-life-unknown', 'how long what was made with the old value lives is not declared'],
  ['changed-by-hand', 'a person or vendor must change it'],
  ['connection-lifetime-unknown', 'how long its connections live is not known'],
  ['connections-never-retired', 'nothing ever retires its connections'],
  ['controller-not-seen', 'the controller that would restart it was not found'],
  ['delay-unknown', 'no documentation says how long it takes'],
  ['dormant', 'it is not running now'],
  ['instance-count-unknown', 'how many instances it runs is not known'],
  ['interval-unknown', 'its interval is not known'],
  ['lease-life-unknown', 'how long its lease lives is not known'],
  ['no-consumer-known', 'no consumer of it is known here'],
  ['no-limit', 'nothing limits how long it takes'],
  ['not-measured', 'it was not measured'],
  ['not-passed-on', 'nothing passes the change on'],
  ['partition-keeps-old', 'a partition keeps old instances running'],
  ['poll-interval-unknown', 'how often it looks is not known'],
  ['reader-not-found', 'what reads the new value was not found'],
  ['rebuild-needed', 'it must be rebuilt and deployed again'],
  ['replaced-on-delete-only', 'its instances are replaced only when somebody deletes them'],
  ['restart-by-hand', 'somebody must restart it'],
  ['rollout-paused', 'its rollout is paused'],
  ['run-time-unknown', 'how long a run takes is not declared'],
  ['schedule-best-effort', 'its schedule promises no punctuality'],
  ['schedule-never-fires', 'its schedule never fires'],
  ['schedule-not-readable', 'its schedule cannot be read'],
  ['schedule-runs-at-boot-only', 'it runs only when its machine starts'],
  ['schedule-time-zone-unknown', 'the time zone of its schedule is not known'],
  ['schedule-unknown', 'its schedule is not known'],
  ['session-effect-unknown', 'whether revoking the old value cuts sessions made with it is not known'],
  ['start-up-unknown', 'how long it takes to start is neither written nor declared'],
  ['start-up-unknown-of-those-before', 'it restarts after others whose start-up time is not known'],
]);

/** Why something is not known or never ends, as a phrase without a full stop, with the consumers it holds for. */
export function sayReason(reason: string | null): string {
  return worded(reason, true);
}

/** The same without the consumers, for a cell. */
export function sayReasonBriefly(reason: string | null): string {
  return worded(reason, false);
}

function worded(reason: string | null, named: boolean): string {
  if (reason === null) return 'no reason was recorded';
  const [, list = reason, rest = ''] = /^(.*?)( and \d+ more)?$/s.exec(reason) ?? [];
  const said = new Map<string, string[]>();
  for (const part of list.split(', ')) {
    const [who, code] = splitAtLast(part, ': ');
    const phrase = PHRASE.get(code);
    if (phrase === undefined) return reason;
    said.set(phrase, [...(said.get(phrase) ?? []), ...(who === null ? [] : [who])]);
  }
  if (!named) return [...said.keys()].join('; ');
  const phrases = [...said].map(([phrase, names]) => (names.length > 0 ? `${phrase} (${names.join(', ')})` : phrase));
  return phrases.join('; ') + rest;
}

function splitAtLast(text: string, separator: string): readonly [before: string | null, after: string] {
  const at = text.lastIndexOf(separator);
  return at < 0 ? [null, text] : [text.slice(0, at), text.slice(at + separator.length)];
}
