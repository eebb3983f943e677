/**
 * AWS CloudTrail events, as log files (`Records`) and as `lookup-events` answers: calls by key. Key ids are compared and
 * forgotten; refused keys do not show there at all (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html).
 */
import { defineEvidence, type Sort, unusable } from '../contract.ts';
import { isObject, listAt, textAt } from '../json.ts';
import { earliest, latest, momentOf } from '../moments.ts';
import type { LoginSeen } from '../observation.ts';

export default defineEvidence({
  id: 'cloudtrail',
  shows: 'each call with its key, from where',
  export:
    'aws cloudtrail lookup-events --start-time "$START" --end-time "$END" (without a filter: an empty answer has no moment)',
  form: 'json',
  accepts: (json) =>
    eventsOf(json).some((event) => textAt(event, 'eventName') !== null && isObject(event.userIdentity)),
  read(json, sort) {
    if (textAt(json, 'NextToken') !== null) return unusable('it is one page of a longer answer (NextToken)');
    const logins = eventsOf(json).flatMap((event) => loginOf(event, sort));
    const [from, to] = [earliest(logins.map(({ at }) => at)), latest(logins.map(({ at }) => at))];
    return {
      observations: logins,
      covers: from === null || to === null ? [] : [{ of: 'logins', from, to }],
      problems: [],
    };
  },
});

interface Event {
  readonly [key: string]: unknown;
}

function eventsOf(json: unknown): readonly Event[] {
  const looked = listAt(json, 'Events').map((one) => parsed(textAt(one, 'CloudTrailEvent')));
  return [...listAt(json, 'Records'), ...looked, ...(Array.isArray(json) ? json : [])].filter(isObject);
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    // SyntaxError: an event that was cut tells nothing.
    return null;
  }
}

function loginOf(event: Event, sort: Sort): readonly LoginSeen[] {
  const at = momentOf(textAt(event, 'eventTime'));
  const key = textAt(event, 'userIdentity', 'accessKeyId') ?? textAt(event, 'userIdentity', 'userName');
  if (at === null || key === null) return [];
  const party = { cluster: null, namespace: null, name: null, address: textAt(event, 'sourceIPAddress') };
  return [{ is: 'login', at, party, side: sort(key), accepted: true, count: 1 }];
}
