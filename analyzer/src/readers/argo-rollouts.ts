/**
 * Analyses of Argo Rollouts, and Argo CD as its operator describes it: Secrets their controllers read through the API. Rollouts
 * themselves are workloads and read as such.
 */
import { holdsTechnology, type ResourceRule, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** Each measurement asks anew (argo-rollouts, "Analysis & Progressive Delivery"). */
const ANALYSIS: ResourceRule = {
  kind: 'job',
  freshProcess: true,
  fields: [{ at: 'spec.args.valueFrom.secretKeyRef', form: 'api' }],
};

const CONTROLLERS: Technology = {
  groups: ['argoproj.io'],
  kinds: {
    AnalysisTemplate: ANALYSIS,
    ClusterAnalysisTemplate: ANALYSIS,
    AnalysisRun: ANALYSIS,
    ArgoCD: { kind: 'service' },
  },
  otherwise: null,
};

export default defineReader({
  id: 'argo-rollouts',
  reads: 'Analysis templates of Argo Rollouts, and ArgoCD objects of the Argo CD operator',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, CONTROLLERS),
  read: (unit) => readTechnology(unit.content, CONTROLLERS),
});
