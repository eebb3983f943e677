/** A file mounted by `subPath` never changes while its pod lives: mounts the directory around it instead, so that the kubelet updates it. */
import type { PropagationPath } from '../model/graph.ts';
import type { Entry, Mapping, Tree } from '../syntax/tree.ts';
import { defineFixer, type Edit, type Fix } from './contract.ts';
import { deleteLines, linesOf } from './text.ts';
import { documentsOf } from './yaml-entry.ts';

export default defineFixer({
  id: 'mount-directory',
  offer({ inventory, finding, marks, text }): readonly Fix[] {
    const wanted = new Set(marks.flatMap(({ paths }) => paths));
    const mounted = inventory.graph.paths.filter(
      ({ id, consumer, credential, delivery }) =>
        delivery.form === 'sub-path' &&
        (wanted.has(id) || (finding !== null && finding.consumer === consumer && finding.credential === credential)),
    );
    const fixes = mounted.flatMap((path) => fixOf(path, text, finding?.rule ?? null));
    return [...new Map(fixes.map((fix) => [fix.title, fix])).values()];
  },
});

function fixOf(
  { delivery }: PropagationPath,
  textOf: (file: string) => string | null,
  settles: string | null,
): readonly Fix[] {
  const { file } = delivery.at;
  const text = textOf(file);
  const folder = /^(.+)\/([^/]+)$/.exec(delivery.path ?? '');
  if (text === null || !folder?.[1]) return [];
  const [, directory, name] = folder;
  const mounts = documentsOf(file, text).flatMap(({ tree }) => mountsIn(tree, delivery.path ?? ''));
  const [mount] = mounts;
  // Another file name in the volume would be another path for whoever reads it; several mounts of one path are for a person.
  if (!mount || mounts.length > 1 || mount.subPath.value.kind !== 'scalar' || mount.subPath.value.text !== name)
    return [];
  const edits = [replaceValue(mount.mountPath, directory), removeEntry(file, text, mount.subPath)];
  if (edits.some((edit) => edit === null)) return [];
  const kept = edits.filter((edit) => edit !== null).sort((a, b) => a.span.line - b.span.line);
  return [
    {
      title: `Mount the directory ${directory} instead of one file of it (it hides what the image has there)`,
      settles,
      edits: kept,
    },
  ];
}

interface Mount {
  readonly mountPath: Entry;
  readonly subPath: Entry;
}

/** Volume mounts of the tree at this path, however deep. */
function mountsIn(tree: Tree, path: string): readonly Mount[] {
  if (tree.kind === 'scalar') return [];
  if (tree.kind === 'sequence') return tree.items.flatMap((item) => mountsIn(item, path));
  const own = mountOf(tree, path);
  return own ? [own] : [...tree.entries.values()].flatMap(({ value }) => mountsIn(value, path));
}

function mountOf({ entries }: Mapping, path: string): Mount | null {
  const mountPath = entries.get('mountPath');
  const subPath = entries.get('subPath');
  const fits = mountPath?.value.kind === 'scalar' && mountPath.value.text === path;
  return mountPath && subPath && fits ? { mountPath, subPath } : null;
}

function replaceValue({ value }: Entry, text: string): Edit | null {
  return value.span.line === value.span.endLine ? { span: value.span, text } : null;
}

function removeEntry(file: string, text: string, { key, value }: Entry): Edit | null {
  const line = linesOf(text)[key.span.line - 1] ?? '';
  if (value.span.endLine !== key.span.line) return null;
  const before = line.slice(0, key.span.column - 1);
  const after = line.slice(value.span.endColumn - 1).replace(/^["']/, '');
  if (before.trim() === '' && /^\s*(?:#.*)?$/.test(after)) return deleteLines(file, key.span.line, key.span.line);
  // In braces: with the comma before it.
  const comma = /,\s*["']?$/.exec(before);
  if (!comma) return null;
  const quote = /^["']/.test(line.slice(value.span.endColumn - 1)) ? 1 : 0;
  return { span: { ...key.span, column: comma.index + 1, endColumn: value.span.endColumn + quote }, text: '' };
}
