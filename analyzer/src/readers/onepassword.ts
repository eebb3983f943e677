/**
 * 1Password operator: items that fill a Secret of their name, on their own or through annotations of a workload, and its automatic
 * restarts. The operator may restart by default or by namespace: that is set elsewhere.
 */
import type { DerivationFact, Fact, RestartTriggerFact, StoreFact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import {
  annotationsOf,
  consumerOf,
  type Kinds,
  type KubernetesObject,
  mayHold,
  readObjects,
  secretOf,
} from '../syntax/kubernetes.ts';
import { copied, itemOf } from '../syntax/synced-secret.ts';
import { type Scalar, scalarAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = {
  OnePasswordItem: ['onepassword.com'],
  Deployment: ['apps'],
  StatefulSet: ['apps'],
  DaemonSet: ['apps'],
};

/** 1Password/onepassword-operator, USAGEGUIDE.md. */
const ITEM_PATH = 'operator.1password.io/item-path';
const ITEM_NAME = 'operator.1password.io/item-name';
const AUTO_RESTART = 'operator.1password.io/auto-restart';

export default defineReader({
  id: 'onepassword',
  reads: 'OnePasswordItems, and workloads annotated with an item path or for automatic restart',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) =>
    readObjects(unit.content, KINDS, (object) => ({
      facts: object.kind === 'OnePasswordItem' ? itemFacts(object) : workloadFacts(object),
    })),
});

function itemFacts(object: KubernetesObject): readonly Fact[] {
  const path = scalarAt(object.tree, 'spec', 'itemPath');
  return path?.text ? filled(object, path, object.name) : [];
}

function workloadFacts(object: KubernetesObject): readonly Fact[] {
  const annotation = (name: string) => annotationsOf(object.tree).find(({ key }) => key.text === name);
  const path = annotation(ITEM_PATH)?.value;
  const name = annotation(ITEM_NAME)?.value;
  const restart = annotation(AUTO_RESTART);
  const isOn = restart?.value.kind === 'scalar' && restart.value.text === 'true';
  const item = path?.kind === 'scalar' && name?.kind === 'scalar' ? filled(object, path, name.text) : [];
  return isOn ? [...item, restarts(object, restart.key.span)] : item;
}

const PATH = /^vaults\/(?<vault>[^/]+)\/items\/(?<item>[^/]+)$/;

/** One key of the Secret for each field of the item. */
function filled(object: KubernetesObject, path: Scalar, secret: string): readonly (StoreFact | DerivationFact)[] {
  const { vault, item } = PATH.exec(path.text)?.groups ?? {};
  if (vault === undefined || item === undefined) return [];
  const store = `OnePassword/${vault}`;
  const fact: StoreFact = {
    fact: 'store',
    store,
    namespace: null,
    provider: 'onepassword',
    account: vault,
    at: path.span,
  };
  const row = 'onepassword-polling-interval';
  return [
    fact,
    copied('onepassword-operator', { from: itemOf(store, item), to: secretOf(object, secret), at: path.span, row }),
  ];
}

function restarts(object: KubernetesObject, at: Span): RestartTriggerFact {
  const consumer = consumerOf(object);
  return { fact: 'restart-trigger', consumer, row: 'onepassword-auto-restart', watches: 'references', except: [], at };
}
