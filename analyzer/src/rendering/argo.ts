/**
 * Argo CD: Applications, and the ApplicationSets and charts that make them, become the objects they deploy, where they deploy them.
 * A chart or an overlay that an Application deploys is deployed by it, and not once more on its own.
 */
import { renderArgo } from './argo/render.ts';
import { argoRoots } from './argo/starts.ts';
import { defineRenderer } from './contract.ts';

export default defineRenderer({
  id: 'argo',
  joins: 'Argo CD Applications and ApplicationSets with the charts, overlays and folders they deploy',
  takesIn: ['helm', 'kustomize'],
  roots: argoRoots,
  render: renderArgo,
});
