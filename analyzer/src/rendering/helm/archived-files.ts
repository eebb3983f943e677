/** The files of a packed chart, answered as those of a folder are: their paths go on behind the archive's own. Nothing is unpacked. */
import { compareText } from '../../model/place.ts';
import { readTar } from '../../syntax/archive.ts';
import type { ArchivingFiles } from '../contract.ts';

export interface PackedChart {
  /** The folder that holds the chart's `Chart.yaml`, as a path behind the archive's. */
  readonly folder: string;
  readonly files: ArchivingFiles;
  /** What of the archive was left out. */
  readonly refused: readonly string[];
}

/** The chart in a tar archive; null where there is none. `archive`: path of the file it is kept in. */
export function unpack(archive: string, tar: Uint8Array): PackedChart | null {
  const { files, refused } = readTar(tar);
  const chart = [...files.keys()].filter((path) => /^[^/]+\/Chart\.yaml$/.test(path)).sort(compareText)[0];
  if (chart === undefined) return null;
  const folder = `${archive}/${chart.slice(0, chart.indexOf('/'))}`;
  return { folder, files: filesBehind(`${archive}/`, files), refused };
}

function filesBehind(prefix: string, files: ReadonlyMap<string, Uint8Array>): ArchivingFiles {
  const paths = [...files.keys()].map((path) => prefix + path).sort(compareText);
  const bytes = (path: string) => (path.startsWith(prefix) ? files.get(path.slice(prefix.length)) : undefined);
  return {
    text: (path) => {
      const found = bytes(path);
      return found ? Buffer.from(found).toString('utf8') : null;
    },
    has: (path) => bytes(path) !== undefined,
    list: (folder) => {
      const below = paths.filter((path) => path.startsWith(`${folder}/`));
      return [
        ...new Set(
          below.map((path) =>
            path
              .split('/')
              .slice(0, folder.split('/').length + 1)
              .join('/'),
          ),
        ),
      ];
    },
  };
}
