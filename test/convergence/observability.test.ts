/** How a consumer can be seen to use a new value: each row of the table with its evidence, and nothing where nothing was found. */
import { expect, test } from 'vitest';
import { seen } from '../../analyzer/src/model/evidence.ts';
import type { SignalName } from '../../analyzer/src/model/fact.ts';
import type { Graph } from '../../analyzer/src/model/graph.ts';
import { because, CREDENTIAL, consumer, layersOf, line, TIDAL, type Weir } from '../judging/estate.ts';

const watching = consumer('reed', { overrides: { refresh: { mode: 'watch', because } } });
const gauge = seen(line(88, 'src/gauge.ts'), 'exports it');
const signals = (name: SignalName): Partial<Graph> => ({
  signals: [{ consumer: watching.id, name, because: [gauge] }],
});
const named = (attributable: boolean): Partial<Graph> => ({
  connections: [
    { consumer: watching.id, credential: CREDENTIAL, container: null, row: null, lifetime: 71, attributable, because },
  ],
});
const replaced = {
  id: 'dependency:pond',
  name: 'pond',
  kind: null,
  acceptance: 'identity-replacement',
  slots: 1,
  sessionClass: null,
  sided: 'one',
  artefactLife: null,
  behind: null,
  connectionLimit: null,
  because,
} as const;
const job = consumer('reed', { kind: 'cron', freshProcess: true, schedules: [TIDAL] });

test.each<readonly [string, Weir, 'direct' | 'inferred' | 'none']>([
  ['it exports its version', { uses: [{ by: watching }], graph: signals('secret_version_loaded') }, 'direct'],
  [
    'it exports the age of its pool',
    { uses: [{ by: watching }], graph: signals('connection_pool_age_seconds') },
    'inferred',
  ],
  ['it names itself', { uses: [{ by: watching }], graph: named(true) }, 'inferred'],
  [
    'it names itself to who knows it by name',
    { uses: [{ by: watching }], graph: named(true), dependency: replaced },
    'direct',
  ],
  ['it does not name itself', { uses: [{ by: watching }], graph: named(false), dependency: replaced }, 'none'],
  ['it is restarted', { uses: [{ by: consumer('reed') }] }, 'inferred'],
  ['it works in runs', { uses: [{ by: job }] }, 'inferred'],
  ['it reloads and says nothing', { uses: [{ by: watching }] }, 'none'],
  [
    'it restarts for one path and reloads for another',
    {
      uses: [
        { by: consumer('reed') },
        { by: consumer('reed'), delivery: { form: 'volume', row: 'k8s-secret-volume' } },
      ],
    },
    'none',
  ],
  ['a vendor', { uses: [{ by: consumer('reed', { kind: 'vendor' }) }] }, 'none'],
])('%s', (_, weir, level) => {
  const found = layersOf(weir).observability.get(watching.id);
  expect(found?.level).toBe(level);
  expect((found?.because.length ?? 0) > 0).toBe(level !== 'none');
});

test('the evidence is where the signal is made', () => {
  const weir = { uses: [{ by: watching }], graph: signals('secret_version_loaded') };
  expect(layersOf(weir).observability.get(watching.id)?.because).toEqual([gauge]);
});
