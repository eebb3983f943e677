/**
 * What an Application's destination tells about the units it makes (design, section 4): namespace, environment, and a root that
 * keeps deployments of one folder apart. It only reads names; what a person declares is stronger and joined later.
 */
import type { UnitContext } from '../../model/fact.ts';
import { environmentOfFolders } from '../environment.ts';
import type { Application, Destination } from './objects.ts';

/** Where the objects of `folder` go. `values`: environment that the values files name. */
export function contextOf(
  { destination, file, name }: Application,
  folder: string,
  values: string | null,
): UnitContext {
  const ofFolder = environmentOfFolders(`${folder}/`);
  const cluster = clusterName(destination);
  return {
    // Paths of declared clusters fit a folder that is one environment's, else the file that says who deploys it.
    root: `${ofFolder ? folder : file}/@${cluster === null ? '' : `${cluster}/`}${name}`,
    namespace: destination.namespace,
    environment: environmentOfCluster(cluster) ?? values ?? ofFolder ?? environmentOfFolders(file),
  };
}

/** Argo CD's own cluster, by name and by address: it tells nothing about where Argo CD runs. */
const OWN_CLUSTER = /^(?:in-cluster|https:\/\/kubernetes\.default(?:\.svc(?:\.cluster\.local)?)?(?::443)?\/?)$/;

/** The name of the cluster, or the host of its address; null: Argo CD's own, or not known here. */
export function clusterName({ cluster }: Destination): string | null {
  if (cluster === null || OWN_CLUSTER.test(cluster) || cluster.includes('{{')) return null;
  return cluster.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, '') || null;
}

function environmentOfCluster(cluster: string | null): string | null {
  return cluster === null ? null : environmentOfFolders(`${cluster}/`);
}
