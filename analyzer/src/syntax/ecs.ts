/**
 * Containers of an ECS task, as task definitions and CloudFormation both write them (the latter with capitals): what each is given when it
 * starts. It knows the fields and nothing about where the task runs.
 */
import type { ConsumerRef, Fact, Note, ValueSeen } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { amazonSecret, amazonSecretNamed, type CloudSecret, takenBy } from './cloud-secret.ts';
import { commandTexts, commandWords } from './command-words.ts';
import { consumerFact, deliveryFact, literalFacts, platformVariable } from './platform-app.ts';
import { at, entriesAt, itemsAt, type Scalar, type Tree } from './tree.ts';

const ROW = 'aws-ecs-task-secrets';

type Look = (text: string, span: Span, name: string) => ValueSeen;
/** What a reference (`!Ref`, `!Sub`) names, where the file around it tells. */
export type Refer = (tree: Tree) => CloudSecret | null;

interface Task {
  readonly consumer: ConsumerRef;
  readonly look: Look;
  readonly refer: Refer;
  readonly notes: Note[];
}

/** The consumer and all that its containers are given. */
export function ecsContainers(
  consumer: ConsumerRef,
  task: Tree,
  place: Span,
  look: Look,
  refer: Refer,
): { readonly facts: readonly Fact[]; readonly notes: readonly Note[] } {
  const reading: Task = { consumer, look, refer, notes: [] };
  const containers = itemsAt(field(task, 'containerDefinitions'));
  const images = containers.flatMap((container) => {
    const image = field(container, 'image');
    if (image?.kind !== 'scalar' || image.text === '') return [];
    const texts = ['entryPoint', 'command'].flatMap((name) => commandTexts(field(container, name)));
    const command = texts.length > 0 ? { command: commandWords(texts) } : {};
    return [{ container: nameOf(container), image: image.text, ...command, at: image.span }];
  });
  const facts = containers.flatMap((container) => containerFacts(reading, container));
  return {
    facts: [consumerFact(consumer, 'service', place, { application: consumer.name, images }), ...facts],
    notes: reading.notes,
  };
}

/** A field, with a small or a capital first letter. */
export function field(tree: Tree | null, name: string): Tree | null {
  return at(tree, name) ?? at(tree, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
}

function nameOf(tree: Tree): string | null {
  const name = field(tree, 'name');
  return name?.kind === 'scalar' && name.text !== '' ? name.text : null;
}

function containerFacts(task: Task, container: Tree): readonly Fact[] {
  const name = nameOf(container);
  const registry = field(field(container, 'repositoryCredentials'), 'credentialsParameter');
  return [
    ...itemsAt(field(container, 'secrets')).flatMap((item) => secretFacts(task, name, item)),
    ...itemsAt(field(field(container, 'logConfiguration'), 'secretOptions')).flatMap((item) =>
      secretFacts(task, name, item),
    ),
    ...itemsAt(field(container, 'environment')).flatMap((item) => literal(task, name, item)),
    ...(registry ? taken(task, name, null, registry, task.refer(registry) ?? namedSecret(registry)) : []),
  ];
}

function namedSecret(tree: Tree): CloudSecret | null {
  return tree.kind === 'scalar' && tree.tag === null ? amazonSecretNamed(tree.text, null, tree.span) : null;
}

function secretFacts(task: Task, container: string | null, item: Tree): readonly Fact[] {
  const variable = nameOf(item);
  const source = field(item, 'valueFrom');
  if (variable === null || !source) return [];
  const written = source.kind === 'scalar' && source.tag === null ? amazonSecret(source.text, source.span) : null;
  return taken(task, container, variable, source, task.refer(source) ?? written);
}

function taken(
  task: Task,
  container: string | null,
  variable: string | null,
  source: Tree,
  secret: CloudSecret | null,
): readonly Fact[] {
  const { consumer, notes } = task;
  if (!secret) {
    notes.push({
      note: 'unresolved',
      what: `the secret of ${variable ?? 'the registry'} is computed`,
      at: source.span,
    });
    return [];
  }
  const copy = platformVariable(`ecs/${consumer.name}`, variable ?? 'registry');
  const { from, facts } = takenBy(secret, copy, 'ecs-task', source.span);
  const form = variable === null ? 'image-pull' : 'env';
  return [...facts, deliveryFact(consumer, from, form, source.span, { container, variable, row: ROW })];
}

function literal({ consumer, look }: Task, container: string | null, item: Tree): readonly Fact[] {
  const variable = nameOf(item);
  const text = field(item, 'value');
  if (variable === null || text?.kind !== 'scalar' || text.tag !== null) return [];
  const seen = look(text.text, text.span, variable);
  return literalFacts([consumer], variable, text as Scalar, seen, {
    under: [consumer.name, container ?? ''],
    container,
    row: ROW,
  });
}

/** Entries of a mapping of variables (`Environment.Variables`). */
export function variablesBelow(tree: Tree | null): readonly { readonly name: string; readonly value: Tree }[] {
  return entriesAt(tree).map(({ key, value }) => ({ name: key.text, value }));
}
