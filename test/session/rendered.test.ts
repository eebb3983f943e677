/** Rendered input beside the sources: one consumer for what both sides saw, and a word for what one side alone saw. */
import { describe, expect, test } from 'vitest';
import { joinRendered } from '../../analyzer/src/linking/rendered.ts';
import { compareText } from '../../analyzer/src/model/place.ts';
import { readRendered } from '../../analyzer/src/rendering/rendered-input.ts';
import { sessionOver } from './estate.ts';

type Texts = Readonly<Record<string, string>>;

function join(sources: Texts, rendered: string) {
  const renderedInput = readRendered([{ name: 'rendered:-', text: rendered }]);
  const facts = sessionOver(sources, { renderedInput }).facts();
  const { units, unresolved } = joinRendered(facts.units, facts.rendered);
  const said = units.flatMap(({ context, facts: all }) =>
    all.flatMap((fact) => {
      const namespace = context.namespace ?? '-';
      if (fact.fact === 'consumer')
        return [`${fact.consumer.namespace ?? namespace}/${fact.consumer.name} @${fact.at.file}:${fact.at.line}`];
      if (fact.fact !== 'delivery') return [];
      return [
        `${fact.consumer.name} <- ${fact.from.name}#${fact.from.key} ${fact.variable} @${fact.at.file}:${fact.at.line}`,
      ];
    }),
  );
  return { said: said.sort(compareText), only: unresolved.map(({ what, at }) => `${at.file}:${at.line} ${what}`) };
}

const env = (variable: string, secret: string) =>
  `{ name: ${variable}, valueFrom: { secretKeyRef: { name: ${secret}, key: feather } } }`;

const deployment = (metadata: string, ...variables: readonly string[]) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { ${metadata} }\nspec: { template: { spec: { containers: [{ name: tern, image: tern, env: [${variables.join(', ')}] }] } } }\n`;

describe('an object on both sides', () => {
  test('is one consumer, at its source, in the namespace it was rendered in', () => {
    const source = deployment('name: tern', env('NEST', 'tern-nest'));
    const live = deployment('name: tern, namespace: cliff', env('NEST', 'tern-nest'));
    expect(join({ 'tern.yaml': source }, live)).toEqual({
      said: ['cliff/tern @tern.yaml:3', 'tern <- tern-nest#feather NEST @tern.yaml:4'],
      only: [],
    });
  });

  test('is one in every namespace it was rendered in', () => {
    const source = deployment('name: tern', env('NEST', 'tern-nest'));
    const live = ['cliff', 'moor'].map((namespace) =>
      deployment(`name: tern, namespace: ${namespace}`, env('NEST', 'tern-nest')),
    );
    expect(join({ 'tern.yaml': source }, live.join('---\n')).said).toEqual([
      'cliff/tern @tern.yaml:3',
      'moor/tern @tern.yaml:3',
      'tern <- tern-nest#feather NEST @tern.yaml:4',
      'tern <- tern-nest#feather NEST @tern.yaml:4',
    ]);
  });

  test('keeps the edges of both, and each that one side alone saw is said', () => {
    const source = deployment('name: tern, namespace: cliff', env('NEST', 'tern-nest'), env('GONE', 'tern-gone'));
    const live = deployment('name: tern, namespace: cliff', env('NEST', 'tern-nest'), env('NEW', 'tern-new'));
    expect(join({ 'tern.yaml': source }, live)).toEqual({
      said: [
        'cliff/tern @tern.yaml:3',
        'tern <- tern-gone#feather GONE @tern.yaml:4',
        'tern <- tern-nest#feather NEST @tern.yaml:4',
        'tern <- tern-new#feather NEW @rendered:-:4',
      ],
      only: [
        'rendered:-:4 only the rendered input says: Deployment tern gets tern-new#feather as env NEW',
        'tern.yaml:4 the rendered input does not have: Deployment tern gets tern-gone#feather as env GONE',
      ],
    });
  });

  test('under the name of its release stands for the template it was printed by, at its places', () => {
    const chart = {
      'deploy/colony/Chart.yaml': 'name: colony\nversion: 1.0.0',
      'deploy/colony/templates/tern.yaml': deployment(
        'name: "{{ .Release.Name }}-tern"',
        env('NEST', '"{{ .Release.Name }}-nest"'),
        env('GONE', 'tern-gone'),
      ),
    };
    const printed = `---\n# Source: colony/templates/tern.yaml\n${deployment('name: north-tern', env('NEST', 'north-nest'))}`;
    expect(join(chart, printed)).toEqual({
      said: [
        '-/north-tern @deploy/colony/templates/tern.yaml:3',
        'north-tern <- north-nest#feather NEST @deploy/colony/templates/tern.yaml:4',
      ],
      only: [
        'deploy/colony/templates/tern.yaml:4 the rendered input does not have: Deployment colony-tern gets tern-gone#feather as env GONE',
      ],
    });
  });
});

describe('an object on one side', () => {
  const source = deployment('name: tern, namespace: cliff', env('NEST', 'tern-nest'));

  test('of the cluster is a consumer and said to be that side’s', () => {
    const live = `${source}---\n${deployment('name: skua, namespace: cliff', env('PREY', 'skua-prey'))}`;
    const { said, only } = join({ 'tern.yaml': source }, live);
    expect(said).toContain('cliff/skua @rendered:-:8');
    expect(only).toEqual(['rendered:-:8 only the rendered input has Deployment skua']);
  });

  test('of the sources is missed where its namespace was rendered, and nowhere else', () => {
    const sources = {
      'a.yaml': source,
      'b.yaml': deployment('name: skua, namespace: cliff', env('PREY', 'skua-prey')),
      'c.yaml': deployment('name: loon, namespace: lake', env('CALL', 'loon-call')),
    };
    expect(join(sources, source).only).toEqual(['b.yaml:4 the rendered input does not have Deployment skua']);
  });

  test('without rendered input nothing is said', () => {
    const facts = sessionOver({ 'tern.yaml': source }).facts();
    expect(joinRendered(facts.units, facts.rendered)).toEqual({ units: facts.units, unresolved: [] });
  });
});

test('Secrets of the cluster that nobody here names are nobody’s, the others say their keys', () => {
  const secret = (name: string) =>
    `---\napiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: cliff }\ndata: { feather: Y29ybW9yYW50 }\n`;
  const source = deployment('name: tern, namespace: cliff', env('NEST', 'tern-nest'));
  const renderedInput = readRendered([{ name: 'rendered:-', text: `${secret('tern-nest')}${secret('stranger')}` }]);
  const facts = sessionOver({ 'tern.yaml': source }, { renderedInput }).facts();
  const carriers = joinRendered(facts.units, facts.rendered).units.flatMap((unit) =>
    unit.facts.flatMap((fact) =>
      fact.fact === 'carrier' ? [`${fact.carrier.name}#${fact.carrier.key} ${fact.value.state}`] : [],
    ),
  );
  expect(carriers).toEqual(['tern-nest#feather not-here']);
});
