/** Name and version of the tool, as its package states them. */
import manifest from '../../package.json' with { type: 'json' };

export const TOOL = { name: 'keyturn', version: manifest.version } as const;
