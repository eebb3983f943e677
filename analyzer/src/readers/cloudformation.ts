/**
 * CloudFormation and SAM templates: functions and ECS tasks with the secrets their deployment gives them, and every other resource that
 * takes one in. A resource keeps what the last deployment resolved.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
import type { ConsumerRef, Fact, Note, Schedule } from '../model/fact.ts';
import { eventBridgeSchedule } from '../syntax/calendar-event.ts';
import { amazonSecretNamed, takenBy } from '../syntax/cloud-secret.ts';
import { pathOf } from '../syntax/docker-build.ts';
import { referencesIn } from '../syntax/dynamic-reference.ts';
import { ecsContainers, type Refer } from '../syntax/ecs.ts';
import { narrow } from '../syntax/line-index.ts';
import { folderOf } from '../syntax/path.ts';
import {
  buildFact,
  consumerFact,
  deliveryFact,
  folderNamespace,
  literalFacts,
  platformVariable,
  processUse,
  scheduleOf,
} from '../syntax/platform-app.ts';
import { at, type Entry, entriesAt, itemsAt, type Scalar, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'cloudformation',
  reads: 'CloudFormation and SAM: functions, ECS tasks, schedules, resolved secrets of any resource',
  syntax: 'yaml',
  accepts: ({ content }) =>
    entriesAt(content, 'Resources').some(({ value }) => /^AWS::/.test(textAt(value, 'Type') ?? '')),
  read({ content, file }, sight) {
    const template: Template = { file, tree: content, sight, notes: [], refer: (tree) => referTo(content, tree) };
    const facts = entriesAt(content, 'Resources').flatMap((entry) => readResource(template, entry));
    return { facts, notes: template.notes };
  },
});

interface Template {
  readonly file: string;
  readonly tree: Tree;
  readonly sight: Sight;
  readonly notes: Note[];
  readonly refer: Refer;
}

/** `!Ref X`, `!Sub '${X}:key::'`, and their long forms, where X is a secret of this template. */
function referTo(template: Tree, tree: Tree): ReturnType<Refer> {
  const written = scalarAt(tree) ?? scalarAt(tree, 'Ref') ?? scalarAt(tree, 'Fn::Sub');
  if (!written) return null;
  const short = tree.kind === 'scalar' && tree.tag === null;
  const [, logical = '', key] = /^(?:\$\{)?(\w+)\}?(?::([\w-]*)::?)?$/.exec(written.text) ?? [];
  const resource = short ? null : at(template, 'Resources', logical);
  if (textAt(resource, 'Type') !== 'AWS::SecretsManager::Secret') return null;
  return amazonSecretNamed(textAt(resource, 'Properties', 'Name') ?? logical, key || null, written.span);
}

function readResource(template: Template, { key, value }: Entry): readonly Fact[] {
  const type = textAt(value, 'Type') ?? '';
  const properties = at(value, 'Properties');
  if (type === 'AWS::ECS::TaskDefinition' && properties) {
    const consumer: ConsumerRef = { kind: 'ecs-task', namespace: null, name: textAt(properties, 'Family') ?? key.text };
    const read = ecsContainers(consumer, properties, key.span, template.sight.look, template.refer);
    template.notes.push(...read.notes);
    return read.facts;
  }
  if (/^AWS::(?:Serverless|Lambda)::Function$/.test(type)) return readFunction(template, key, properties);
  if (type === 'AWS::SecretsManager::Secret') return [];
  return readOther(template, key, type, properties);
}

function readFunction(template: Template, name: Scalar, properties: Tree | null): readonly Fact[] {
  const consumer = consumerOf(template, 'lambda-function', name.text);
  const schedules = entriesAt(properties, 'Events').flatMap(({ value }) => schedulesOf(value));
  const handler = scalarAt(properties, 'Handler');
  const code = textAt(properties, 'CodeUri');
  const context = code === null ? null : pathOf(folderOf(template.file), code);
  const variables = [
    ...entriesAt(template.tree, 'Globals', 'Function', 'Environment', 'Variables'),
    ...entriesAt(properties, 'Environment', 'Variables'),
  ];
  return [
    consumerFact(consumer, schedules.length > 0 ? 'cron' : 'service', name.span, {
      instances: { min: 0, max: null, declared: false },
      schedules,
      images: handler?.text ? [processUse([handler.text], handler.span)] : [],
    }),
    ...(context === null ? [] : [buildFact(context, name.span, { consumer })]),
    ...variables.flatMap(({ key, value }) => readValue(template, consumer, key.text, value, 'aws-lambda-env')),
  ];
}

function consumerOf({ file }: Template, kind: string, name: string): ConsumerRef {
  return { kind, namespace: folderNamespace(file), name };
}

/** SAM events of type Schedule and ScheduleV2. */
function schedulesOf(event: Tree): readonly Schedule[] {
  const written = scalarAt(event, 'Properties', 'Schedule') ?? scalarAt(event, 'Properties', 'ScheduleExpression');
  if (!/^Schedule/.test(textAt(event, 'Type') ?? '') || !written?.text) return [];
  const zone = textAt(event, 'Properties', 'ScheduleExpressionTimezone') ?? 'UTC';
  return [scheduleOf(eventBridgeSchedule(written.text), zone, 'eventbridge-rule-schedule', written.span)];
}

function readValue(
  template: Template,
  consumer: ConsumerRef,
  variable: string,
  value: Tree,
  row: string | null,
): readonly Fact[] {
  const text = scalarAt(value) ?? scalarAt(value, 'Fn::Sub');
  // A variable that refers to a secret holds its ARN: the function is told where to fetch it.
  const secret = template.refer(value);
  if (secret) return [...secret.facts, deliveryFact(consumer, secret.from, 'sdk', (text ?? value).span, { variable })];
  if (!text) return [];
  const { found, computed } = referencesIn(text.text, text.span);
  if (computed > 0)
    template.notes.push({ note: 'unresolved', what: `the secret of ${variable} is computed`, at: text.span });
  if (found.length === 0 && computed === 0 && text === value && text.tag === null)
    return literalFacts([consumer], variable, text, template.sight.look(text.text, text.span, variable), {
      under: [consumer.name],
      row,
    });
  return found.flatMap((reference) => {
    const place = narrow(text.span, text.text, reference.start, reference.end);
    const { from, facts } = takenBy(
      reference,
      platformVariable(`cloudformation/${consumer.name}`, variable),
      'cloudformation',
      place,
    );
    return [...facts, deliveryFact(consumer, from, 'env', place, { variable, row })];
  });
}

/** Resources that are opened with a password hold it themselves: a database cluster accepts what the others present. */
const ACCEPTS = /^AWS::(?:RDS|DocDB|Redshift|Neptune|ElastiCache|MemoryDB|AmazonMQ|OpenSearchService)::/;
/** Texts looked at in one resource. */
const MOST_TEXTS = 2000;

function readOther(template: Template, name: Scalar, type: string, properties: Tree | null): readonly Fact[] {
  const consumer = consumerOf(template, 'cloudformation-resource', name.text);
  const facts = textsBelow(properties, null, { left: MOST_TEXTS }).flatMap(({ field, text }) =>
    referencesIn(text.text, text.span).found.flatMap((reference) => {
      const place = narrow(text.span, text.text, reference.start, reference.end);
      const told = { variable: field, role: ACCEPTS.test(type) ? ('accepts' as const) : null };
      return [...reference.facts, deliveryFact(consumer, reference.from, 'config-file', place, told)];
    }),
  );
  return facts.length === 0 ? [] : [consumerFact(consumer, 'service', name.span), ...facts];
}

function textsBelow(
  tree: Tree | null,
  field: string | null,
  budget: { left: number },
): readonly { field: string | null; text: Scalar }[] {
  if (tree === null || budget.left-- <= 0) return [];
  if (tree.kind === 'scalar') return tree.text.includes('{{resolve:') ? [{ field, text: tree }] : [];
  if (tree.kind === 'sequence') return itemsAt(tree).flatMap((item) => textsBelow(item, field, budget));
  return entriesAt(tree).flatMap(({ key, value }) => textsBelow(value, key.text, budget));
}
