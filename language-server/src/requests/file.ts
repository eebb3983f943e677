/** `keyturn/file`: what stands in one file, place by place. */
import { hoverSections, type Mark, type WirePath } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import type { FileContents, FileMark, FileParams, Unanswered } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';

export function file(context: Context, { uri }: FileParams): FileContents | Unanswered {
  const placed = context.folders.place(uri);
  if (!placed) return { unanswered: 'not-found', reason: 'this file lies in no folder of the workspace' };
  const { folder, file: name } = placed;
  const { snapshot } = folder;
  if (!snapshot) return { unanswered: 'scanning', reason: 'the folder is still being read' };
  const marks = (snapshot.marks.get(name) ?? []).flatMap((mark): FileMark[] => {
    const range = context.convert.range(folder, mark.span);
    return range ? [fileMark(snapshot, mark, range)] : [];
  });
  return { uri, stale: snapshot.stale.has(name), marks };
}

const WHAT: Readonly<Record<Mark['what'], FileMark['what']>> = {
  declaration: 'declaration',
  derivation: 'derivation',
  delivery: 'delivery',
  read: 'read',
  consumer: 'consumer',
  connection: 'connection',
  trigger: 'other',
  hole: 'other',
};

function fileMark(snapshot: Snapshot, mark: Mark, range: FileMark['range']): FileMark {
  const says = hoverSections(snapshot.view, [mark])[0]?.title ?? mark.names.join(', ');
  return {
    range,
    what: WHAT[mark.what],
    says,
    credentials: mark.credentials,
    consumers: mark.consumers,
    refresh: refreshOf(snapshot, mark),
  };
}

function refreshOf({ wire }: Snapshot, { paths }: Mark): FileMark['refresh'] {
  const own = wire.paths.filter((path: WirePath) => paths.includes(path.id));
  return own[0]?.refresh.mode ?? null;
}
