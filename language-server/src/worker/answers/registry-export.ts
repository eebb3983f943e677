/** The registry of a folder in one format, as files for the client to put somewhere. */
import { EXPORTERS } from '../../../../analyzer/src/index.ts';
import { type Told, unanswered } from '../asked.ts';
import { textOf } from '../params.ts';

export async function registryExport({ wire, params }: Told): Promise<object> {
  const exporter = await EXPORTERS.get(textOf(params, 'format') ?? '')?.();
  if (!exporter) return unanswered('not-found', `no such format; there are ${[...EXPORTERS.keys()].join(', ')}`);
  return { files: [...exporter.files(wire)].map(({ path, text }) => ({ path, text: [...text].join('') })) };
}
