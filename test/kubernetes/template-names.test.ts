import { expect, test } from 'vitest';
import { namesInTemplate } from '../../analyzer/src/syntax/template-names.ts';

const NAMES: ReadonlyArray<readonly [string, string]> = [
  ['{{ .oboe }}', 'oboe'],
  ['{{- .oboe -}}', 'oboe'],
  ['{{ $.oboe | b64dec }}', 'oboe'],
  ['{{ .oboe.reed }}', 'oboe'],
  ['{{ (.oboe | fromJson).reed }}', 'oboe'],
  ['{{ index . "english-horn" }} {{ get $ "piccolo" }}', 'english-horn piccolo'],
  ['{{ $reed := .oboe }}{{ $reed.cane }}', 'oboe'],
  ['{{ "a }} .tuba" }}{{ `{{ .horn }}` }}', ''],
  ['{{/* .tuba */}}', ''],
  ['{{ .oboe', ''],
  ['no action', ''],
  ['{{ with .oboe }}{{ .reed }}{{ $.flute }}{{ end }}{{ .harp }}', 'oboe flute harp'],
  ['{{ if .oboe }}{{ .flute }}{{ end }}', 'oboe flute'],
];

test.each(NAMES)('%s names %s', (text, names) => {
  expect(namesInTemplate(text).names.join(' ')).toBe(names);
});

test.each(['{{ . | toJson }}', '{{ range $k, $v := . }}{{ $k }}{{ end }}', '{{ toYaml $ }}'])(
  '%s takes everything',
  (text) => {
    expect(namesInTemplate(text)).toMatchObject({ everything: true, names: [] });
  },
);

test.each(['{{ .oboe }}', '{{ range .oboe }}{{ . }}{{ end }}', '{{ index . "oboe" }}'])('%s takes one name', (text) => {
  expect(namesInTemplate(text)).toMatchObject({ everything: false, names: ['oboe'] });
});

test('only an action that passes on one name is bare', () => {
  const bare = (text: string) => namesInTemplate(text).bare;
  expect([' {{ .oboe | b64dec | quote }}\n', '{{ index . "oboe" }}'].map(bare)).toEqual([true, true]);
  expect(['x{{ .oboe }}', '{{ .oboe }}{{ .harp }}', '{{ dict "a" .oboe }}', '{{ . }}'].map(bare)).not.toContain(true);
});

test('the mask opens one name and fills in the others', () => {
  const template = namesInTemplate('redis://{{ .harp }}:{{ .oboe | urlquery }}@{{ printf "%s.%s" .oboe .pit }}');
  expect(template.mask('oboe')).toBe(`redis://x:\${oboe}@\${oboe}.x`);
});

test('openings without an end take no time that grows with their square', () => {
  expect(namesInTemplate('{{ "'.repeat(100_000)).names).toEqual([]);
});
