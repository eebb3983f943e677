/** OpenShift: builds with the Secrets they pull, push and are triggered with, and certificates of routes. */
import { holdsTechnology, type ResourceRule, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** docs.openshift.com, "Build inputs"; each build is a new pod. */
const BUILD: ResourceRule = {
  kind: 'build',
  freshProcess: true,
  fields: [
    { at: 'spec.source.sourceSecret', is: 'name', role: 'presents' },
    { at: 'spec.source.secrets.secret', is: 'name', form: 'volume' },
    { at: 'spec.output.pushSecret', is: 'name', role: 'presents' },
    { at: 'spec.strategy.*.pullSecret', is: 'name', form: 'image-pull', role: 'presents' },
    { at: 'spec.triggers.*.secretReference', is: 'name', role: 'accepts', keys: ['WebHookSecretKey'] },
  ],
};

const OPENSHIFT: Technology = {
  groups: ['build.openshift.io', 'route.openshift.io'],
  kinds: {
    BuildConfig: BUILD,
    Build: BUILD,
    Route: {
      kind: 'service',
      fields: [{ at: 'spec.tls.externalCertificate', is: 'name', form: 'tls', keys: ['tls.key'] }],
    },
  },
  otherwise: null,
};

export default defineReader({
  id: 'openshift',
  reads: 'OpenShift BuildConfigs and Routes: source, push, pull and webhook Secrets, certificates',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, OPENSHIFT),
  read: (unit) => readTechnology(unit.content, OPENSHIFT),
});
