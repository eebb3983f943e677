/**
 * The law of the session: any sequence of edits whose final texts parse equals a fresh session on those texts. Real readers,
 * real renderers, texts that claim, derive, break and repeat each other.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../analyzer/src/session/texts.ts';
import { sessionOver } from './estate.ts';

const secret = (name: string, value: string) =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name} }\nstringData:\n  pilot-password: "${value}"\n`;

const workload = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  template:
    spec:
      containers:
        - name: bridge
          image: harbour/bridge:7
          env:
            - name: PILOT_PASSWORD
              valueFrom: { secretKeyRef: { name: tide, key: pilot-password } }
`;

const compose = (service: string, more = '') =>
  `services:\n  ${service}:\n    image: harbour/lamp:3\n    environment:\n      LAMP_PASSWORD: \${LAMP_PASSWORD}\n${more}`;

/** What may stand in each file; the last of each list does not parse. */
const GOOD: Readonly<Record<string, readonly string[]>> = {
  'tide.yaml': [
    secret('tide', 'ebb-and-flow-4711'),
    secret('tide', 'another-water-0815'),
    `${secret('tide', 'ebb-and-flow-4711')}---\n${secret('moon', 'ebb-and-flow-4711')}`,
    'colour: teal\n',
  ],
  'bridge.yaml': [
    workload('bridge'),
    workload('ferry'),
    `${workload('bridge')}---\n${secret('moon', 'another-water-0815')}`,
  ],
  'pier/compose.yaml': [
    compose('lamp'),
    compose('lamp', '    env_file: [lamp.env]\n'),
    compose('horn', '    extends: { file: ../base/common.yaml, service: post }\n'),
    `include: [../base/common.yaml]\n${compose('bell')}`,
  ],
  'pier/compose.override.yaml': [compose('lamp', '    secrets: [wick]\nsecrets: { wick: { file: ./wick.txt } }\n')],
  'pier/lamp.env': ['LAMP_PASSWORD=ebb-and-flow-4711\n', 'LAMP_URL=postgres://lamp:another-water-0815@db/lamp\n'],
  'pier/.env': ['LAMP_PASSWORD=another-water-0815\n', ''],
  'base/common.yaml': [compose('post'), compose('buoy')],
};

const BROKEN: Readonly<Record<string, readonly string[]>> = {
  'tide.yaml': [`kind: Secret\nmetadata: { name: tide\nstringData:\n  a: "`, 'kind: [Secret'],
  'bridge.yaml': ['kind: Deployment\nspec: {', '{{ if }}\nkind: Deployment\n'],
  'pier/compose.yaml': ['services:\n  lamp: [\n', 'services: {{\n'],
  'base/common.yaml': ['services: "'],
};

const FILES = Object.keys(GOOD);
const goodText = (file: string) => fc.constantFrom(...(GOOD[file] ?? ['']));
const state = fc.record(Object.fromEntries(FILES.map((file) => [file, fc.option(goodText(file))])));
const edit: fc.Arbitrary<Change> = fc.constantFrom(...FILES).chain((file) =>
  fc.record({
    file: fc.constant(file),
    text: fc.option(fc.oneof(goodText(file), fc.constantFrom(...(BROKEN[file] ?? ['']), ''))),
  }),
);

const present = (texts: Readonly<Record<string, string | null>>) =>
  Object.fromEntries(Object.entries(texts).flatMap(([file, text]) => (text === null ? [] : [[file, text]])));

test('any edits that end in texts that parse equal a fresh session on them', () => {
  let statedSomething = 0;
  fc.assert(
    fc.property(state, fc.array(fc.array(edit, { maxLength: 3 }), { maxLength: 8 }), state, (start, batches, end) => {
      const session = sessionOver(present(start));
      for (const [index, batch] of batches.entries()) {
        session.apply(batch);
        if (index % 2) session.facts();
      }
      session.apply(Object.entries(end).map(([file, text]) => ({ file, text })));
      const fresh = sessionOver(present(end)).facts();
      expect(session.facts()).toEqual(fresh);
      statedSomething += fresh.units.length;
    }),
    { numRuns: 150, seed: 20261125 },
  );
  expect(statedSomething).toBeGreaterThan(1000);
});
