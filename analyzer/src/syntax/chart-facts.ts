/**
 * What the values of a release say about secrets when its chart is not here to be read: well-known shapes, with the release as the
 * consumer. Nothing here is certain but the names: which container gets them, and how, is the chart's business.
 */
import type { CarrierRef, ConsumerFact, Fact, RestartTriggerFact } from '../model/fact.ts';
import { isAppTemplate } from './app-template/objects.ts';
import type { KubernetesObject } from './kubernetes.ts';
import { fillTemplate, type Release } from './release.ts';
import { restartWishes } from './reloader.ts';
import { type ShapedReference, shapedReferences } from './secret-shape.ts';
import { objectConsumer, shapedDelivery } from './shaped-delivery.ts';
import { numberAt } from './tree.ts';

/**
 * Deliveries and restart wishes of the values, with the release itself as consumer; `others`: deliveries that are already known. A
 * release of app-template has consumers of its own, so it speaks only for what is left of it.
 */
export function releaseFacts(
  object: KubernetesObject,
  release: Release,
  others: readonly Fact[] = [],
): readonly Fact[] {
  const consumer = releaseConsumer(object, release);
  if (isAppTemplate(release)) return others.length > 0 ? [consumer, ...others] : [];
  const deliveries = shapedReferences(release.values)
    .filter(({ output, type }) => !output && type === 'kubernetes-secret')
    .map((reference) => shapedDelivery(consumer.consumer, filled(reference, release), 'env'));
  return [consumer, ...others, ...deliveries, ...restarts(consumer, release)];
}

function filled(reference: ShapedReference, release: Release): ShapedReference {
  return { ...reference, name: fillTemplate(reference.name, release) };
}

/** The chart's name stands among the images: it tells which controller the release deploys (`knowledge/controllers.yaml`). */
function releaseConsumer(object: KubernetesObject, release: Release): ConsumerFact {
  const { chart, namespace, values } = release;
  const replicas = numberAt(values, 'replicaCount') ?? numberAt(values, 'replicas');
  const isCount = replicas !== null && Number.isSafeInteger(replicas) && replicas >= 0;
  const isRunners = chart?.text.endsWith('gha-runner-scale-set') ?? false;
  return {
    ...objectConsumer(object, isRunners ? 'worker' : 'service', namespace),
    application: release.fullName,
    instances: isCount ? { min: replicas, max: replicas, declared: true } : { min: 1, max: null, declared: false },
    dormant: replicas === 0 ? 'replicas 0' : null,
    images: chart ? [{ container: null, image: `chart:${chart.text}`, at: chart.span }] : [],
  };
}

function restarts({ consumer }: ConsumerFact, { values }: Release): readonly RestartTriggerFact[] {
  return restartWishes(values).map(({ row, watches, at }) => ({
    fact: 'restart-trigger',
    consumer,
    row,
    watches: watches
      ? watches.names.map((name): CarrierRef => ({ type: watches.type, scope: consumer.namespace, name, key: null }))
      : 'references',
    except: [],
    at: at.span,
  }));
}
