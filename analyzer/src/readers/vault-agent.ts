/**
 * Vault Agent injector: annotations of a pod template that put secrets into files of every container. Whether the agent keeps them up
 * to date, and whether a command tells the process, is told by annotations as well; a secret with a lease looks like any other here.
 */
import type { DeliveryFact, Fact, RestartTriggerFact, StoreFact } from '../model/fact.ts';
import { annotationsOf, consumerOf } from '../syntax/kubernetes.ts';
import { mayHoldWorkload, readWorkloads, type Workload } from '../syntax/kubernetes-pod.ts';
import { itemOf } from '../syntax/synced-secret.ts';
import type { Entry } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const PREFIX = 'vault.hashicorp.com/';

export default defineReader({
  id: 'vault-agent',
  reads: 'Vault Agent injector annotations: injected files, pre-populate-only, commands',
  syntax: 'yaml',
  accepts: (unit) => mayHoldWorkload(unit.content),
  read: (unit) => readWorkloads(unit.content, (workload) => ({ facts: factsOf(workload) })),
});

type Annotations = ReadonlyMap<string, Entry & { readonly text: string }>;

function factsOf(workload: Workload): readonly Fact[] {
  const annotations: Annotations = new Map(
    annotationsOf(workload.template).flatMap((entry) =>
      entry.key.text.startsWith(PREFIX) && entry.value.kind === 'scalar'
        ? [[entry.key.text.slice(PREFIX.length), { ...entry, text: entry.value.text }] as const]
        : [],
    ),
  );
  if (annotations.get('agent-inject')?.text !== 'true') return [];
  const files = injected(workload, annotations);
  return files.length > 0 ? [store(workload, annotations), ...files, ...commands(workload, annotations)] : [];
}

function storeOfPod(workload: Workload): string {
  return `VaultAgent/${workload.kind}/${workload.name}`;
}

/** hashicorp/vault-k8s, agent-inject/agent/annotations.go: the server is the injector's own where none is written. */
function store(workload: Workload, annotations: Annotations): StoreFact {
  const parts = [annotations.get('service')?.text, annotations.get('namespace')?.text].filter(Boolean);
  return {
    fact: 'store',
    store: storeOfPod(workload),
    namespace: workload.namespace,
    provider: 'vault',
    account: parts.length > 0 ? parts.join('/') : 'injector',
    at: workload.at,
  };
}

const INJECT = 'agent-inject-secret-';

function injected(workload: Workload, annotations: Annotations): readonly DeliveryFact[] {
  const once = annotations.get('agent-pre-populate-only')?.text === 'true';
  const folder = annotations.get('secret-volume-path')?.text ?? '/vault/secrets';
  return [...annotations].flatMap(([name, { text, key }]): readonly DeliveryFact[] => {
    if (!name.startsWith(INJECT) || text === '') return [];
    const id = name.slice(INJECT.length);
    const file = annotations.get(`agent-inject-file-${id}`)?.text ?? id;
    const delivery: DeliveryFact = {
      fact: 'delivery',
      consumer: consumerOf(workload),
      container: null,
      // Version 2 of the key-value engine has `data` behind the mount; a path for people has not.
      from: itemOf(storeOfPod(workload), text.replace(/^([^/]+)\/data\//, '$1/')),
      form: 'volume',
      variable: null,
      path: `${folder}/${file}`,
      optional: false,
      role: null,
      row: once ? 'vault-agent-pre-populate-only' : 'vault-agent-static-render',
      value: null,
      at: key.span,
    };
    return [delivery];
  });
}

/** A command runs in the agent's container after each rendering: the usual place for a reload signal. */
function commands(workload: Workload, annotations: Annotations): readonly RestartTriggerFact[] {
  return [...annotations].flatMap(([name, { text, key }]): readonly RestartTriggerFact[] => {
    const id = name.startsWith('agent-inject-command-') ? name.slice('agent-inject-command-'.length) : null;
    const item = id === null ? undefined : annotations.get(`${INJECT}${id}`)?.text;
    if (item === undefined || text === '') return [];
    const watches = [itemOf(storeOfPod(workload), item.replace(/^([^/]+)\/data\//, '$1/'))];
    const consumer = consumerOf(workload);
    return [
      { fact: 'restart-trigger', consumer, row: 'vault-agent-inject-command', watches, except: [], at: key.span },
    ];
  });
}
