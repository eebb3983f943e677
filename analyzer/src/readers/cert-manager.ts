/**
 * cert-manager: Certificates as the makers of their Secrets, Issuers as consumers of what they sign and prove themselves with. The
 * private key of a Certificate is born in its Secret, so nothing stands before it; a renewal is not a hop of a rotation.
 */
import { type FieldRule, holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

const CHALLENGE = 'cert-manager-dns01-solver-secret';
const TLS_KEYS: readonly string[] = ['tls.key', 'tls.crt', 'ca.crt'];

/** cert-manager.io/v1 API: IssuerSpec. */
const ISSUER: readonly FieldRule[] = [
  { at: 'spec.acme.solvers.**', row: CHALLENGE, role: 'presents' },
  { at: 'spec.acme.privateKeySecretRef', is: 'name', keys: ['tls.key'], role: 'presents', madeIfMissing: true },
  { at: 'spec.acme.externalAccountBinding.**', role: 'both' },
  { at: 'spec.ca.secretName', is: 'name', form: 'api', keys: ['tls.key'], role: 'both' },
  { at: 'spec.**', role: 'presents' },
];

const CERT_MANAGER: Technology = {
  groups: ['cert-manager.io', 'certmanager.k8s.io'],
  kinds: {
    Certificate: {
      kind: 'service',
      fields: [
        { at: 'spec.secretName', is: 'makes', keys: TLS_KEYS },
        { at: 'spec.keystores.**', role: 'presents' },
      ],
    },
    Issuer: { kind: 'service', fields: ISSUER, row: 'cert-manager-issuer-secret' },
    ClusterIssuer: { kind: 'service', fields: ISSUER, row: 'cert-manager-issuer-secret' },
  },
  otherwise: null,
};

export default defineReader({
  id: 'cert-manager',
  reads: 'cert-manager Certificates, Issuers and ClusterIssuers: signing keys, ACME accounts, solver tokens',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, CERT_MANAGER),
  read: (unit) => readTechnology(unit.content, CERT_MANAGER),
});
