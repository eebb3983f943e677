/** Exports of a worked example, word for word. Read a change before you accept it. */
import { expect, it } from 'vitest';
import { inventoryOf } from '../runbook/planned.ts';
import { exported, FORMATS } from './estate.ts';

/** The style and the script of the site are tested where they are made. */
const BULK = /<(style|script)>[\s\S]*?<\/\1>/g;
const PATIENCE = 60_000;

it.each(FORMATS.filter((format) => format !== 'json' && format !== 'ndjson'))(
  '%s of the sample small',
  async (format) => {
    const scanned = await inventoryOf('small');
    const inventory = {
      ...scanned,
      tool: { name: 'keyturn', version: '1.2.3' },
      source: { root: 'small', commit: '5eed5eed5eed5eed' },
    };
    for (const { path, text } of await exported(format, inventory))
      await expect(text.replaceAll(BULK, '<$1>…</$1>')).toMatchFileSnapshot(`golden/${format}/${path}`);
  },
  PATIENCE,
);
