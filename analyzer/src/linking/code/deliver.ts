/** Where a value comes from that no manifest delivers: the env file beside the code, the store it asks, a file, or whoever starts it. */
import type { CarrierRef, CodeSource, DeliveryFact, ReadFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group.ts';
import type { DeliveryForm } from '../../model/vocabulary.ts';
import type { ResolvedDelivery } from '../deliveries.ts';
import type { PlacedFacts } from '../place.ts';
import type { Resolver } from '../resolve.ts';
import { join, parent } from './files.ts';
import type { Running } from './running.ts';

const FORMS: Readonly<Record<CodeSource['kind'], DeliveryForm>> = { env: 'env', store: 'sdk', file: 'config-file' };

/** Env files that tools load without being told, the most specific last (dotenv-flow, Next.js, Vite, Rails). */
const LOADED = ['.env', '.env.local', '.env.development', '.env.production'];

export interface CodeDelivery {
  (read: ReadFact, one: Running): ResolvedDelivery;
  /** Whether an env file beside the code has the variable. */
  hasFile(read: ReadFact, one: Running): boolean;
}

/** Makes the delivery of a read. */
export function createCodeDelivery(facts: PlacedFacts, resolver: Resolver): CodeDelivery {
  const variables = groupBy(
    facts.carrier.filter(({ fact }) => fact.carrier.type === 'env-file').map(({ fact }) => fact.carrier),
    ({ key }) => key ?? '',
  );

  /** The nearest env file above the code that has the variable; else the environment the process is started with. */
  function variable(name: string, { folder, consumer }: Running): CarrierRef {
    const files = new Set((variables.get(name) ?? []).map((carrier) => carrier.name));
    for (let at = folder; files.size > 0; at = parent(at)) {
      const file = LOADED.map((base) => join(at, base)).find((path) => files.has(path));
      if (file) return { type: 'env-file', scope: null, name: file, key: name };
      if (at === '') break;
    }
    // What Compose itself is started with is not what its containers have: only what is written reaches them.
    const own = consumer.kind === 'compose-service' ? `compose:${join(consumer.namespace ?? '', consumer.name)}` : null;
    const scope = own ?? consumer.namespace ?? consumer.name;
    return { type: 'environment', scope, name, key: null };
  }

  function origin(source: CodeSource, one: Running): CarrierRef {
    if (source.kind === 'env') return variable(source.name, one);
    return source.kind === 'store' ? source.carrier : { type: 'file', scope: null, name: source.path, key: null };
  }

  const deliver = (read: ReadFact, one: Running): ResolvedDelivery => {
    const { source, at, moment, optional, role } = read;
    const from = origin(source, one);
    const fact: DeliveryFact = {
      fact: 'delivery',
      consumer: one.consumer,
      container: one.scope.container,
      from,
      form: source.kind === 'env' && moment === 'build' ? 'build-arg' : FORMS[source.kind],
      variable: source.kind === 'env' ? source.name : null,
      path: source.kind === 'file' ? source.path : null,
      optional,
      role,
      row: null,
      value: null,
      at,
    };
    const { address } = resolver.resolve(from, one.place);
    return { fact, place: one.place, address, because: one.scope.because };
  };
  const hasFile = ({ source }: ReadFact, one: Running) =>
    source.kind === 'env' && variable(source.name, one).type === 'env-file';
  return Object.assign(deliver, { hasFile });
}
