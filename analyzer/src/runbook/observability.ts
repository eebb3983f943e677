/**
 * How one can see that a consumer uses the new value: directly (it says so), inferred (its age or its runs say so), or not at
 * all; and whether what the dependency sees can be told to be its doing. First row that fits decides.
 */
import type { PlannedConsumer } from './plan.ts';
import { isScheduled, type Subject, type User } from './subject.ts';

type Seen = Pick<PlannedConsumer, 'observability' | 'seenBy' | 'attributable'>;

interface Row {
  readonly holds: (user: User) => boolean;
  readonly observability: 'direct' | 'inferred' | 'none';
  readonly seenBy: string;
}

const ROWS: readonly Row[] = [
  {
    holds: ({ consumer }) => consumer.observability === 'direct',
    observability: 'direct',
    seenBy: 'it reports the version it loaded',
  },
  { holds: ({ outside }) => outside, observability: 'none', seenBy: 'only the word of its owner' },
  { holds: isScheduled, observability: 'inferred', seenBy: 'a run that succeeded and started after the value arrived' },
  {
    holds: ({ consumer }) => consumer.freshProcess === true,
    observability: 'inferred',
    seenBy: 'each use is a process of its own: one that started after the value arrived',
  },
  {
    holds: ({ deciding }) => RESTARTS.has(deciding.refresh.mode),
    observability: 'inferred',
    seenBy: 'its age: started after the value arrived',
  },
  {
    holds: ({ consumer }) => consumer.observability === 'inferred',
    observability: 'inferred',
    seenBy: 'evidence named in the inventory',
  },
];

const RESTARTS: ReadonlySet<string> = new Set(['startup', 'restart-on-change', 'build']);

/** What can be seen of one consumer. */
export function observabilityOf(subject: Subject, user: User): Seen {
  const row = ROWS.find(({ holds }) => holds(user));
  return {
    observability: row?.observability ?? 'none',
    seenBy: row?.seenBy ?? 'nothing it says: a process that reloads looks as before; add secret_version_loaded',
    attributable: attributable(subject, user),
  };
}

function attributable({ view, credential, users }: Subject, { consumer }: User): Seen['attributable'] {
  if (users.length === 1) return 'yes';
  const findings = view.findings.get(credential.id) ?? [];
  const blind = findings.some(
    (finding) => finding.rule === 'unattributable-consumer' && finding.consumer === consumer.id,
  );
  return blind ? 'no' : 'not established';
}
