/** What `gate` and `backtest` both take; apart from what reads it, so that help loads nothing heavy. */
export const ROTATION_OPTIONS = {
  evidence: {
    kind: 'texts',
    value: 'FILE',
    says: 'exported evidence; CLUSTER=FILE where the runbook has several clusters; may be repeated',
  },
  published: {
    kind: 'text',
    value: 'TIME',
    says: 'when the new value was published (if not given: the start of the runbook)',
  },
  now: { kind: 'text', value: 'TIME', says: 'the moment that is judged (if not given: the newest in the evidence)' },
  old: { kind: 'texts', value: 'NAME', says: 'the old principal, public key id or version; may be repeated' },
  new: { kind: 'texts', value: 'NAME', says: 'the new principal, public key id or version; may be repeated' },
} as const;

/** The plan that is judged, and evidence without the word before it. */
export const RUNBOOK_OPERAND = {
  name: 'RUNBOOK',
  required: true,
  says: 'a runbook written with --format json; further words are evidence',
  count: [1, 1000],
} as const;
