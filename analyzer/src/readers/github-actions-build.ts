/**
 * Images that workflows build: `docker/build-push-action` and `docker build` in a step, once for each run of a matrix. What an
 * expression leaves open is no name.
 */
import type { BuildFact, Note } from '../model/fact.ts';
import { groupBy } from '../model/group.ts';
import { buildCommandsIn, buildsOf } from '../syntax/docker-build.ts';
import { narrow } from '../syntax/line-index.ts';
import { filledIn, type Known, runsOf } from '../syntax/matrix.ts';
import { resolvePath } from '../syntax/path.ts';
import { at, entriesAt, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader, type Reading } from './contract.ts';

const WORKFLOW = /(?:^|\/)\.(?:github|forgejo|gitea)\/workflows\/[^/]+\.ya?ml$/;
const BUILD_ACTION = /^(?:docker\/build-push-action|redhat-actions\/buildah-build|int128\/kaniko-action)@/;
const METADATA_ACTION = /^docker\/metadata-action@/;

export default defineReader({
  id: 'github-actions-build',
  reads: 'images built by GitHub Actions and Forgejo workflows',
  syntax: 'yaml',
  accepts: (unit) => WORKFLOW.test(unit.file) && at(unit.content, 'jobs')?.kind === 'mapping',
  read({ content }) {
    const builds = entriesAt(content, 'jobs').flatMap(({ value }) =>
      runsOf(content, value).flatMap((run) => readJob(content, value, run)),
    );
    return apart(builds);
  },
});

function readJob(workflow: Tree, job: Tree, run: Known): readonly BuildFact[] {
  const steps = itemsAt(job, 'steps');
  const known = new Map([...run, ...steps.flatMap(metadataOf)]);
  const folder =
    textAt(job, 'defaults', 'run', 'working-directory') ?? textAt(workflow, 'defaults', 'run', 'working-directory');
  return steps.flatMap((step) => [...actionBuilds(step, known), ...commandBuilds(step, known, folder)]);
}

/** `steps.meta.outputs.tags` of docker/metadata-action is one of its images behind a tag. */
function metadataOf(step: Tree): readonly (readonly [string, string])[] {
  const id = textAt(step, 'id');
  const images = textAt(step, 'with', 'images');
  if (id === null || images === null || !METADATA_ACTION.test(textAt(step, 'uses') ?? '')) return [];
  const names = images.replace(/^\s*(?:type=\w+,)?name=/gm, '').split(/[\n,]/);
  return [[`steps.${id}.outputs.tags`, names.join('\n')]];
}

/** A name up to a blank or comma; blanks inside an expression are its own. */
const TAG = /(?:\$\{\{[^}]*\}\}|[^\s,])+/g;

function actionBuilds(step: Tree, known: Known): readonly BuildFact[] {
  const uses = scalarAt(step, 'uses');
  if (!uses || !BUILD_ACTION.test(uses.text)) return [];
  const field = (name: string) => {
    const text = textAt(step, 'with', name);
    return text === null ? null : filledIn(text, known);
  };
  const tags = (field('tags') ?? field('image') ?? field('name') ?? '').match(TAG) ?? [];
  const command = {
    tags,
    context: field('context'),
    file: field('file') ?? field('containerfiles'),
    target: field('target'),
  };
  return buildsOf(command, '', (scalarAt(step, 'with', 'tags') ?? uses).span);
}

function commandBuilds(step: Tree, known: Known, folder: string | null): readonly BuildFact[] {
  const run = scalarAt(step, 'run');
  if (!run) return [];
  const script = filledIn(run.text, known);
  const variables = new Map([...known, ...stepVariables(step)]);
  const here = resolvePath('', filledIn(textAt(step, 'working-directory') ?? folder ?? '', known)) ?? '';
  return buildCommandsIn(script).flatMap((found) => {
    const place = script === run.text ? narrow(run.span, run.text, found.start, found.end) : run.span;
    const tags = found.tags.map((tag) => shellFilled(tag, variables));
    return buildsOf({ ...found, tags }, here, place);
  });
}

function stepVariables(step: Tree): readonly (readonly [string, string])[] {
  return entriesAt(step, 'env').flatMap(({ key, value }) => {
    const text = textAt(value);
    return text === null ? [] : [[`env.${key.text}`, text] as const];
  });
}

/** `$REGISTRY/app` with what `env` writes out. */
function shellFilled(text: string, known: Known): string {
  const filled = text.replace(
    /\$\{(\w+)\}|\$(\w+)/g,
    (whole, braced?: string, bare?: string) => known.get(`env.${braced ?? bare}`) ?? whole,
  );
  return filledIn(filled, known);
}

/** Each build once. One image name for several builds, told apart by tag alone, names none of them. */
function apart(builds: readonly BuildFact[]): Reading {
  const facts = [...new Map(builds.map((build) => [JSON.stringify(build), build])).values()];
  const byName = groupBy(facts, ({ image }) => image ?? '');
  const shared = new Map(
    [...byName].filter(([, all]) => new Set(all.map(({ context, dockerfile }) => `${context} ${dockerfile}`)).size > 1),
  );
  return {
    facts: facts.filter(({ image }) => !shared.has(image ?? '')),
    notes: [...shared].flatMap(([name, all]) =>
      all.slice(0, 1).map(({ at: place }): Note => {
        const what = `image ${name} is built from several folders, told apart by its tag alone`;
        return { note: 'unresolved', what, at: place };
      }),
    ),
  };
}
