/**
 * Notifications of Flux: the token a Receiver checks webhooks with, and what a Provider sends with. Both are read at each event
 * (fact rows), so a new value is used at once; who sends to a Receiver is not told here.
 */
import { holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** https://fluxcd.io/flux/components/notification/receivers/#secret-reference, …/providers/#secret-reference */
const FLUX_NOTIFICATION: Technology = {
  groups: ['notification.toolkit.fluxcd.io'],
  kinds: {
    Receiver: {
      kind: 'service',
      fields: [{ at: 'spec.secretRef', form: 'api', role: 'accepts', row: 'flux-receiver-token', keys: ['token'] }],
    },
    Provider: {
      kind: 'service',
      row: 'flux-provider-secret',
      form: 'api',
      fields: [{ at: 'spec.*', form: 'api', role: 'presents', row: 'flux-provider-secret' }],
    },
  },
  otherwise: null,
};

export default defineReader({
  id: 'flux-notification',
  reads: 'Receivers and Providers of Flux: webhook tokens and what notifications are sent with',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, FLUX_NOTIFICATION),
  read: (unit) => readTechnology(unit.content, FLUX_NOTIFICATION),
});
