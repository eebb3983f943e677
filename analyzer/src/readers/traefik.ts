/** Traefik custom resources: certificates of routes and stores, basic-auth files of middlewares, certificates shown to backends. */
import { type FieldRule, holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

const TLS: Pick<FieldRule, 'is' | 'form' | 'keys'> = {
  is: 'name',
  form: 'tls',
  keys: ['tls.key'],
};

/** doc.traefik.io, "Kubernetes CRD". */
const TRAEFIK: Technology = {
  groups: ['traefik.io', 'traefik.containo.us'],
  kinds: {
    IngressRoute: { kind: 'service', fields: [{ at: 'spec.tls.secretName', ...TLS }] },
    IngressRouteTCP: { kind: 'service', fields: [{ at: 'spec.tls.secretName', ...TLS }] },
    TLSStore: {
      kind: 'service',
      fields: [
        { at: 'spec.defaultCertificate.secretName', ...TLS },
        { at: 'spec.certificates.secretName', ...TLS },
      ],
    },
    TLSOption: {
      kind: 'service',
      fields: [{ at: 'spec.clientAuth.secretNames', is: 'name', form: 'tls', keys: ['tls.ca'] }],
    },
    Middleware: {
      kind: 'service',
      fields: [
        { at: 'spec.basicAuth.secret', is: 'name', role: 'accepts' },
        { at: 'spec.digestAuth.secret', is: 'name', role: 'accepts' },
        { at: 'spec.forwardAuth.tls.certSecret', ...TLS, role: 'presents' },
        { at: 'spec.forwardAuth.tls.caSecret', is: 'name', form: 'tls', keys: ['ca.crt'] },
      ],
    },
    ServersTransport: {
      kind: 'service',
      fields: [
        { at: 'spec.certificatesSecrets', ...TLS, role: 'presents' },
        { at: 'spec.rootCAsSecrets', is: 'name', form: 'tls', keys: ['ca.crt'] },
      ],
    },
  },
  otherwise: { kind: 'service' },
};

export default defineReader({
  id: 'traefik',
  reads: 'Traefik routes, stores, middlewares and transports: certificates and authentication Secrets',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, TRAEFIK),
  read: (unit) => readTechnology(unit.content, TRAEFIK),
});
