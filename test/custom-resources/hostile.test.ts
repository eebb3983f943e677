/** Hostile values end: deep nesting, very many references, templates without an end, names of prototypes. */
import { expect, test } from 'vitest';
import helmRelease from '../../analyzer/src/readers/helm-release.ts';
import kubernetesEnv from '../../analyzer/src/readers/kubernetes-env.ts';
import { plainUnits } from '../../analyzer/src/rendering/units.ts';
import type { Unit } from '../../analyzer/src/syntax/unit.ts';
import { standInSight } from '../reading/stand-in-sight.ts';

function unitOf(values: string): Unit<'yaml'> {
  const text = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: maelstrom }\nspec:\n  values:\n${values}\n`;
  const [unit] = plainUnits('maelstrom.yaml', text).units;
  if (unit?.syntax !== 'yaml') throw new Error('no unit was made');
  return unit as Unit<'yaml'>;
}

const deliveries = (values: string) =>
  helmRelease.read(unitOf(values), standInSight).facts.filter(({ fact }) => fact === 'delivery');

test('a reference below a reasonable depth is found, one at an absurd depth is not', () => {
  const nested = (depth: number) =>
    `${'    a: {'.padEnd(9)}${'a: {'.repeat(depth)} existingSecret: kraken ${'}'.repeat(depth + 1)}`;
  expect(deliveries(nested(8))).toHaveLength(1);
  expect(deliveries(nested(60))).toHaveLength(0);
});

test('very many references are cut', () => {
  const many = Array.from({ length: 3000 }, (_, index) => `    part${index}: { existingSecret: kraken-${index} }`);
  expect(deliveries(many.join('\n'))).toHaveLength(2000);
});

test('templates that stay open and names of prototypes are only text', () => {
  const values = [
    `    existingSecret: "{{ .Release.Name }}-${'{{ '.repeat(400)}"`,
    '    __proto__: { existingSecret: kraken-proto }',
    '    constructor: { existingSecret: "{{ .Values.toString.x }}" }',
  ].join('\n');
  expect(deliveries(values).length).toBeGreaterThan(0);
});

test('controllers of an absurd shape make no workload and no failure', () => {
  const values =
    '    controllers: { a: { containers: { b: [1, 2], c: null, d: { env: 7, envFrom: { x: y }, probes: [] } } } }';
  expect(kubernetesEnv.read(unitOf(values), standInSight).facts).toEqual([]);
});
