/**
 * A reference found by its shape as the fact it is: one place where the delivery forms of pods get their rows. It never says how an
 * unknown reader refreshes.
 */
import type { ConsumerFact, DeliveryFact } from '../model/fact.ts';
import type { ConsumerKind, DeliveryForm } from '../model/vocabulary.ts';
import type { KubernetesObject } from './kubernetes.ts';
import type { ShapedReference } from './secret-shape.ts';

/** Rows of forms that mean the same in every pod; a reference without a form has none. */
const ROWS: Readonly<Partial<Record<DeliveryForm, string>>> = {
  env: 'k8s-secret-env-var',
  'env-from': 'k8s-secret-envfrom',
  volume: 'k8s-secret-volume',
  'sub-path': 'k8s-secret-subpath',
  'image-pull': 'k8s-image-pull-secrets',
};

/** The delivery to `consumer`; `otherwise`: the form where the shape does not tell. */
export function shapedDelivery(
  consumer: DeliveryFact['consumer'],
  reference: ShapedReference,
  otherwise: DeliveryForm,
): DeliveryFact {
  const { type, name, key, namespace, form, variable, path, optional } = reference;
  return {
    fact: 'delivery',
    consumer,
    container: null,
    from: { type, scope: namespace ?? consumer.namespace, name: name.text, key },
    form: form ?? otherwise,
    variable,
    path,
    optional,
    role: form === 'image-pull' ? 'presents' : null,
    row: reference.row ?? (form === null ? null : (ROWS[form] ?? null)),
    value: null,
    at: name.span,
  };
}

/** A consumer that is an object an operator or a chart acts on: what runs for it is not in the object. */
export function objectConsumer(
  object: KubernetesObject,
  kind: ConsumerKind,
  namespace: string | null = object.namespace,
): ConsumerFact {
  return {
    fact: 'consumer',
    consumer: { kind: object.kind, namespace, name: object.name },
    kind,
    application: null,
    instances: { min: 1, max: 1, declared: false },
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
