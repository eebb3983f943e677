/** Tekton: tasks and runs as jobs with the Secrets of their steps and workspaces, and the log-ins of triggers and resolvers. */
import { holdsTechnology, type ResourceRule, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** Each run makes new pods (tekton.dev, "TaskRuns"). */
const RUN: ResourceRule = {
  kind: 'job',
  freshProcess: true,
  fields: [{ at: 'spec.workspaces.secret', is: 'name', form: 'volume', row: 'k8s-secret-volume' }],
};

const TEKTON: Technology = {
  groups: ['tekton.dev', 'triggers.tekton.dev'],
  kinds: {
    Task: RUN,
    ClusterTask: RUN,
    StepAction: RUN,
    Pipeline: RUN,
    TaskRun: RUN,
    PipelineRun: RUN,
    CustomRun: RUN,
  },
  otherwise: { kind: 'service' },
};

export default defineReader({
  id: 'tekton',
  reads: 'Tekton tasks, pipelines, their runs, and triggers',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, TEKTON),
  read: (unit) => readTechnology(unit.content, TEKTON),
});
