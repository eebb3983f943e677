/** No value of rendered input gets past its door: not into the inventory, whatever the form it was written in. */
import { expect, test } from 'vitest';
import { scan } from '../../analyzer/src/scan.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { temporaryTree } from '../workspace/temporary.ts';
import { canary, findCanaries } from './canaries.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64');
const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'buoy',
    annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"stringData":{"light":"${canary('tide')}"}}` },
  },
  data: { light: encoded(canary('moon')) },
  stringData: { horn: canary('tide') },
};
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'buoy' },
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: 'buoy',
            envFrom: [{ secretRef: { name: 'buoy' } }],
            env: [{ name: 'BUOY_DSN', value: `postgres://buoy:${canary('moon')}@sea/buoys` }],
          },
        ],
      },
    },
  },
};
const STATE = {
  format_version: '1.0',
  values: {
    root_module: {
      resources: [
        { type: 'kubernetes_secret', values: { metadata: [{ name: 'buoy' }], data: { state: canary('tide') } } },
      ],
    },
  },
};

test('the keys are seen and the values are not', async () => {
  const text = [SECRET, DEPLOYMENT, STATE].map((object) => JSON.stringify(object, null, 2)).join('\n---\n');
  const root = temporaryTree({ 'README.md': 'an estate without manifests' });
  const { inventory } = await scan({ root, cache: false, rendered: [{ name: 'rendered:all.yaml', text }] });
  const printed = JSON.stringify(toWire(inventory));
  for (const key of ['#light', '#horn', '#state', 'BUOY_DSN']) expect(printed).toContain(key);
  expect(findCanaries(printed, ['tide', 'moon'])).toEqual([]);
});
