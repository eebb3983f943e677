/**
 * What each hop of a path states about how a new value gets past it. Statements only say what one hop shows; which of them decides is
 * for `decide.ts`.
 */
import type { Knowledge, RefreshRow } from '../knowledge/tables.ts';
import { absent, type Because, type Evidence, joinBecause, seen } from '../model/evidence.ts';
import type { Carrier, Consumer, Delivery, Graph, PropagationPath } from '../model/graph.ts';
import type { DeliveryForm, RefreshMode } from '../model/vocabulary.ts';

export interface Statement {
  readonly mode: RefreshMode;
  readonly because: Because;
  /** Fact row, or `declared:…`, that says so: what makes two paths one refresh mechanism. */
  readonly mechanism: string;
}

/** A fact row as evidence. */
export function cite(row: RefreshRow): Evidence {
  return {
    from: 'default',
    row: row.id,
    says: `${row.setting}: ${row.default}`,
    confidence: 'assumed',
    unverified: row.confidence === 'low',
  };
}

/** Hops before the consumer that stop a value, or lend it: frozen carriers and derivations, leases. A poll or a watch there is only a delay. */
export function upstreamStatements(path: PropagationPath, graph: Graph, knowledge: Knowledge): readonly Statement[] {
  const frozenCarriers = path.carriers.flatMap((id): Statement[] => {
    const frozen = graph.carriers.get(id)?.frozen;
    return frozen ? [{ mode: 'manual', because: frozen.because, mechanism: 'frozen-carrier' }] : [];
  });
  const derivations = path.derivations.flatMap((derivation): Statement[] => {
    if (derivation.frozen !== null) {
      return [{ mode: 'manual', because: derivation.because, mechanism: derivation.row ?? 'frozen-derivation' }];
    }
    const row = derivation.row === null ? undefined : knowledge.refresh.get(derivation.row);
    return row?.stage === 'lease'
      ? [{ mode: 'lease', because: [...derivation.because, cite(row)], mechanism: row.id }]
      : [];
  });
  return [...frozenCarriers, ...derivations];
}

/** How the form alone refreshes, where no fact row of the delivery says it. */
const BY_FORM: Readonly<Record<DeliveryForm, { readonly mode: RefreshMode; readonly says: string }>> = {
  env: { mode: 'startup', says: 'an environment variable is read when the process starts' },
  'env-from': { mode: 'startup', says: 'environment variables are read when the process starts' },
  'env-file': { mode: 'startup', says: 'an env file is read when the process is created' },
  'sub-path': { mode: 'startup', says: 'a sub-path mount never changes under a running container' },
  literal: { mode: 'startup', says: 'the value stands in the definition of the process' },
  'build-arg': { mode: 'build', says: 'a build argument is fixed in what was built' },
  'ci-secret': { mode: 'per-call', says: 'every run is handed the value anew' },
  'image-pull': { mode: 'per-call', says: 'used at the next image pull' },
  volume: { mode: 'unknown', says: 'the file changes; what reads it, and when, was not found' },
  csi: { mode: 'unknown', says: 'the file changes; what reads it, and when, was not found' },
  'config-file': { mode: 'unknown', says: 'what reads the file, and when, was not found' },
  tls: { mode: 'unknown', says: 'what loads the certificate, and when, was not found' },
  api: { mode: 'unknown', says: 'read through the API; when was not found' },
  sdk: { mode: 'unknown', says: 'fetched by a program; when was not found' },
};

/** What the process does with what it is given: declared, started anew for each run, or as its delivery says. */
export function processStatement(path: PropagationPath, consumer: Consumer, knowledge: Knowledge): Statement {
  const declared = consumer.overrides.refresh;
  if (declared) {
    const interval = consumer.overrides.interval?.value;
    return {
      mode: declared.mode,
      because: declared.because,
      mechanism: `declared:${declared.mode}${interval === undefined ? '' : `:${interval}`}`,
    };
  }
  const delivered = deliveryStatement(path.delivery, knowledge);
  if (delivered.mode === 'build' || !consumer.freshProcess || path.delivery.form === 'image-pull') return delivered;
  return freshProcess(consumer, knowledge);
}

function freshProcess(consumer: Consumer, knowledge: Knowledge): Statement {
  const [schedule] = consumer.schedules;
  if (!schedule) {
    return {
      mode: 'per-call',
      because: [seen(consumer.at, 'each run is a new process and reads at its start')],
      mechanism: `run:${consumer.objectKind}`,
    };
  }
  const row = knowledge.refresh.get(schedule.row);
  return {
    mode: 'scheduled',
    because: [seen(schedule.at, `runs at ${schedule.cron} and reads at its start`), ...(row ? [cite(row)] : [])],
    mechanism: schedule.row,
  };
}

/** A mounted file that the kubelet rewrites says nothing about the program that reads it. */
function deliveryStatement(delivery: Delivery, knowledge: Knowledge): Statement {
  const form = BY_FORM[delivery.form];
  const row = delivery.row === null ? undefined : knowledge.refresh.get(delivery.row);
  const place = seen(delivery.at, form.says);
  if (!row) return { mode: form.mode, because: [place], mechanism: `form:${delivery.form}` };
  const mode =
    row.stage === 'node-sync' && form.mode === 'unknown' && row.refreshMode !== 'startup'
      ? 'unknown'
      : (row.refreshMode ?? form.mode);
  return { mode, because: [place, cite(row)], mechanism: row.id };
}

/** What would restart the consumer by itself when this path's value changes, or the absence of any such thing. */
export function restartStatement(
  path: PropagationPath,
  consumer: Consumer,
  graph: Graph,
  knowledge: Knowledge,
): (Statement & { readonly intent: boolean }) | Because {
  const triggers = graph.triggers.filter(
    ({ consumer: id, watches }) => id === consumer.id && path.carriers.some((carrier) => watches.has(carrier)),
  );
  const live = triggers.find((trigger) => knowledge.refresh.get(trigger.row)?.watches !== 'rendered-manifest');
  const deployed = triggers.find((trigger) => trigger !== live);
  const chosen = live ?? (deployed && changesInRepository(path, graph.carriers) ? deployed : undefined);
  if (chosen) {
    const row = knowledge.refresh.get(chosen.row);
    const intent = chosen.controllerSeen === false;
    const missing: Evidence[] =
      intent && row
        ? [
            {
              ...cite(row),
              says: `${row.needsController} was not found in this repository: the annotation is only an intent`,
            } as Evidence,
          ]
        : [];
    return {
      mode: 'restart-on-change',
      because: joinBecause(chosen.because, missing, row ? [cite(row)] : []),
      mechanism: chosen.row,
      intent,
    };
  }
  if (deployed)
    return joinBecause(deployed.because, [
      absent(consumer.at, 'a checksum fires at deploy only: nothing restarts it when the store changes'),
    ]);
  return [absent(consumer.at, 'no restart trigger on the workload or its pod template')];
}

/** The value is changed where a deploy sees it: its origin is written in this repository. */
function changesInRepository(path: PropagationPath, carriers: Graph['carriers']): boolean {
  const origin: Carrier | undefined = carriers.get(path.carriers[0]);
  return path.derivations.length === 0 && origin?.declaredAt != null;
}
