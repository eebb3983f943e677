/**
 * systemd: a service, the timer of the same name and the drop-ins of both are one unit to systemd, so they are read as one. Which host
 * they are installed on is not told. https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html
 */
import { createLineIndex } from '../syntax/line-index.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { parseSections } from '../syntax/sections.ts';
import { defineRenderer } from './contract.ts';
import { environmentOfFolders } from './environment.ts';

const SERVICE = /\.service$/;

export default defineRenderer({
  id: 'systemd',
  joins: 'systemd services with their timers and drop-ins',
  roots: (paths, files) =>
    paths
      .filter((path) => SERVICE.test(path))
      .flatMap((path) => {
        const timer = path.replace(SERVICE, '.timer');
        const dropIns = [path, timer].flatMap((unit) =>
          files.list(`${unit}.d`).filter((file) => file.endsWith('.conf')),
        );
        return [{ id: path, entries: [path, ...(files.has(timer) ? [timer] : []), ...dropIns] }];
      }),
  render(root, files) {
    const read = root.entries.flatMap((file) => {
      const text = files.text(file);
      return text === null ? [] : [{ file, sections: parseSections(createLineIndex(file, text)) }];
    });
    const sections = read.flatMap((one) => one.sections);
    // D-Bus and Avahi have files of that name too.
    if (!sections.some(({ name }) => name === 'Service')) return { units: [], claims: [], notes: [] };
    const context = {
      root: root.id,
      namespace: null,
      environment: environmentOfFolders(folderOf(root.id) || baseName(root.id)),
    };
    const inputs = read.map(({ file }) => file);
    return {
      units: [
        {
          id: `${root.id}@${root.id}`,
          syntax: 'sections',
          file: root.id,
          inputs,
          context,
          content: sections,
          notes: [],
        },
      ],
      claims: inputs,
      notes: [],
    };
  },
});
