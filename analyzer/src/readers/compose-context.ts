/**
 * Which folder a Compose service runs: the context it is built from, with its Dockerfile, or the folder mounted where it works. Remote
 * contexts and inline Dockerfiles have none.
 */
import type { BuildFact, Note } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { type ComposeService, composeServices } from '../syntax/compose.ts';
import { withDefaults } from '../syntax/interpolation.ts';
import { folderOf, resolvePath } from '../syntax/path.ts';
import { buildFact, imageName } from '../syntax/platform-app.ts';
import { at, itemsAt, type Scalar, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'compose-context',
  reads: 'build contexts, Dockerfiles and targets of Docker Compose services; folders mounted where they work',
  syntax: 'compose',
  accepts: () => true,
  read(unit) {
    const notes: Note[] = [];
    return { facts: composeServices(unit).flatMap((service) => readBuild(service, notes)), notes };
  },
});

function readBuild({ consumer, tree }: ComposeService, notes: Note[]): readonly BuildFact[] {
  const build = at(tree, 'build');
  const written = scalarAt(build) ?? scalarAt(build, 'context');
  if (!build) return readMounted(consumer, tree);
  if (build.kind === 'scalar' && !build.text) return [];
  const place = written?.span ?? build.span;
  const context = written ? follow(folderOf(place.file), written, notes) : folderOf(place.file);
  const file = scalarAt(build, 'dockerfile');
  const dockerfile = file && context !== null ? follow(context, file, notes) : null;
  if (context === null || (file && dockerfile === null)) return [];
  const image = imageName(withDefaults(textAt(tree, 'image') ?? '') ?? '');
  const target = withDefaults(textAt(build, 'target') ?? '') || null;
  return [buildFact(context, place, { consumer, image, dockerfile, target })];
}

/** Code in development: `./berth:/app` with `working_dir: /app`. What is mounted elsewhere is data. */
function readMounted(consumer: ComposeService['consumer'], tree: Tree): readonly BuildFact[] {
  const works = textAt(tree, 'working_dir')?.replace(/\/+$/, '');
  if (!works) return [];
  return itemsAt(tree, 'volumes').flatMap((item) => {
    const [source, target, place] = mountOf(item);
    if (!place || !/^\.\.?(?:\/|$)/.test(source) || target.replace(/\/+$/, '') !== works) return [];
    const folder = resolvePath(folderOf(place.file), source);
    return folder === null ? [] : [buildFact(folder, place, { consumer, mounted: true })];
  });
}

/** Source, target and place of a bind mount, in its short or long form. */
function mountOf(item: Tree): readonly [string, string, Span | null] {
  const short = scalarAt(item);
  if (short) {
    const [source = '', target = ''] = (withDefaults(short.text) ?? '').split(':');
    return [source, target, short.span];
  }
  const source = scalarAt(item, 'source');
  return [withDefaults(source?.text ?? '') ?? '', textAt(item, 'target') ?? '', source?.span ?? null];
}

/** A path from the root; null, with a note where a variable hides it, without one where it is no path of this repository. */
function follow(folder: string, written: Scalar, notes: Note[]): string | null {
  const plain = withDefaults(written.text);
  if (plain === null) notes.push({ note: 'unresolved', what: 'a build path that is a variable', at: written.span });
  // `git@host:…`, `host:path.git#ref`: a remote repository, as Docker tells them from paths.
  return plain === null || /^[\w.-]+@[\w.-]+:|\.git(?:#|$)/.test(plain) ? null : resolvePath(folder, plain);
}
