/**
 * Fly.io apps: process groups, their image or build, plain variables. Secrets are set beside the file, and setting one restarts the
 * machines. https://fly.io/docs/reference/configuration/
 */
import type { BuildFact, ConsumerFact, ConsumerRef, Fact, RestartTriggerFact } from '../model/fact.ts';
import { pathOf } from '../syntax/docker-build.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import {
  buildFact,
  consumerFact,
  folderName,
  folderNamespace,
  literalFacts,
  processUse,
} from '../syntax/platform-app.ts';
import { at, entriesAt, type Scalar, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'fly',
  reads: 'fly.toml: apps, process groups, images and builds, release command, plain variables',
  syntax: 'toml',
  accepts: ({ file }) => /^fly(?:[.-][\w.-]+)?\.toml$/.test(baseName(file)),
  read({ content, file }, sight) {
    const app: App = { tree: content, file, name: textAt(content, 'app') || folderName(file, 'app') };
    const processes = processesOf(app);
    return {
      facts: [
        ...processes.flatMap((fact) => [fact, ...buildOf(app, fact.consumer), restarts(fact)]),
        ...variablesOf(
          app,
          processes.map(({ consumer }) => consumer),
          sight,
        ),
      ],
      notes: [],
    };
  },
});

interface App {
  readonly tree: Tree;
  readonly file: string;
  readonly name: string;
}

function processesOf(app: App): readonly ConsumerFact[] {
  const groups = entriesAt(app.tree, 'processes').flatMap(({ key, value }) =>
    value.kind === 'scalar' ? [{ key, command: value }] : [],
  );
  const place = (scalarAt(app.tree, 'app') ?? app.tree).span;
  const running =
    groups.length === 0
      ? [processFact(app, app.name, place, null)]
      : groups.map(({ key, command }) => processFact(app, `${app.name}:${key.text}`, key.span, command));
  const release = scalarAt(app.tree, 'deploy', 'release_command');
  return release?.text ? [...running, releaseFact(app, release)] : running;
}

function processFact(app: App, name: string, place: Scalar['span'], command: Scalar | null): ConsumerFact {
  const consumer: ConsumerRef = { kind: 'fly-app', namespace: folderNamespace(app.file), name };
  const image = scalarAt(app.tree, 'build', 'image');
  const use = command ? processUse(command.text, command.span) : null;
  const images = image?.text ? [{ container: null, ...use, image: image.text, at: image.span }] : use ? [use] : [];
  const kind = /(?:^|:)(?:app|web|server|api)$/.test(name) || !command ? 'service' : 'worker';
  return consumerFact(consumer, kind, place, {
    application: app.name,
    instances: { min: 1, max: null, declared: false },
    images,
  });
}

/** Runs once in a machine of its own before each release. */
function releaseFact(app: App, command: Scalar): ConsumerFact {
  const fact = processFact(app, `${app.name}:release`, command.span, command);
  return { ...fact, kind: 'job', freshProcess: true, instances: { min: 1, max: 1, declared: false } };
}

function buildOf({ tree, file }: App, consumer: ConsumerRef): readonly BuildFact[] {
  if (textAt(tree, 'build', 'image')) return [];
  const folder = folderOf(file);
  const written = textAt(tree, 'build', 'dockerfile');
  const target = textAt(tree, 'build', 'build-target');
  const place = (at(tree, 'build') ?? tree).span;
  return [buildFact(folder, place, { consumer, dockerfile: written ? pathOf(folder, written) : null, target })];
}

function restarts({ consumer, at: place }: ConsumerFact): RestartTriggerFact {
  return { fact: 'restart-trigger', consumer, row: 'fly-secrets-set', watches: 'references', except: [], at: place };
}

function variablesOf({ tree }: App, consumers: readonly ConsumerRef[], sight: Sight): readonly Fact[] {
  return entriesAt(tree, 'env').flatMap(({ key, value }) =>
    value.kind === 'scalar'
      ? literalFacts(consumers, key.text, value, sight.look(value.text, value.span, key.text), { under: ['env'] })
      : [],
  );
}
