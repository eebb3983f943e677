/**
 * What each hop of a path says about the refresh mode: the derivations and carriers on the way, then the delivery into the process.
 * A hop speaks for itself; weighing them against each other is the business of `decide.ts`.
 */
import { type Because, joinBecause, seen } from '../model/evidence.ts';
import type { Carrier, Consumer, Derivation, PropagationPath } from '../model/graph.ts';
import { type DeliveryForm, REFRESH_MODES, type RefreshMode } from '../model/vocabulary.ts';
import type { Behaviour, BehaviourOf } from './behaviour.ts';

/** One hop's word: the mode, what decides it, and why. */
export interface Statement {
  readonly mode: RefreshMode;
  readonly mechanism: string;
  readonly because: Because;
}

interface Form {
  /** Mode where no row tells more. */
  readonly mode: RefreshMode;
  readonly says: string;
  /** A file that may be rewritten under the process: what counts is a reader, which the delivery cannot name. */
  readonly file: boolean;
}

/** Forms without a row (design, section 5). */
const FORMS: Readonly<Record<DeliveryForm, Form>> = {
  env: { mode: 'startup', says: 'the environment of a running process never changes', file: false },
  'env-from': { mode: 'startup', says: 'the environment of a running process never changes', file: false },
  'env-file': { mode: 'startup', says: 'an env file is read when the process is created', file: false },
  'sub-path': { mode: 'startup', says: 'a sub-path mount is never rewritten in a running container', file: false },
  literal: { mode: 'startup', says: 'a value written here is read when the process is created', file: false },
  'ci-secret': { mode: 'startup', says: 'a run gets its secrets when it starts', file: false },
  'build-arg': { mode: 'build', says: 'a build argument is part of the image', file: false },
  'image-pull': { mode: 'per-call', says: 'asked for at the next image pull', file: false },
  volume: {
    mode: 'unknown',
    says: 'a mounted file: nothing here tells whether the process reads it again',
    file: true,
  },
  csi: { mode: 'unknown', says: 'a mounted file: nothing here tells whether the process reads it again', file: true },
  tls: { mode: 'unknown', says: 'a certificate: nothing here tells when it is read again', file: true },
  'config-file': {
    mode: 'unknown',
    says: 'a configuration file: nothing here tells when it is read again',
    file: true,
  },
  sdk: { mode: 'unknown', says: 'fetched by code that was not read', file: false },
  api: { mode: 'unknown', says: 'read through the Kubernetes API by a controller that no fact row names', file: false },
};

/** People and shipped programs take a new value only when somebody acts, however they hold it. */
const BY_KIND: Readonly<Partial<Record<Consumer['kind'], { readonly mode: RefreshMode; readonly says: string }>>> = {
  person: { mode: 'manual', says: 'a person keeps a copy until somebody hands over the new value' },
  vendor: { mode: 'manual', says: 'a vendor keeps a copy until it changes it on its side' },
  client: { mode: 'build', says: 'a shipped client keeps what it was built with' },
};

/** Modes of a delivery that hold for every reader, so that an unknown one does not matter. */
export const WHATEVER_READS: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['startup', 'manual', 'build']);

/** How the value enters the process. */
export function deliveryStatement(path: PropagationPath, consumer: Consumer, behaviourOf: BehaviourOf): Statement {
  const { delivery } = path;
  const behaviour = behaviourOf(delivery.row);
  const form = FORMS[delivery.form];
  if (behaviour?.mode && delivery.row !== null) {
    const rewritten = form.file && isTransport(behaviour) && !WHATEVER_READS.has(behaviour.mode);
    const mode = rewritten ? 'unknown' : behaviour.mode;
    const says = rewritten ? form.says : `delivered as ${delivery.form}`;
    return { mode, mechanism: delivery.row, because: [seen(delivery.at, says), behaviour.evidence] };
  }
  return byKind(path, consumer) ?? byForm(path, consumer);
}

/** The row is about the way to the file, not about its reader. */
function isTransport({ stage }: Behaviour): boolean {
  return stage === 'node-sync' || stage === 'store-sync';
}

function byKind({ delivery }: PropagationPath, consumer: Consumer): Statement | null {
  const kind = BY_KIND[consumer.kind];
  if (!kind) return null;
  const because = joinBecause(consumer.because, [seen(delivery.at, kind.says, 'inferred')]);
  return { mode: kind.mode, mechanism: `kind:${consumer.kind}`, because };
}

function byForm({ delivery, because }: PropagationPath, consumer: Consumer): Statement {
  const { mode, says } = FORMS[delivery.form];
  const mechanism = `form:${delivery.form}`;
  // What a person declared without a refresh mode has no delivery anybody has seen.
  if (consumer.objectKind === 'declared') return { mode: 'unknown', mechanism: 'declared:unknown', because };
  return { mode, mechanism, because: [seen(delivery.at, says, 'inferred')] };
}

/**
 * Hops before the process that change what the process can do: frozen ones, and rows that pass a change on only at a build, a
 * restart or a re-issue. Polls, watchers and schedules on the way are delays, not modes; they are left out.
 */
export function upstreamStatements(
  path: PropagationPath,
  carriers: ReadonlyMap<string, Carrier>,
  behaviourOf: BehaviourOf,
): readonly Statement[] {
  return [
    ...path.derivations.flatMap((derivation) => derivationStatement(derivation, behaviourOf) ?? []),
    ...path.carriers.flatMap((id) => carrierStatement(carriers.get(id)) ?? []),
  ];
}

const MORE_THAN_A_DELAY: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['manual', 'build', 'startup', 'lease']);

function derivationStatement(derivation: Derivation, behaviourOf: BehaviourOf): Statement | null {
  const { row, interval, frozen, by, because } = derivation;
  const behaviour = behaviourOf(row);
  if (frozen !== null) {
    const mechanism = row !== null && behaviour?.mode === 'manual' ? row : `frozen:${by}`;
    const [first] = because;
    const says = `passes no change on: ${frozen}`;
    return { mode: 'manual', mechanism, because: joinBecause([{ ...first, says }], because) };
  }
  const mode = interval === null ? behaviour?.mode : behaviour?.whenSet;
  if (!behaviour || !mode || row === null || !MORE_THAN_A_DELAY.has(mode)) return null;
  return { mode, mechanism: row, because: joinBecause(because, [behaviour.evidence]) };
}

function carrierStatement(carrier: Carrier | undefined): Statement | null {
  if (!carrier?.frozen) return null;
  const isKubernetes = carrier.type === 'kubernetes-secret' || carrier.type === 'config-map';
  const mechanism = isKubernetes ? 'k8s-secret-immutable' : `frozen:${carrier.type}`;
  return { mode: 'manual', mechanism, because: carrier.frozen.because };
}

/** The least cooperative of them; the first of equals. */
export function leastCooperative(first: Statement, ...rest: readonly Statement[]): Statement {
  return rest.reduce((least, statement) => (rank(statement) < rank(least) ? statement : least), first);
}

function rank({ mode }: Statement): number {
  return REFRESH_MODES.indexOf(mode);
}
