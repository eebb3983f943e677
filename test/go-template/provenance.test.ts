/** Where rendered YAML comes from: every scalar has its template line, and the values lines behind it. */
import { describe, expect, it } from 'vitest';
import type { Span } from '../../analyzer/src/model/place.ts';
import { filesObject } from '../../analyzer/src/syntax/go-template/objects.ts';
import { parseRenderedYaml, renderTemplates } from '../../analyzer/src/syntax/go-template/render.ts';
import { dict } from '../../analyzer/src/syntax/go-template/trace.ts';
import { scalarAt } from '../../analyzer/src/syntax/tree.ts';
import { parseYaml } from '../../analyzer/src/syntax/yaml.ts';
import { render, valuesOf } from './set.ts';

const TEMPLATE = 'kestrel/templates/secret.yaml';
const HELPERS = 'kestrel/templates/_rig.tpl';

function say({ file, line, column, endColumn }: Span): string {
  return `${file.slice(file.lastIndexOf('/') + 1)}:${line}:${column}-${endColumn}`;
}

/** Text, template place and values places of the scalar below a path of the rendered document. */
function trace(files: Readonly<Record<string, string>>, values: string, ...path: readonly (string | number)[]) {
  const { outputs, notes } = render(files, values);
  expect(notes).toEqual([]);
  const output = outputs.find((each) => each.path === TEMPLATE);
  const scalar = output ? scalarAt(parseRenderedYaml(output)[0]?.tree, ...path) : null;
  return { text: scalar?.text, at: scalar && say(scalar.span), via: scalar?.via.map(say) };
}

describe('one scalar', () => {
  it('written in the template has its own place and no other', () => {
    expect(trace({ [TEMPLATE]: 'kind: Secret\nmetadata:\n  name: anchor\n' }, '', 'metadata', 'name')).toEqual({
      text: 'anchor',
      at: 'secret.yaml:3:9-15',
      via: [],
    });
  });

  it('from a values line has the action and the line', () => {
    const files = { [TEMPLATE]: 'kind: Secret\nname: {{ .Values.auth.existing | quote }}\n' };
    expect(trace(files, 'auth:\n  existing: harbour-keys\n', 'name')).toEqual({
      text: 'harbour-keys',
      at: 'secret.yaml:2:7-42',
      via: ['values.yaml:2:13-25'],
    });
  });

  it('joined of text and action spans both', () => {
    expect(trace({ [TEMPLATE]: 'name: {{ .Values.ship }}-auth\n' }, 'ship: kestrel\n', 'name')).toEqual({
      text: 'kestrel-auth',
      at: 'secret.yaml:1:7-30',
      via: ['values.yaml:1:7-14'],
    });
  });

  it('computed of several values has all of them, nearest first', () => {
    const files = { [TEMPLATE]: 'name: {{ printf "%s-%s" .Values.ship (upper .Values.port) | trunc 12 }}\n' };
    expect(trace(files, 'port: leith\nship: kestrel\n', 'name').via).toEqual([
      'values.yaml:2:7-14',
      'values.yaml:1:7-12',
    ]);
  });

  it('of a default has the line that was empty', () => {
    const files = { [TEMPLATE]: 'name: {{ .Values.existing | default "kestrel-auth" }}\n' };
    expect(trace(files, 'existing: ""\n', 'name')).toMatchObject({
      text: 'kestrel-auth',
      via: ['values.yaml:1:12-12'],
    });
  });

  it('chosen by or and ternary has the choice behind it', () => {
    const files = { [TEMPLATE]: 'a: {{ or .Values.x .Values.y }}\nb: {{ ternary "in" "out" .Values.z }}\n' };
    const values = 'x: ""\ny: hemp\nz: true\n';
    expect(trace(files, values, 'a').via).toEqual(['values.yaml:2:4-8', 'values.yaml:1:5-5']);
    expect(trace(files, values, 'b').via).toEqual(['values.yaml:3:4-8']);
  });

  it('of a condition in its line has the condition, of one around it has not', () => {
    const inline = { [TEMPLATE]: 'name: {{ if .Values.own }}own-keys{{ else }}shared-keys{{ end }}\n' };
    expect(trace(inline, 'own: false\n', 'name')).toMatchObject({ text: 'shared-keys', via: ['values.yaml:1:6-11'] });
    const around = { [TEMPLATE]: '{{ if .Values.own }}\nname: own-keys\n{{ end }}\n' };
    expect(trace(around, 'own: true\n', 'name').via).toEqual([]);
  });
});

describe('named templates', () => {
  const helper = [
    '{{- define "rig.keys" -}}',
    '{{- if .Values.existing }}{{ .Values.existing }}{{ else }}{{ printf "%s-keys" .Values.ship }}{{ end -}}',
    '{{- end -}}',
    '{{- define "rig.env" -}}',
    'name: MAST',
    'value: {{ .Values.ship }}',
    '{{- end -}}',
  ].join('\n');

  it('of one line: the caller prints it, the values and the choice decided it, the helper comes last', () => {
    const files = { [HELPERS]: helper, [TEMPLATE]: 'kind: Secret\nname: {{ include "rig.keys" . }}\n' };
    expect(trace(files, 'existing: ""\nship: kestrel\n', 'name')).toEqual({
      text: 'kestrel-keys',
      at: 'secret.yaml:2:7-33',
      via: ['values.yaml:2:7-14', 'values.yaml:1:12-12', '_rig.tpl:2:59-94'],
    });
  });

  it('of several lines keep their own places through nindent', () => {
    const files = { [HELPERS]: helper, [TEMPLATE]: 'env:\n  - {{- include "rig.env" . | nindent 4 }}\n' };
    expect(trace(files, 'ship: kestrel\n', 'env', 0, 'name')).toEqual({ text: 'MAST', at: '_rig.tpl:5:7-11', via: [] });
    expect(trace(files, 'ship: kestrel\n', 'env', 0, 'value')).toEqual({
      text: 'kestrel',
      at: '_rig.tpl:6:8-26',
      via: ['values.yaml:1:7-14'],
    });
  });
});

describe('whole structures', () => {
  const values = [
    'envFrom:',
    '  - secretRef:',
    '      name: harbour-keys',
    'env:',
    '  DB_PASSWORD: tar',
    'extra: |',
    '  name: {{ .Values.ship }}-extra',
    'ship: kestrel',
  ].join('\n');

  it('toYaml leads every scalar and key to its line', () => {
    const files = { [TEMPLATE]: 'envFrom: {{- toYaml .Values.envFrom | nindent 2 }}\n' };
    expect(trace(files, values, 'envFrom', 0, 'secretRef', 'name')).toEqual({
      text: 'harbour-keys',
      at: 'secret.yaml:1:10-51',
      via: ['values.yaml:3:13-25'],
    });
  });

  it('range leads keys and values to their line', () => {
    const files = {
      [TEMPLATE]:
        'env:\n{{- range $k, $v := .Values.env }}\n- name: {{ $k }}\n  value: {{ $v | b64enc }}\n{{- end }}\n',
    };
    expect(trace(files, values, 'env', 0, 'name').via).toEqual(['values.yaml:5:3-14']);
    expect(trace(files, values, 'env', 0, 'value').via).toEqual(['values.yaml:5:16-19']);
  });

  it('tpl leads to the text that was a template and to what it asked for', () => {
    const files = { [TEMPLATE]: 'kind: Secret\n{{ tpl .Values.extra . }}\n' };
    expect(trace(files, values, 'name')).toMatchObject({ text: 'kestrel-extra', at: 'secret.yaml:2:1-26' });
    expect(trace(files, values, 'name').via?.map((place) => place.split('-')[0])).toEqual([
      'values.yaml:8:7',
      'values.yaml:7:3',
    ]);
  });

  it('what went through YAML and back keeps its lines', () => {
    const files = { [TEMPLATE]: 'name: {{ (index (fromYaml (toYaml .Values)).envFrom 0).secretRef.name }}\n' };
    expect(trace(files, values, 'name').via).toEqual(['values.yaml:3:13-25']);
  });

  it('a checksum knows the template it was made of', () => {
    const checksum = '{{ include "kestrel/templates/config.yaml" . | sha256sum }}';
    const files = [
      { path: TEMPLATE, text: `sum: ${checksum}\n`, name: 'kestrel/templates/secret.yaml' },
      { path: 'kestrel/templates/config.yaml', text: 'data:\n  ship: {{ .Values.ship }}\n' },
    ];
    const { outputs } = renderTemplates({ files }, dict([['Values', valuesOf(values)]]));
    const output = outputs.find(({ path }) => path === TEMPLATE);
    const sum = output ? scalarAt(parseRenderedYaml(output)[0]?.tree, 'sum') : null;
    expect(sum?.via.map(say)).toEqual(['values.yaml:8:7-14', 'config.yaml:1:1-9']);
  });

  it('a text without actions has the places it would have without the engine', () => {
    const text = 'spec:\n  a: "1"\n  b: |\n    oak\n    fir\n  c: [x, {y: &z 1}]\n  d: *z\n---\n# end\ne:\n';
    const { outputs } = render({ [TEMPLATE]: text });
    expect(outputs[0] && parseRenderedYaml(outputs[0])).toEqual(parseYaml(TEMPLATE, text));
  });
});

it('files of the chart are places too', () => {
  const files = filesObject({
    names: ['rig/mast.ini', 'rig/sail.ini'],
    text: (name) => `[${name}]`,
    place: (name) => ({ file: name, line: 1, column: 1, endLine: 1, endColumn: 1 }),
  });
  const { outputs } = render(
    { [TEMPLATE]: 'data: {{- (.Files.Glob "rig/*.ini").AsConfig | nindent 2 }}\nnone: {{ .Files.Get "keel" }}\n' },
    '',
    [['Files', files]],
  );
  const tree = outputs[0] && parseRenderedYaml(outputs[0])[0]?.tree;
  expect(scalarAt(tree, 'data', 'sail.ini')).toMatchObject({ text: '[rig/sail.ini]', via: [{ file: 'rig/sail.ini' }] });
});

it('a note of the rendered YAML stands in the template', () => {
  const { outputs } = render({ [TEMPLATE]: 'a: 1\nb: [{{ .Values.ship }}\n' }, 'ship: kestrel\n');
  const [document] = outputs[0] ? parseRenderedYaml(outputs[0]) : [];
  expect(document?.notes.map((note) => [note.note, note.at.file, note.at.line])).toEqual([['skipped', TEMPLATE, 3]]);
});
