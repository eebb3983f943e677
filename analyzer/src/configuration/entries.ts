/** The shapes of the entries of `keyturn.yaml`: one table each, in the order people write them. The meaning of a key is its `about`. */
import type {
  CarrierMatch,
  ClusterDeclaration,
  ConsumerDeclaration,
  CredentialDeclaration,
  DependencyDeclaration,
  IgnoreDeclaration,
  OverrideDeclaration,
  OwnerDeclaration,
  TechnologyDeclaration,
} from '../model/configuration.ts';
import { ACCEPTANCES, CONSUMER_KINDS, PRIVILEGES, REFRESH_MODES, ROLES } from '../model/vocabulary.ts';
import { optional, otherwise, record, required } from './mapping.ts';
import { file, globs } from './paths.ts';
import { cron, date, duration, fieldPath, numberBetween, oneOf, parallelism, text, wholeNumber } from './scalars.ts';
import { checked, declared, list, type Shape } from './shape.ts';

export const cluster: Shape<ClusterDeclaration> = declared(
  record('a cluster with a name', {
    name: required(text, 'How identity scopes and tables name it.'),
    environment: optional(text, 'Environment of everything deployed there.'),
    region: optional(text, 'Region it stands in.'),
    paths: otherwise([], globs, 'Manifests deployed there, as globs relative to this file.'),
    controllers: otherwise(
      [],
      list(text),
      'Controllers that run there although no manifest here shows them: reloader.',
    ),
    nodes: optional(wholeNumber(1), 'Nodes: the instances of a DaemonSet.'),
  }),
);

/** What each qualifier of a carrier needs beside it. */
const QUALIFIES: ReadonlyArray<readonly [keyof CarrierMatch, ReadonlyArray<keyof CarrierMatch>]> = [
  ['store', ['item']],
  ['property', ['item']],
  ['namespace', ['secret']],
  ['key', ['secret', 'file']],
];
const SUBJECTS = ['id', 'item', 'secret', 'file'] as const;

function complainOfMatch(match: CarrierMatch): string | null {
  if (SUBJECTS.filter((subject) => match[subject] !== null).length !== 1)
    return 'exactly one of id, item (with store), secret, file';
  const stray = QUALIFIES.find(([name, needs]) => match[name] !== null && needs.every((need) => match[need] === null));
  return stray ? `${stray[1].join(' or ')} beside ${stray[0]}` : null;
}

export const carrierMatch: Shape<CarrierMatch> = checked(
  record('a carrier: { store, item }, { secret }, { file } or { id }', {
    id: optional(text, 'Id of a credential or a carrier, as the inventory prints it.'),
    store: optional(text, 'Provider of the item: aws-sm, vault, gcp-sm.'),
    item: optional(text, 'Path or name of the item in its store.'),
    property: optional(text, 'Property of the item; left out: every secret-valued one.'),
    secret: optional(text, 'Name of a Kubernetes Secret.'),
    namespace: optional(text, 'Namespace of the Secret; left out: any.'),
    key: optional(text, 'Key of the Secret, or variable of the file; left out: every secret-valued one.'),
    file: optional(file, 'Path of an env file or other file, relative to this file.'),
  }),
  complainOfMatch,
  { oneOf: SUBJECTS.map((subject) => ({ required: [subject] })) },
);

const dependency: Shape<DependencyDeclaration> = record('a dependency with a name', {
  name: required(text, 'What accepts the credential.'),
  behind: optional(text, 'Name of the dependency it stands behind: a proxy or pooler.'),
  acceptance: optional(oneOf(ACCEPTANCES), 'How it lets old and new coexist, where it differs from its kind.'),
  slots: optional(wholeNumber(1), 'Values valid at once.'),
  connectionLimit: optional(wholeNumber(1), 'Most connections it takes.'),
});

export const credential: Shape<CredentialDeclaration> = declared(
  record('a credential with a match', {
    match: required(carrierMatch, 'The carrier by which it is known.'),
    name: optional(text, 'What people call it.'),
    aliases: otherwise([], list(carrierMatch), 'Other carriers of the same credential.'),
    kind: optional(text, 'Row of the kinds table: postgresql-password.'),
    dependency: optional(dependency, 'What accepts it.'),
    privilege: optional(oneOf(PRIVILEGES), 'The most it may do.'),
    data: optional(oneOf(['customer', 'payment', 'derived', 'internal']), 'The most sensitive data it can reach.'),
    lastRotated: optional(date, 'Day of the last rotation.'),
    cadence: optional(duration, 'How often it is to be rotated.'),
    overlapWindow: optional(duration, 'How long old and new are both accepted in a rotation.'),
    reason: optional(text, 'Why this overrides what was found.'),
  }),
);

export const action = declared(
  record('an action: { does, takes }', {
    does: required(text, 'What somebody does so that the consumer takes the new value.'),
    takes: optional(duration, 'How long that takes, from the arrival of the value on.'),
    parallel: otherwise('all' as const, parallelism, 'How many instances at a time.'),
    contact: optional(text, 'Whom to ask for it.'),
  }),
);

/** What can be said of any consumer, seen or unseen. */
const behaviour = {
  role: optional(oneOf(ROLES), 'Whether it presents the credential, accepts it, or both.'),
  refresh: optional(oneOf(REFRESH_MODES), 'How it comes to use a new value while it runs.'),
  interval: optional(duration, 'Poll: how often it looks.'),
  jitter: optional(numberBetween(0, 1), 'Added share of the interval, at random.'),
  connectionLifetime: optional(duration, 'Longest life of one of its connections.'),
  connections: optional(wholeNumber(0), 'Connections one instance holds.'),
  startup: optional(duration, 'Longest time a new instance takes to be ready.'),
  instances: optional(wholeNumber(0), 'Most instances at once.'),
  run: optional(duration, 'Longest run of a job.'),
  schedule: optional(cron, 'When it runs.'),
  timeZone: optional(text, 'IANA time zone of the schedule; left out: UTC.'),
  action: optional(action, 'How somebody makes it take the new value.'),
  owner: optional(text, 'Team that answers for it.'),
};

export const consumer: Shape<ConsumerDeclaration> = declared(
  record('a consumer with name, kind and uses', {
    name: required(text, 'What people call it.'),
    kind: required(oneOf(CONSUMER_KINDS), 'What it is.'),
    uses: required(
      checked(list(text), (uses) => (uses.length === 0 ? 'at least one credential' : null), { minItems: 1 }),
      'Credentials it holds, by name or id.',
    ),
    ...behaviour,
    environment: optional(text, 'Environment it runs in.'),
    cluster: optional(text, 'Cluster it runs in.'),
    lastVerified: optional(date, 'Day on which somebody last checked this entry.'),
    expires: optional(date, 'Day from which this entry is stale.'),
  }),
);

export const override: Shape<OverrideDeclaration> = declared(
  record('an override with a consumer', {
    consumer: required(text, 'Glob over namespace/Kind/name, Kind/name or the name.'),
    ...behaviour,
    reason: optional(text, 'How you know.'),
  }),
);

export const owner: Shape<OwnerDeclaration> = declared(
  record('an owner with paths', {
    paths: required(globs, 'What belongs to it, as globs relative to this file.'),
    owner: required(text, 'Team.'),
    parent: optional(text, 'Team it is part of.'),
  }),
);

export const ignored: Shape<IgnoreDeclaration> = declared(
  record('a finding to ignore, with rule and reason', {
    rule: required(text, 'Id of the rule.'),
    credential: optional(text, 'Glob over the name or id of the credential; left out: any.'),
    consumer: optional(text, 'Glob over the name or id of the consumer; left out: any.'),
    reason: required(text, 'Why this is fine here.'),
    expires: optional(date, 'Day from which it counts again.'),
  }),
);

const code = record('a call: { call, refresh }', {
  call: required(text, 'The call that fetches a secret, as written: Vaulty.get.'),
  argument: otherwise(0, wholeNumber(0), 'Which argument names the secret, from 0.'),
  refresh: required(oneOf(REFRESH_MODES), 'How a new value is used after it.'),
  interval: optional(duration, 'Poll: how often it looks.'),
});

const resource = record('a resource: { kind, fills }', {
  kind: required(text, 'Kind of the custom resource.'),
  fills: required(fieldPath, 'Where it names the Secret it fills: $.spec.target.'),
  from: optional(fieldPath, 'Where it names the item it reads: $.spec.item.'),
  every: optional(fieldPath, 'Where it states its interval: $.spec.interval.'),
});

export const technology: Shape<TechnologyDeclaration> = declared(
  checked(
    record('a technology: { id, code } or { id, resource }', {
      id: required(text, 'How evidence names it.'),
      code: optional(code, 'A call in code that fetches a secret.'),
      resource: optional(resource, 'A custom resource that fills a Secret.'),
    }),
    (technology) => (technology.code === null && technology.resource === null ? 'code or resource, or both' : null),
    { anyOf: [{ required: ['code'] }, { required: ['resource'] }] },
  ),
);
