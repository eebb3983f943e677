/**
 * Gateway API: certificates of Gateway listeners, with the row of the implementation where the class names it, and the policies of
 * Envoy Gateway. Which controller serves a class stands in its GatewayClass; a class of another name gets no row.
 */
import type { Fact } from '../model/fact.ts';
import { type FieldRule, holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const LISTENERS: readonly FieldRule[] = [
  { at: 'spec.listeners.tls.certificateRefs', is: 'name', form: 'tls', keys: ['tls.key'] },
  { at: 'spec.backendTLS.clientCertificateRef', is: 'name', form: 'tls', keys: ['tls.key'], role: 'presents' },
  { at: 'spec.tls.backend.clientCertificateRef', is: 'name', form: 'tls', keys: ['tls.key'], role: 'presents' },
  // Certificate authorities are ConfigMaps by default.
  { at: 'spec.**', is: 'ignore' },
];

const GATEWAY_API: Technology = {
  groups: ['gateway.networking.k8s.io', 'gateway.networking.x-k8s.io'],
  kinds: {
    Gateway: { kind: 'service', fields: LISTENERS },
    ListenerSet: { kind: 'service', fields: LISTENERS },
    XListenerSet: { kind: 'service', fields: LISTENERS },
  },
  otherwise: null,
};

const ENVOY_GATEWAY: Technology = {
  groups: ['gateway.envoyproxy.io'],
  kinds: {
    SecurityPolicy: {
      kind: 'service',
      row: 'envoy-gateway-secret',
      fields: [
        { at: 'spec.basicAuth.users', is: 'name', role: 'accepts', keys: ['.htpasswd'] },
        { at: 'spec.apiKeyAuth.credentialRefs', is: 'name', role: 'accepts' },
        { at: 'spec.oidc.clientSecret', is: 'name', role: 'presents', keys: ['client-secret'] },
      ],
    },
  },
  otherwise: { kind: 'service', row: 'envoy-gateway-secret' },
};

const TECHNOLOGIES: readonly Technology[] = [GATEWAY_API, ENVOY_GATEWAY];

export default defineReader({
  id: 'gateway-api',
  reads: 'Gateway API listeners and Envoy Gateway policies: certificates, client secrets, basic-auth files',
  syntax: 'yaml',
  accepts: (unit) => TECHNOLOGIES.some((technology) => holdsTechnology(unit.content, technology)),
  read: (unit) => {
    const readings = TECHNOLOGIES.map((technology) => readTechnology(unit.content, technology));
    return {
      facts: readings.flatMap(({ facts }) => facts.map((fact) => withClassRow(fact, unit.content))),
      notes: readings.flatMap(({ notes }) => notes),
    };
  },
});

/** Part of a class name → row: implementations are called by their product in the class people make for them. */
const CLASSES: ReadonlyArray<readonly [RegExp, string]> = [
  [/envoy|^eg$/, 'envoy-gateway-secret'],
  [/traefik/, 'traefik-gateway-secret'],
  [/istio/, 'istio-gateway-credential'],
];

function withClassRow(fact: Fact, tree: Tree): Fact {
  if (fact.fact !== 'delivery' || fact.row !== null) return fact;
  const name = textAt(tree, 'spec', 'gatewayClassName')?.toLowerCase() ?? '';
  return { ...fact, row: CLASSES.find(([part]) => part.test(name))?.[1] ?? null };
}
