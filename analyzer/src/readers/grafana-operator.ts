/**
 * Grafana operator: data sources, contact points and dashboards that take values from Secrets, and the log-in to a Grafana outside.
 * The pods of a Grafana the operator runs are read as a workload.
 */
import { holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

const GRAFANA_OPERATOR: Technology = {
  groups: ['grafana.integreatly.org'],
  kinds: {
    Grafana: {
      kind: 'service',
      fields: [
        { at: 'spec.external.**', role: 'presents' },
        { at: 'spec.**', is: 'ignore' },
      ],
    },
    // grafana-operator, GrafanaServiceAccount: the operator writes each token into a Secret, key `token`.
    // https://grafana.github.io/grafana-operator/docs/serviceaccounts/
    GrafanaServiceAccount: {
      kind: 'service',
      fields: [{ at: 'spec.tokens.secretName', is: 'makes', keys: ['token'] }],
    },
  },
  otherwise: { kind: 'dashboard', row: 'grafana-operator-datasource-secret' },
};

export default defineReader({
  id: 'grafana-operator',
  reads: 'Grafana operator data sources, contact points, dashboards and external Grafanas',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, GRAFANA_OPERATOR),
  read: (unit) => readTechnology(unit.content, GRAFANA_OPERATOR),
});
