/** Short forms of credentials, consumers and findings for lists in an editor; all wording comes from `explain/`. */
import {
  consumersOf,
  countModes,
  credentialLabel,
  nextStep,
  pathsOf,
  type Span,
  sayInstances,
  sayTimes,
  sayTotal,
  type WireConsumer,
  type WireCredential,
  type WireEvidence,
  type WireFinding,
} from '../../analyzer/src/index.ts';
import type { Context } from './context.ts';
import type { Folder } from './folders.ts';
import type { ConsumerSummary, CredentialSummary, FindingSummary, Location } from './protocol.ts';
import { rulePage } from './requests/diagnostics.ts';
import type { Snapshot } from './snapshot.ts';

export function credentialSummary(
  context: Context,
  folder: Folder,
  { view, wire }: Snapshot,
  credential: WireCredential,
): CredentialSummary {
  const consumers = consumersOf(view, credential);
  const described = consumers.flatMap((id) => view.consumers.get(id) ?? []);
  const dependency = wire.dependencies.find(({ id }) => id === credential.dependency);
  const { scopeRadius: scope, rolloutRadius: rollout, convergence } = credential;
  const findings = view.findings.get(credential.id) ?? [];
  const count = (severity: WireFinding['severity']) => findings.filter((one) => one.severity === severity).length;
  return {
    id: credential.id,
    name: credential.name,
    label: credentialLabel(view, credential),
    kind: credential.kind,
    difficulty: credential.difficulty,
    scope: { score: scope.score, band: scope.band },
    rollout: { score: rollout.score, band: rollout.band },
    environments: credential.environments,
    owners: credential.owners,
    dependency: dependency?.name ?? null,
    acceptance: dependency?.acceptance ?? null,
    verdict: credential.revocation.verdict,
    consumers,
    unowned: described.filter(({ owner }) => owner === null).length,
    saidInstances: sayTotal(described),
    paths: pathsOf(view, credential).length,
    refresh: countModes(view, credential),
    settles: convergence.automatic.settled.bound,
    saidSettles: sayTimes(convergence.automatic.settled),
    neverWithoutAction: convergence.neverWithoutAction,
    findings: { error: count('error'), warning: count('warning'), note: count('note') },
    nextStep: nextStep(view, credential),
    location: firstLocation(context, folder, placesOf(view, credential)),
  };
}

/** Its own carriers first, then whatever speaks of it. */
function placesOf(view: Snapshot['view'], credential: WireCredential): readonly WireEvidence[] {
  const carriers = credential.carriers.flatMap((id) => view.carriers.get(id) ?? []);
  const declared = carriers.filter((carrier) => carrier.declared !== false);
  return [...declared, ...carriers].flatMap(({ because }) => because).concat(credential.because ?? []);
}

export function consumerSummary(context: Context, folder: Folder, consumer: WireConsumer): ConsumerSummary {
  const { id, name, kind, environment, owner, dormant, because } = consumer;
  const location = firstLocation(context, folder, because);
  return { id, name, kind, environment, owner, saidInstances: sayInstances(consumer.instances), dormant, location };
}

export function findingSummary(
  context: Context,
  folder: Folder,
  { view }: Snapshot,
  finding: WireFinding,
): FindingSummary {
  const { rule, severity, confidence, message, credential, consumer } = finding;
  const owner = view.consumers.get(consumer ?? '')?.owner;
  const credentialOwners = view.inventory.credentials.find(({ id }) => id === credential)?.owners ?? [];
  return {
    rule,
    severity,
    confidence,
    message,
    location: context.convert.evidence(folder, finding.place),
    related: finding.related.map((evidence) => context.convert.reason(folder, evidence)),
    credential,
    consumer,
    owners: owner ? [owner] : credentialOwners,
    page: rulePage(rule) ?? '',
  };
}

export function firstLocation(context: Context, folder: Folder, because: readonly WireEvidence[]): Location | null {
  for (const evidence of because) {
    const location = context.convert.evidence(folder, evidence);
    if (location) return location;
  }
  return null;
}

/** Replaces every span in an answer of the other thread by a place of the editor. */
export function located(context: Context, folder: Folder, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => located(context, folder, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) =>
      name === 'location' && isSpan(item)
        ? [name, context.convert.location(folder, item)]
        : [name, located(context, folder, item)],
    ),
  );
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'file' in value && 'line' in value && 'endLine' in value;
}
