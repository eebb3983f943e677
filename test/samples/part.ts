/** What a credential would show if only some of its consumers existed: the graph of a sample cut down, then the convergence stage itself. */
import { converge } from '../../analyzer/src/convergence/converge.ts';
import { scan } from '../../analyzer/src/index.ts';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import type { Convergence } from '../../analyzer/src/model/timing.ts';

/** `belongs` judges consumer names. */
export async function convergenceOf(
  root: string,
  credential: string,
  belongs: (consumer: string) => boolean,
): Promise<Convergence> {
  const { inventory } = await scan({ root, cache: false });
  const { graph, refresh, configuration } = inventory;
  const kept = graph.paths.filter(({ consumer }) => belongs(graph.consumers.get(consumer)?.name ?? ''));
  const { convergence } = converge({ ...graph, paths: kept }, refresh, loadKnowledge(), configuration);
  const id = [...graph.credentials.values()].find(({ name }) => name === credential)?.id;
  const found = id === undefined ? undefined : convergence.get(id);
  if (!found) throw new Error(`no credential ${credential}`);
  return found;
}
