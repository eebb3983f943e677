/** No secret value of a scanned repository is in any export. */
import { expect, test } from 'vitest';
import { scan } from '../../analyzer/src/scan.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { findCanaries } from '../safety/canaries.ts';
import { CANARIES, ESTATE } from '../safety/estate.ts';
import { PATIENCE } from '../safety/tool.ts';
import { temporaryTree } from '../workspace/temporary.ts';
import { exported, FORMATS } from './estate.ts';

test('an estate full of canaries is exported without one', { timeout: PATIENCE }, async () => {
  const { inventory } = await scan({ root: temporaryTree(ESTATE), cache: false });
  const wire = toWire(inventory);
  expect(wire.credentials.length).toBeGreaterThan(5);
  for (const format of FORMATS)
    for (const { path, text } of await exported(format, wire))
      expect(findCanaries(`${path}\n${text}`, CANARIES)).toEqual([]);
});
