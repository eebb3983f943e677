/** Task definitions of Amazon ECS in JSON: containers with the secrets they start with. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html */
import { ecsContainers } from '../syntax/ecs.ts';
import { baseName } from '../syntax/path.ts';
import { at, scalarAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'ecs-task',
  reads: 'ECS task definitions: secrets, environment, registry credentials',
  syntax: 'yaml',
  accepts: ({ content }) => at(content, 'containerDefinitions')?.kind === 'sequence',
  read({ content, file }, sight) {
    const family = scalarAt(content, 'family');
    const name = family?.text || baseName(file).replace(/\.json$/, '');
    const consumer = { kind: 'ecs-task', namespace: null, name };
    return ecsContainers(consumer, content, (family ?? content).span, sight.look, () => null);
  },
});
