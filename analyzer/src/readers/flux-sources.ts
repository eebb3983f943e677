/**
 * Sources of Flux: the credential each is fetched with, and the keys its content is checked against. Secrets are read at each
 * reconcile and not watched (fact row); how often that is stands in `spec.interval`.
 */
import { holdsTechnology, type ResourceRule, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** https://fluxcd.io/flux/components/source/, "Secret reference", "Cert secret reference", "Proxy secret reference", "Verification". */
const SOURCE: ResourceRule = {
  kind: 'service',
  row: 'flux-source-secretref',
  form: 'api',
  fields: [
    { at: 'spec.verify.secretRef', form: 'api', role: 'accepts', row: 'flux-source-secretref' },
    { at: 'spec.*', form: 'api', role: 'presents', row: 'flux-source-secretref' },
  ],
};

const FLUX_SOURCES: Technology = {
  groups: ['source.toolkit.fluxcd.io'],
  kinds: {
    GitRepository: SOURCE,
    OCIRepository: SOURCE,
    HelmRepository: SOURCE,
    Bucket: SOURCE,
    HelmChart: SOURCE,
  },
  otherwise: null,
};

export default defineReader({
  id: 'flux-sources',
  reads: 'GitRepository, OCIRepository, HelmRepository and Bucket of Flux: credentials they are fetched with',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, FLUX_SOURCES),
  read: (unit) => readTechnology(unit.content, FLUX_SOURCES),
});
