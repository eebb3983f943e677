/** Istio: certificates of Gateways and client certificates of DestinationRules, which the proxies get over SDS. */
import { holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

const ROW = 'istio-gateway-credential';

/** networking.istio.io API: ServerTLSSettings and ClientTLSSettings; the Secret is in the namespace of the gateway's pods. */
const ISTIO: Technology = {
  groups: ['networking.istio.io'],
  kinds: {
    Gateway: {
      kind: 'service',
      fields: [
        {
          at: 'spec.servers.tls.credentialName',
          is: 'name',
          form: 'tls',
          row: ROW,
          keys: ['tls.key'],
        },
        {
          at: 'spec.servers.tls.credentialNames',
          is: 'name',
          form: 'tls',
          row: ROW,
          keys: ['tls.key'],
        },
      ],
    },
    DestinationRule: {
      kind: 'service',
      fields: [
        {
          at: 'spec.trafficPolicy.tls.credentialName',
          is: 'name',
          form: 'tls',
          row: ROW,
          keys: ['tls.key'],
          role: 'presents',
        },
      ],
    },
  },
  otherwise: null,
};

export default defineReader({
  id: 'istio',
  reads: 'Istio Gateways and DestinationRules: certificates by credentialName',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, ISTIO),
  read: (unit) => readTechnology(unit.content, ISTIO),
});
