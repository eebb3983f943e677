/** Applications and what comes of them: each test is a small repository, and what would run where. */
import { describe, expect, test } from 'vitest';
import argo from '../../analyzer/src/rendering/argo.ts';
import helm from '../../analyzer/src/rendering/helm.ts';
import kustomize from '../../analyzer/src/rendering/kustomize.ts';
import { planUnits } from '../../analyzer/src/rendering/units.ts';
import { at, type Tree, textAt } from '../../analyzer/src/syntax/tree.ts';
import { filesOf } from '../reading/folder.ts';

type Texts = Readonly<Record<string, string>>;

function plan(texts: Texts) {
  const map = new Map(Object.entries(texts));
  return planUnits([...map.keys()].sort(), filesOf(map), [argo, helm, kustomize]);
}

function objects(texts: Texts): readonly { readonly tree: Tree; readonly line: string }[] {
  return plan(texts).units.map(({ content, context }) => {
    const tree = content as Tree;
    const name = `${textAt(tree, 'kind')} ${textAt(tree, 'metadata', 'name')}`;
    return {
      tree,
      line: `${name} in ${textAt(tree, 'metadata', 'namespace') ?? context.namespace} ${context.environment}`,
    };
  });
}

const lines = (texts: Texts) =>
  objects(texts)
    .map(({ line }) => line)
    .sort();
const notes = (texts: Texts) => plan(texts).notes.map(({ what, at: place }) => `${place.file}:${place.line} ${what}`);

interface Given {
  readonly name: string;
  readonly source?: string;
  readonly sources?: string;
  readonly destination?: string;
}

const HERE = 'repoURL: https://git.example.org/shelf.git';

function application({ name, source, sources, destination = 'namespace: trench' }: Given): string {
  const from = sources ? `sources: [${sources}]` : `source: { ${HERE}, ${source} }`;
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: ${name}, namespace: argo }\nspec: { ${from}, destination: { ${destination} } }\n`;
}

const deployment = (name: string, more = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}${more} }\nspec: { template: { spec: { containers: [{ name: eel }] } } }\n`;

describe('an Application deploys', () => {
  test('a folder of manifests, into the namespace of its destination', () => {
    const texts = {
      'apps/eel.yaml': application({ name: 'eel', source: 'path: manifests/eel' }),
      'manifests/eel/deployment.yaml': deployment('eel'),
      'manifests/eel/other.yaml': deployment('moray', ', namespace: reef'),
      'manifests/eel/deep/apart.yaml': deployment('apart'),
    };
    expect(lines(texts)).toEqual([
      'Deployment apart in null null',
      'Deployment eel in trench null',
      'Deployment moray in reef null',
    ]);
  });

  test('all below a folder, but what include and exclude keep out', () => {
    const texts = {
      'eel.yaml': application({
        name: 'eel',
        source: "path: all, directory: { recurse: true, include: '{*-in.yaml,sub/*}', exclude: 'sub/no*' }",
      }),
      'all/a-in.yaml': deployment('a'),
      'all/deep/b-in.yaml': deployment('b'),
      'all/c.yaml': deployment('c'),
      'all/sub/d.yaml': deployment('d'),
      'all/sub/no-e.yaml': deployment('e'),
    };
    expect(lines(texts).filter((line) => line.endsWith('trench null'))).toEqual([
      'Deployment a in trench null',
      'Deployment b in trench null',
      'Deployment d in trench null',
    ]);
  });

  test('an overlay, with what it lays over it, and not once more on its own', () => {
    const texts = {
      'eel.yaml': application({
        name: 'eel',
        source: "path: overlays/prod, kustomize: { namePrefix: big-, images: ['eel=registry.example.org/eel:9.1'] }",
      }),
      'base/deployment.yaml': `${deployment('eel').replace('name: eel }]', 'name: eel, image: eel }]')}`,
      'base/kustomization.yaml': 'resources: [deployment.yaml]',
      'overlays/prod/kustomization.yaml': 'resources: [../../base]',
      'overlays/staging/kustomization.yaml': 'resources: [../../base]\nnamespace: puddle',
    };
    expect(lines(texts)).toEqual(['Deployment big-eel in trench prod', 'Deployment eel in puddle staging']);
    const [big] = objects(texts).filter(({ line }) => line.includes('big-eel'));
    expect(textAt(big?.tree, 'spec', 'template', 'spec', 'containers', 0, 'image')).toBe(
      'registry.example.org/eel:9.1',
    );
  });

  test('a chart of this repository with files, inline values and parameters, each over the one before', () => {
    const texts = {
      'eel.yaml': application({
        name: 'eel',
        sources: `{ ${HERE}, path: charts/eel, helm: { releaseName: grand, valueFiles: [values-staging.yaml, $here/config/eel.yaml], values: "d: inline\\ne: inline", parameters: [{ name: deep.e, value: '7' }, { name: e, value: set }] } }, { ${HERE}, ref: here }`,
      }),
      'charts/eel/Chart.yaml': 'name: eel\nversion: 1.0.0',
      'charts/eel/values.yaml': 'a: chart\nb: chart\nc: chart\nd: chart\ne: chart\ndeep: { e: 1 }',
      'charts/eel/values-staging.yaml': 'b: file\nc: file\nd: file\ne: file',
      'config/eel.yaml': 'c: ref\nd: ref\ne: ref',
      'charts/eel/templates/map.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "{{ .Release.Name }}-{{ .Release.Namespace }}" }\ndata: { all: "{{ .Values.a }} {{ .Values.b }} {{ .Values.c }} {{ .Values.d }} {{ .Values.e }} {{ .Values.deep.e }}" }',
    };
    const found = objects(texts);
    expect(found.map(({ line }) => line)).toEqual(['ConfigMap grand-trench in trench staging']);
    expect(textAt(found[0]?.tree, 'data', 'all')).toBe('chart file ref inline set 7');
    expect(at(found[0]?.tree, 'data', 'all')?.via.map(({ file }) => file)).toContain('config/eel.yaml');
  });

  test('other Applications, also through a chart that prints them and a kustomization that brings them', () => {
    const texts = {
      'root.yaml': application({ name: 'root', source: 'path: apps' }),
      'apps/Chart.yaml': 'name: apps\nversion: 1.0.0',
      'apps/values.yaml': 'names: [eel, ray]',
      'apps/templates/all.yaml': `{{ range .Values.names }}\n---\n${application({ name: '{{ . }}', source: "path: 'manifests/{{ . }}'" })}{{ end }}`,
      'manifests/eel/eel.yaml': deployment('eel'),
      'manifests/ray/kustomization.yaml': 'resources: [child.yaml]',
      'manifests/ray/child.yaml': application({ name: 'shoal', source: 'path: manifests/shoal' }),
      'manifests/shoal/shoal.yaml': deployment('shoal'),
    };
    expect(lines(texts)).toEqual(['Deployment eel in trench null', 'Deployment shoal in trench null']);
  });

  test('for every environment that the values of a chart nobody deploys tell', () => {
    const texts = {
      'apps/Chart.yaml': 'name: apps\nversion: 1.0.0',
      'apps/values-prod.yaml': 'where: atlantic-prod',
      'apps/values-staging.yaml': 'where: baltic-staging',
      'apps/templates/eel.yaml': application({
        name: 'eel',
        source: 'path: manifests',
        destination: "name: '{{ .Values.where }}', namespace: trench",
      }),
      'manifests/eel.yaml': deployment('eel'),
    };
    expect(lines(texts)).toEqual(['Deployment eel in trench prod', 'Deployment eel in trench staging']);
    expect(new Set(plan(texts).units.map(({ id }) => id)).size).toBe(2);
  });

  test('itself once', () => {
    const texts = {
      'apps/root.yaml': application({ name: 'root', source: 'path: apps' }),
      'apps/eel.yaml': application({ name: 'eel', source: 'path: manifests' }),
      'manifests/eel.yaml': deployment('eel'),
    };
    expect(lines(texts)).toEqual(['Deployment eel in trench null']);
  });

  test('where its destination says: the cluster names the environment before the folder does', () => {
    const texts = {
      'eel.yaml': application({
        name: 'eel',
        source: 'path: staging/eel',
        destination: 'name: atlantic-prod, namespace: deep',
      }),
      'staging/eel/eel.yaml': deployment('eel'),
    };
    expect(lines(texts)).toEqual(['Deployment eel in deep prod']);
    expect(plan(texts).units.map(({ context }) => context.root)).toEqual(['staging/eel/@atlantic-prod/eel']);
  });

  test('nothing of a repository that is not here, and says so', () => {
    const texts = { 'eel.yaml': application({ name: 'eel', source: 'path: elsewhere/eel' }) };
    expect(lines(texts)).toEqual([]);
    expect(notes(texts)).toEqual(['eel.yaml:4 the folder of an Application that is not here: elsewhere/eel']);
  });

  test('what stands beside it in the file stays', () => {
    const texts = {
      'eel.yaml': `${application({ name: 'eel', source: 'path: manifests' })}---\n${deployment('ray')}`,
      'manifests/a.yaml': deployment('eel'),
    };
    expect(lines(texts)).toEqual(['Deployment eel in trench null', 'Deployment ray in null null']);
  });
});

describe('a chart of another repository', () => {
  test('leaves its Application with every value in place', () => {
    const texts = {
      'eel.yaml': application({
        name: 'eel',
        sources:
          "{ chart: eel-server, helm: { valueFiles: [$here/config/eel.yaml, secrets://gone.yaml], values: 'auth: { existingSecret: eel-login }', parameters: [{ name: auth.user, value: conger }] } }, { repoURL: x, ref: here }",
      }),
      'config/eel.yaml': 'auth: { existingSecret: under, tail: { existingSecret: eel-tail } }',
    };
    const [found] = objects(texts);
    expect(textAt(found?.tree, 'spec', 'source', 'chart')).toBe('eel-server');
    const values = at(found?.tree, 'spec', 'source', 'helm', 'valuesObject', 'auth');
    expect(['existingSecret', 'user'].map((name) => textAt(values, name))).toEqual(['eel-login', 'conger']);
    expect(at(values, 'tail', 'existingSecret')?.span).toMatchObject({ file: 'config/eel.yaml', line: 1 });
    expect(notes(texts)).toEqual(['eel.yaml:4 a values file of an Application that is not here']);
    expect(at(values, 'existingSecret')?.span).toMatchObject({ file: 'eel.yaml', line: 4 });
  });
});

const set = (generators: string, template: string, more = '') =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: all, namespace: argo }\nspec:\n${more}  generators: [${generators}]\n  template: ${template}\n`;

const PLAIN = `{ metadata: { name: '{{path.basename}}-{{path[1]}}' }, spec: { source: { ${HERE}, path: '{{path}}' }, destination: { namespace: '{{path.basename}}' } } }`;
const MANIFESTS = {
  'apps/fish/eel/eel.yaml': deployment('eel'),
  'apps/fish/ray/ray.yaml': deployment('ray'),
  'apps/fish/old/old.yaml': deployment('old'),
};

describe('an ApplicationSet makes an Application', () => {
  test('for each folder that git has, but the excluded', () => {
    const generator = 'git: { directories: [{ path: apps/fish/* }, { path: apps/fish/old, exclude: true }] }';
    expect(
      lines({ 'set.yaml': set(`{ ${generator} }`, PLAIN), ...MANIFESTS }).filter((line) => !line.includes('null null')),
    ).toEqual(['Deployment eel in eel null', 'Deployment ray in ray null']);
  });

  test('for each element of a list, in the language of Go', () => {
    const template = `{ metadata: { name: '{{ .fish | upper | lower }}' }, spec: { source: { ${HERE}, path: 'apps/fish/{{ .fish }}' }, destination: { name: '{{ .where.cluster }}', namespace: '{{ index .spaces 0 }}' } } }`;
    const elements = '{ list: { elements: [{ fish: eel, where: { cluster: baltic-staging }, spaces: [brackish] }] } }';
    const texts = { 'set.yaml': set(elements, template, '  goTemplate: true\n'), ...MANIFESTS };
    expect(lines(texts)).toContain('Deployment eel in brackish staging');
  });

  test('for each file, with what it says and where it is', () => {
    const template = `{ metadata: { name: '{{fish.name}}' }, spec: { source: { ${HERE}, path: 'apps/fish/{{fish.name}}' }, destination: { namespace: '{{path.basename}}-{{path.filename}}' } } }`;
    const texts = {
      'set.yaml': set("{ git: { files: [{ path: 'config/**/fish.json' }] } }", template),
      'config/north/fish.json': '{ "fish": { "name": "eel" } }',
      'config/south/deep/fish.json': '[{ "fish": { "name": "ray" } }]',
      ...MANIFESTS,
    };
    expect(lines(texts)).toEqual(
      expect.arrayContaining(['Deployment eel in north-fish.json null', 'Deployment ray in deep-fish.json null']),
    );
  });

  test('for each pair of a matrix, whose second may ask for the first', () => {
    const matrix =
      "{ matrix: { generators: [{ list: { elements: [{ kind: fish }] } }, { git: { directories: [{ path: 'apps/{{kind}}/r*' }] } }] } }";
    expect(lines({ 'set.yaml': set(matrix, PLAIN), ...MANIFESTS })).toContain('Deployment ray in ray null');
  });

  test('for each of the first generator of a merge, with what the others add', () => {
    const merge =
      '{ merge: { mergeKeys: [fish], generators: [{ list: { elements: [{ fish: eel, into: shallow }, { fish: ray, into: shallow }] } }, { list: { elements: [{ fish: ray, into: abyss }, { fish: whale, into: abyss }] } }] } }';
    const template = `{ metadata: { name: '{{fish}}' }, spec: { source: { ${HERE}, path: 'apps/fish/{{fish}}' }, destination: { namespace: '{{into}}' } } }`;
    expect(lines({ 'set.yaml': set(merge, template), ...MANIFESTS })).toEqual(
      expect.arrayContaining(['Deployment eel in shallow null', 'Deployment ray in abyss null']),
    );
  });

  test('that a patch of the set changes', () => {
    const patch =
      '  goTemplate: true\n  templatePatch: |\n    spec: { destination: { namespace: "patched-{{ .fish }}" } }\n';
    const template = `{ metadata: { name: '{{ .fish }}' }, spec: { source: { ${HERE}, path: apps/fish/eel }, destination: { namespace: plain } } }`;
    expect(
      lines({ 'set.yaml': set('{ list: { elements: [{ fish: eel }] } }', template, patch), ...MANIFESTS }),
    ).toContain('Deployment eel in patched-eel null');
  });

  test('whose open values stay as written where clusters are asked', () => {
    const template = `{ metadata: { name: 'eel-{{ .name }}' }, spec: { source: { ${HERE}, path: apps/fish/eel, helm: { releaseName: '{{ .metadata.labels.tide }}' } }, destination: { name: '{{ .name }}', namespace: deep } } }`;
    const texts = { 'set.yaml': set('{ clusters: {} }', template, '  goTemplate: true\n'), ...MANIFESTS };
    expect(lines(texts)).toContain('Deployment eel in deep null');
    expect(notes(texts)).toEqual(['set.yaml:6 clusters generator: which clusters there are is not written here']);
  });
});

describe('hostile input', () => {
  test('ends: paths out of the repository, sets in sets, matrices of matrices', () => {
    const wide = `{ list: { elements: [${Array.from({ length: 90 }, (_, index) => `{ n: '${index}' }`).join(', ')}] } }`;
    const texts = {
      'a.yaml': application({ name: 'a', source: 'path: ../../etc' }),
      'b.yaml': set(
        `{ matrix: { generators: [${wide}, ${wide}] } }`,
        `{ metadata: { name: 'x' }, spec: { source: { ${HERE}, path: nowhere } } }`,
      ),
      'c.yaml': set('{ matrix: 3 }, { git: [] }, { list: { elements: [1, { a: b }] } }, 7', '{ metadata: {} }'),
      'd.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: d }\nspec: { source: 4, sources: 5, destination: [] }',
    };
    expect(lines(texts)).toEqual([]);
    expect(notes(texts)).toContain('a.yaml:4 the folder of an Application that is not here: ../../etc');
    expect(notes(texts)).toContain('d.yaml:3 an Application without a source');
  });
});
