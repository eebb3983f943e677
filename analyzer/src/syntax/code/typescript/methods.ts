/** When a method of a class runs: its decorators, its class's, its name; a table each. */
import type { ReadMoment } from '../../../model/fact.ts';
import type { SourceModule } from './module.ts';
import { child, children, dotted, identifier, keyName, type SyntaxNode } from './node.ts';

export interface MethodMoment {
  readonly moment: ReadMoment;
  readonly says: string;
  /** The call of the decorator that decides; null: none does. */
  readonly decorator: SyntaxNode | null;
  /** Nothing else can change it. */
  readonly certain: boolean;
  /** Only its class can call it. */
  readonly hidden: boolean;
}

interface Row {
  readonly matches: RegExp;
  readonly moment: ReadMoment;
  readonly says: string;
}

/** Decorators of a method (NestJS, routing-controllers, type-graphql). */
const METHOD_DECORATORS: readonly Row[] = [
  { matches: /^(?:Cron|Timeout|Scheduled)$/, moment: 'job', says: 'inside the scheduled method %' },
  { matches: /^Interval$/, moment: 'timer', says: 'inside the timer %' },
  {
    matches: /^(?:Process|OnQueueEvent|OnWorkerEvent|RabbitSubscribe|RabbitRPC|SqsMessageHandler)$/,
    moment: 'job',
    says: 'inside the queue task %',
  },
  {
    matches:
      /^(?:Get|Post|Put|Patch|Delete|Head|Options|All|Sse|Query|Mutation|ResolveField|FieldResolver|Subscription|MessagePattern|EventPattern|SubscribeMessage|GrpcMethod|OnEvent)$/,
    moment: 'per-call',
    says: 'inside the handler %',
  },
];
/** Names that frameworks call. */
const METHOD_NAMES: readonly Row[] = [
  { matches: /^constructor$/, moment: 'construction', says: 'in the constructor of @' },
  { matches: /^(?:onModuleInit|onApplicationBootstrap|onInit|afterInit)$/, moment: 'start-up', says: 'inside % of @' },
];
/** Decorators and base classes that make every method a task. */
const TASK_CLASSES = /^(?:Processor|WorkerHost)$/;

/** What a method says about itself. */
export function methodMoment(module: SourceModule, method: SyntaxNode): MethodMoment {
  const around = classOf(module, method);
  const name = keyName(method) ?? '…';
  const hidden = method.accessibility === 'private' || child(method, 'key')?.type === 'PrivateIdentifier';
  const byName = METHOD_NAMES.find(({ matches }) => matches.test(name));
  const row =
    byName ??
    METHOD_DECORATORS.find(({ matches }) => decoratorsOf(method).some((decorator) => matches.test(decorator)));
  const decorator = row && !byName ? child(children(method, 'decorators')[0], 'expression') : null;
  if (row)
    return {
      moment: row.moment,
      says: row.says.replace('%', name).replace('@', around.name),
      certain: true,
      decorator,
      hidden,
    };
  const isTask = [...decoratorsOf(around.node), dotted(child(around.node, 'superClass'))].some((one) =>
    TASK_CLASSES.test(one),
  );
  if (isTask && /^(?:process|handle)$/.test(name))
    return { moment: 'job', says: `inside the queue task ${around.name}`, certain: true, decorator, hidden };
  return { moment: 'per-call', says: `inside the method ${name} of ${around.name}`, certain: false, decorator, hidden };
}

/** Names of the decorators on a class or a method. */
export function decoratorsOf(node: SyntaxNode): readonly string[] {
  return children(node, 'decorators').map((decorator) => {
    const expression = child(decorator, 'expression');
    return dotted(expression?.type === 'CallExpression' ? child(expression, 'callee') : expression);
  });
}

/** The class around a member, and what it is called. */
export function classOf(
  module: SourceModule,
  member: SyntaxNode,
): { readonly node: SyntaxNode; readonly name: string } {
  let node = module.parentOf(member);
  while (node && node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') node = module.parentOf(node);
  return node ? { node, name: identifier(child(node, 'id')) ?? 'a class' } : { node: member, name: 'a class' };
}
