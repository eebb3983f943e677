/**
 * Secrets that Argo CD finds by their label: repositories, credential templates, clusters. Argo CD itself presents what is in
 * them, through the Kubernetes API. https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
 */
import type { ConsumerFact, DeliveryFact, Fact } from '../model/fact.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects, secretOf } from '../syntax/kubernetes.ts';
import { objectConsumer } from '../syntax/shaped-delivery.ts';
import { at, entriesAt, itemsAt, type Scalar, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

interface Form {
  readonly groups: readonly string[];
  /** Where the metadata of the Secret to be is written. */
  readonly metadata: readonly string[];
  /** Where its name is written, if not as the object's own. */
  readonly name: readonly string[];
}

/** Objects that are a Secret or become one under the labels they name. */
const FORMS: Readonly<Record<string, Form>> = {
  Secret: { groups: [''], metadata: ['metadata'], name: [] },
  SealedSecret: { groups: ['bitnami.com'], metadata: ['spec', 'template', 'metadata'], name: [] },
  ExternalSecret: {
    groups: ['external-secrets.io'],
    metadata: ['spec', 'target', 'template', 'metadata'],
    name: ['spec', 'target', 'name'],
  },
};

const KINDS: Kinds = Object.fromEntries(Object.entries(FORMS).map(([kind, { groups }]) => [kind, groups]));

export default defineReader({
  id: 'argo-cd-secret',
  reads: 'Secrets labelled as repository, repo-creds or cluster of Argo CD, which presents them',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: factsOf(object) })),
});

const LABEL = 'argocd.argoproj.io/secret-type';

const REPOSITORY = [
  'password',
  'sshPrivateKey',
  'tlsClientCertKey',
  'githubAppPrivateKey',
  'bearerToken',
  'gcpServiceAccountKey',
];

/** Keys that hold the credential, by the label's value; every other key is an address or a setting. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  repository: REPOSITORY,
  'repo-creds': REPOSITORY,
  'repository-write': REPOSITORY,
  'repo-write-creds': REPOSITORY,
  cluster: ['config'],
};

function factsOf(object: KubernetesObject): readonly Fact[] {
  const form = FORMS[object.kind];
  const label = form ? scalarAt(object.tree, ...form.metadata, 'labels', LABEL) : null;
  const known = label && Object.hasOwn(KEYS, label.text) ? KEYS[label.text] : undefined;
  if (!form || !label || !known) return [];
  const name = textAt(object.tree, ...form.name) || object.name;
  const written = keysIn(object.tree).filter((key) => known.includes(key.text));
  // Where no key is written (a whole item is fetched) the label is all that tells.
  const used = written.length > 0 ? written : [null];
  return [argoCd(object), ...used.map((key) => delivery(object, name, key, label))];
}

/** Keys that the object writes out, of a Secret, a SealedSecret or an ExternalSecret. */
function keysIn(tree: Tree): readonly Scalar[] {
  const sections = [
    at(tree, 'data'),
    at(tree, 'stringData'),
    at(tree, 'spec', 'encryptedData'),
    at(tree, 'spec', 'template', 'data'),
    at(tree, 'spec', 'target', 'template', 'data'),
  ];
  const keys = sections.flatMap((section) => entriesAt(section).map(({ key }) => key));
  const fetched = itemsAt(tree, 'spec', 'data').flatMap((item) => scalarAt(item, 'secretKey') ?? []);
  return [...new Map([...keys, ...fetched].map((key) => [key.text, key])).values()];
}

/** All of Argo CD in the namespace is one consumer: which of its parts asks for the Secret is no business of the label. */
function argoCd(object: KubernetesObject): ConsumerFact {
  const { consumer, ...rest } = objectConsumer(object, 'service');
  return { ...rest, consumer: { ...consumer, kind: 'ArgoCD', name: 'argocd' }, application: 'argocd' };
}

function delivery(object: KubernetesObject, name: string, key: Scalar | null, label: Scalar): DeliveryFact {
  return {
    fact: 'delivery',
    consumer: { kind: 'ArgoCD', namespace: object.namespace, name: 'argocd' },
    container: null,
    from: secretOf(object, name, key?.text ?? null),
    form: 'api',
    variable: null,
    path: null,
    optional: false,
    role: 'presents',
    row: null,
    value: null,
    at: (key ?? label).span,
  };
}
