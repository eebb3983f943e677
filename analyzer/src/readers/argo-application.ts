/**
 * Argo CD Applications whose chart is not in the repository: what their inline values name by shape, with the release as consumer. It
 * never reads a chart: what an Application deploys from this repository is rendered before any reader sees it.
 */
import { releaseFacts } from '../syntax/chart-facts.ts';
import { type Kinds, mayHold, readObjects } from '../syntax/kubernetes.ts';
import { releaseOf } from '../syntax/release.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { Application: ['argoproj.io'] };

export default defineReader({
  id: 'argo-application',
  reads: 'Argo CD Applications of charts that are elsewhere: secrets that their values name by shape',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) =>
    readObjects(unit.content, KINDS, (object) => {
      const release = releaseOf(object.tree);
      return { facts: release ? releaseFacts(object, release) : [] };
    }),
});
