/** Helm's values with methods: the files of a chart and what the cluster can do. Both are made of what the caller gives, never of a disk. */
import { GoError } from './failure.ts';
import { compilePath } from './glob.ts';
import { yamlScalarMap } from './yaml-text.ts';
import { bool, dict, list, object, text } from './trace.ts';
import type { ChartFiles, GoObject, Text, Traced } from './types.ts';

function nameArgument(args: readonly Traced[]): string {
  const [name] = args;
  if (name?.kind !== 'string') throw new GoError('a file is named by a text');
  return name.text;
}

/** `.Files` of a chart (https://helm.sh/docs/chart_template_guide/accessing_files/). */
export function filesObject(files: ChartFiles): GoObject {
  return filesOf(files, files.names);
}

function filesOf(files: ChartFiles, names: readonly string[]): GoObject {
  const known = new Set(names);
  const read = (name: string): Text =>
    known.has(name) ? text(files.text(name), [files.place(name)]) : text('');
  const contents = () => names.map((name) => [name, read(name)] as const);
  return object('engine.files', lazily(contents), {
    Get: (args) => read(nameArgument(args)),
    GetBytes: (args) => read(nameArgument(args)),
    Glob: (args) => {
      const matches = compilePath(nameArgument(args));
      return filesOf(files, names.filter(matches));
    },
    Lines: (args) => {
      const content = read(nameArgument(args));
      const lines = content.text === '' ? [] : content.text.replace(/\n$/, '').split('\n');
      return list(lines.map((line) => text(line, content.via)));
    },
    AsConfig: () => yamlScalarMap(contents().map(([name, content]) => [baseName(name), content])),
    AsSecrets: () =>
      yamlScalarMap(
        contents().map(([name, content]) => [
          baseName(name),
          text(Buffer.from(content.text, 'utf8').toString('base64'), content.via),
        ]),
      ),
  });
}
