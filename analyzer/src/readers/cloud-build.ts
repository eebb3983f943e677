/**
 * Google Cloud Build: images its steps build, and secrets its steps are given. https://cloud.google.com/build/docs/build-config-file-schema
 */
import type { BuildFact, ConsumerRef, Fact } from '../model/fact.ts';
import { googleSecret } from '../syntax/cloud-secret.ts';
import { buildCommandsIn, buildsOf, readBuildWords } from '../syntax/docker-build.ts';
import { baseName, resolvePath } from '../syntax/path.ts';
import { consumerFact, deliveryFact } from '../syntax/platform-app.ts';
import { at, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'cloud-build',
  reads: 'Google Cloud Build: images its steps build, secrets of Secret Manager',
  syntax: 'yaml',
  accepts: ({ file, content }) =>
    /^cloudbuild[\w.-]*\.(?:ya?ml|json)$/.test(baseName(file)) && at(content, 'steps') !== null,
  read({ content, file }) {
    const defaults = new Map(substitutionsOf(content));
    const builds = itemsAt(content, 'steps').flatMap((step) => readStep(step, defaults));
    return { facts: [...builds, ...secretsOf(content, file)], notes: [] };
  },
});

function substitutionsOf(content: Tree): readonly (readonly [string, string])[] {
  const entries = at(content, 'substitutions');
  return entries?.kind === 'mapping'
    ? [...entries.entries.values()].flatMap(({ key, value }) =>
        value.kind === 'scalar' ? [[key.text, value.text] as const] : [],
      )
    : [];
}

function readStep(step: Tree, defaults: ReadonlyMap<string, string>): readonly BuildFact[] {
  const builder = textAt(step, 'name') ?? '';
  const folder = resolvePath('', textAt(step, 'dir') ?? '') ?? '';
  const args = at(step, 'args');
  const words = itemsAt(step, 'args').flatMap((item) => textAt(item) ?? []);
  const script = scalarAt(step, 'script');
  const place = (args ?? script ?? step).span;
  const fill = (tag: string) =>
    tag.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => imagePart(name, defaults) ?? whole);
  if (/(?:^|\/)kaniko-project\/executor|\/kaniko\b/.test(builder)) {
    const command = readBuildWords(words.map((text) => ({ text })));
    return buildsOf({ ...command, tags: command.tags.map(fill) }, folder, place);
  }
  if (/(?:^|\/)docker(?::|@|$)/.test(builder) && !textAt(step, 'entrypoint')) {
    const from = words.indexOf('build');
    if (from < 0) return [];
    const command = readBuildWords(words.slice(from + 1).map((text) => ({ text })));
    return buildsOf({ ...command, tags: command.tags.map(fill) }, folder, place);
  }
  return [...words, script?.text ?? ''].flatMap((text) =>
    buildCommandsIn(text).flatMap((found) => buildsOf({ ...found, tags: found.tags.map(fill) }, folder, place)),
  );
}

/** A project's own names differ by deployment but not the image: they are kept as words in its name. */
const OWN = new Set(['PROJECT_ID', 'LOCATION', 'REPO_NAME']);

function imagePart(name: string, defaults: ReadonlyMap<string, string>): string | undefined {
  return defaults.get(name) ?? (OWN.has(name) ? name : undefined);
}

function secretsOf(content: Tree, file: string): readonly Fact[] {
  const consumer: ConsumerRef = { kind: 'cloud-build', namespace: null, name: file };
  const facts = itemsAt(content, 'availableSecrets', 'secretManager').flatMap((item) => {
    const version = scalarAt(item, 'versionName');
    const variable = textAt(item, 'env');
    const secret = version && googleSecret(version.text, null, version.span);
    if (!version || !secret) return [];
    return [...secret.facts, deliveryFact(consumer, secret.from, 'ci-secret', version.span, { variable })];
  });
  const told = { freshProcess: true };
  return facts.length === 0
    ? []
    : [consumerFact(consumer, 'ci', (at(content, 'steps') ?? content).span, told), ...facts];
}
