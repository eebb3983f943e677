/**
 * Prometheus operator: what scrapes, alerts and remote writes authenticate with. The operator copies the values into a
 * configuration Secret of its own, which the pod gets as a file.
 */
import {
  type FieldRule,
  holdsTechnology,
  type ResourceRule,
  readTechnology,
  type Technology,
} from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

const SCRAPE = 'prometheus-operator-servicemonitor-secret';
const ALERT = 'prometheus-operator-alertmanagerconfig-secret';

/** Certificate authorities and client certificates are read as a whole by their own key. */
const SCRAPES: ResourceRule = { kind: 'service', row: SCRAPE, form: 'config-file' };

/** `secrets` are mounted below /etc/<name>/secrets (monitoring.coreos.com API). */
const MOUNTED: FieldRule = { at: 'spec.secrets', is: 'name', form: 'volume', row: 'k8s-secret-volume' };
const PULL: FieldRule = { at: 'spec.imagePullSecrets', is: 'name', form: 'image-pull', row: 'k8s-image-pull-secrets' };

const PROMETHEUS: ResourceRule = { ...SCRAPES, fields: [MOUNTED, PULL] };

const PROMETHEUS_OPERATOR: Technology = {
  groups: ['monitoring.coreos.com'],
  kinds: {
    ServiceMonitor: SCRAPES,
    PodMonitor: SCRAPES,
    Probe: SCRAPES,
    ScrapeConfig: SCRAPES,
    Prometheus: PROMETHEUS,
    PrometheusAgent: PROMETHEUS,
    ThanosRuler: PROMETHEUS,
    Alertmanager: {
      kind: 'service',
      row: ALERT,
      form: 'config-file',
      fields: [{ at: 'spec.configSecret', is: 'name', row: ALERT, keys: ['alertmanager.yaml'] }, MOUNTED, PULL],
    },
    AlertmanagerConfig: { kind: 'service', row: ALERT, form: 'config-file' },
  },
  otherwise: null,
};

export default defineReader({
  id: 'prometheus-operator',
  reads:
    'Prometheus operator monitors, probes, Prometheus, Alertmanager and AlertmanagerConfig: authentication Secrets',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, PROMETHEUS_OPERATOR),
  read: (unit) => readTechnology(unit.content, PROMETHEUS_OPERATOR),
});
