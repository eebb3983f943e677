/** Image automation of Flux: registry credentials of an ImageRepository, and the key an ImageUpdateAutomation signs commits with. */
import { holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** https://fluxcd.io/flux/components/image/. No fact row tells how the controllers take a new value. */
const FLUX_IMAGE: Technology = {
  groups: ['image.toolkit.fluxcd.io'],
  kinds: {
    ImageRepository: { kind: 'service', form: 'api', fields: [{ at: 'spec.*', form: 'api', role: 'presents' }] },
    ImageUpdateAutomation: { kind: 'service', form: 'api', fields: [{ at: 'spec.**', form: 'api', role: 'presents' }] },
  },
  otherwise: null,
};

export default defineReader({
  id: 'flux-image',
  reads: 'ImageRepository and ImageUpdateAutomation of Flux: registry credentials and signing keys',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, FLUX_IMAGE),
  read: (unit) => readTechnology(unit.content, FLUX_IMAGE),
});
