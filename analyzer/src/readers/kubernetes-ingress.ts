/**
 * Ingress objects as consumers: the certificate of each `tls` entry, and Secrets that annotations of ingress-nginx name.
 * It never says which controller serves them: that is not in the object.
 */
import type { ConsumerFact, DeliveryFact, Fact } from '../model/fact.ts';
import type { Role } from '../model/vocabulary.ts';
import {
  annotationsOf,
  consumerOf,
  type Kinds,
  type KubernetesObject,
  mayHold,
  readObjects,
  secretOf,
} from '../syntax/kubernetes.ts';
import { itemsAt, type Scalar, scalarAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { Ingress: ['networking.k8s.io', 'extensions'] };

export default defineReader({
  id: 'kubernetes-ingress',
  reads: 'Ingress certificates and authentication Secrets',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) =>
    readObjects(unit.content, KINDS, (object) => {
      const deliveries = [...certificates(object), ...annotated(object)];
      return { facts: deliveries.length > 0 ? [ingress(object), ...deliveries] : ([] satisfies Fact[]) };
    }),
});

/** An Ingress is served by controllers that stand elsewhere: at least one. */
function ingress(object: KubernetesObject): ConsumerFact {
  return {
    fact: 'consumer',
    consumer: consumerOf(object),
    kind: 'service',
    application: null,
    instances: { min: 1, max: null, declared: false },
    schedules: [],
    dormant: null,
    freshProcess: false,
    lifecycle: null,
    images: [],
    serviceAccount: null,
    owner: null,
    at: object.at,
  };
}

/** The secret part of a `kubernetes.io/tls` Secret is its private key. */
function certificates(object: KubernetesObject): readonly DeliveryFact[] {
  return itemsAt(object.tree, 'spec', 'tls').flatMap((entry) => {
    const name = scalarAt(entry, 'secretName');
    return name?.text ? [delivery(object, name, name.text, { key: 'tls.key', form: 'tls', role: null })] : [];
  });
}

/** kubernetes.github.io/ingress-nginx, "Annotations": a Secret, as `name` or `namespace/name`. */
const ANNOTATIONS: Readonly<Record<string, { key: string | null; role: Role }>> = {
  // The htpasswd file that visitors are checked against.
  'nginx.ingress.kubernetes.io/auth-secret': { key: null, role: 'accepts' },
  // The CA that client certificates are checked against.
  'nginx.ingress.kubernetes.io/auth-tls-secret': { key: 'ca.crt', role: 'accepts' },
  // The client certificate the proxy shows to the backend.
  'nginx.ingress.kubernetes.io/proxy-ssl-secret': { key: 'tls.key', role: 'presents' },
};

function annotated(object: KubernetesObject): readonly DeliveryFact[] {
  return annotationsOf(object.tree).flatMap(({ key, value }) => {
    const meaning = Object.hasOwn(ANNOTATIONS, key.text) ? ANNOTATIONS[key.text] : undefined;
    if (!meaning || value.kind !== 'scalar' || !value.text) return [];
    const [name, namespace] = value.text.split('/').reverse();
    const owner = namespace ? { ...object, namespace } : object;
    const found = delivery(object, value, name ?? '', { ...meaning, form: 'api' });
    return name ? [{ ...found, from: secretOf(owner, name, meaning.key) }] : [];
  });
}

function delivery(
  object: KubernetesObject,
  place: Scalar,
  name: string,
  how: { readonly key: string | null; readonly form: DeliveryFact['form']; readonly role: Role | null },
): DeliveryFact {
  return {
    fact: 'delivery',
    consumer: consumerOf(object),
    container: null,
    from: secretOf(object, name, how.key),
    form: how.form,
    variable: null,
    path: null,
    optional: false,
    role: how.role,
    row: null,
    value: null,
    at: place.span,
  };
}
