/** Hostile charts: whatever a template holds, rendering ends, names what it left out, and touches nothing but data. */
import { describe, expect, it } from 'vitest';
import { createMeter, DEFAULT_BOUNDS } from '../../analyzer/src/syntax/go-template/meter.ts';
import { createRegex } from '../../analyzer/src/syntax/go-template/regex/match.ts';
import { renderTemplates } from '../../analyzer/src/syntax/go-template/render.ts';
import { dict } from '../../analyzer/src/syntax/go-template/trace.ts';
import { render, valuesOf } from './set.ts';

const END = 'evaluation stopped';

describe('a template that does not end', () => {
  const endless: readonly (readonly [string, string])[] = [
    ['includes itself', '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}'],
    ['calls itself', '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}'],
    ['feeds tpl to itself', '{{ tpl .Values.loop . }}'],
    ['counts for ever', '{{ range 99999 }}{{ range 99999 }}{{ range 99999 }}{{ end }}{{ end }}{{ end }}'],
    ['doubles a text', '{{ $s := "keelkeel" }}{{ range until 99 }}{{ $s = print $s $s }}{{ end }}'],
    ['repeats a text', '{{ repeat 999999999 "keel" }}'],
    ['pads a text', '{{ range until 9999 }}{{ printf "%9999d" 1 }}{{ end }}'],
    ['appends to a list', '{{ $l := list }}{{ range until 99999 }}{{ $l = append $l 1 }}{{ end }}'],
    [
      'nests blocks in templates',
      `{{ define "a" }}${'{{ if 1 }}'.repeat(90)}{{ include "a" . }}${'{{ end }}'.repeat(90)}{{ end }}{{ include "a" . }}`,
    ],
    ['indents a text', '{{ nindent 999999999 "a" }}'],
  ];

  it.each(endless)('%s', (_, text) => {
    const { outputs, notes } = render(
      { 'a.yaml': `before\n${text}`, 'b.yaml': 'mast: fir' },
      'loop: "{{ tpl .Values.loop . }}"',
    );
    expect(notes.map((note) => note.note)).toEqual(['skipped']);
    expect(notes[0]?.what).toContain(END);
    expect(notes[0]?.at.file).toBe('a.yaml');
    expect(outputs.map(({ path, complete }) => [path, complete])).toEqual([
      ['a.yaml', false],
      ['b.yaml', true],
    ]);
    expect(outputs[0]?.text).toMatch(/^before\n/);
  });

  it('is stopped by the bound it is given', () => {
    const { notes } = render({ 'a.yaml': '{{ range until 40 }}x{{ end }}' }, '', [], { steps: 50 });
    expect(notes.map((note) => note.what)).toEqual([`the template does not end: ${END}`]);
  });
});

describe('values that are too much', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['{{ until 999999999 }}', 'makes too long a list'],
    ['{{ seq 1 999999999 }}', 'makes too long a list'],
    ['{{ $d := dict }}{{ $_ := set $d "self" $d }}{{ toYaml $d }}', 'a value that holds itself'],
    ['{{ $d := dict }}{{ $_ := set $d "self" $d }}{{ toJson $d }}', 'a value that holds itself'],
    [
      '{{ $d := dict }}{{ $_ := set $d "s" $d }}{{ $e := dict }}{{ $_ := set $e "s" $e }}{{ deepEqual $d $e }}',
      'a value that holds itself',
    ],
    [
      '{{ $d := dict }}{{ range until 999 }}{{ $d = dict "d" $d }}{{ end }}{{ deepCopy $d }}',
      'a value nested too deeply',
    ],
  ];

  it.each(refused)('%s', (text, what) => {
    const { outputs, notes } = render({ 'a.yaml': `${text}after` });
    expect(notes.map((note) => note.what)).toEqual([what]);
    expect(outputs[0]?.text).toBe('after');
  });

  it('a dict of dicts of itself prints short', () => {
    const { outputs } = render({
      'a.yaml': '{{ $d := dict }}{{ range until 60 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ $d }}',
    });
    expect(outputs[0]?.text.length).toBeLessThan(500_000);
  });

  it('blocks and parentheses nested too deeply do not parse', () => {
    const deep = [
      `${'{{ if 1 }}'.repeat(5000)}${'{{ end }}'.repeat(5000)}`,
      `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`,
    ];
    for (const text of deep) expect(render({ 'a.yaml': text }).notes.map((note) => note.note)).toEqual(['skipped']);
  });
});

it('a large text of many pieces is cut and read as a template', () => {
  const values = `oars:\n${'- "{{ 1 }}"\n'.repeat(20_000)}`;
  const { outputs } = render({ 'a.yaml': '{{ tpl (toYaml .Values.oars) . | splitList "\\n" | len }}' }, values);
  expect(outputs[0]?.text).toBe('20000');
});

describe('names of the host', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

  it.each(names)('%s is a key like any other', (name) => {
    const { outputs } = render({
      'a.yaml': `<{{ .Values.${name} }}><{{ index .Values "${name}" }}>{{ $_ := set .Values "${name}" "oak" }}<{{ .Values.${name} }}>`,
    });
    expect(outputs[0]?.text).toBe('<><><oak>');
    expect(Object.hasOwn(Object.prototype, 'oak')).toBe(false);
  });

  it.each(['constructor', '__proto__', 'valueOf'])('%s is no function', (name) => {
    const { notes } = render({ 'a.yaml': `{{ ${name} "return process" }}` });
    expect(notes.map((note) => note.what)).toEqual([`${name} is no function known here`]);
  });

  it.each(['env "HOME"', 'expandenv "$HOME"'])('%s is none of Helm’s functions', (call) => {
    const { outputs, notes } = render({ 'a.yaml': `<{{ ${call} }}>` });
    expect(outputs[0]?.text).toBe('<>');
    expect(notes).toHaveLength(1);
  });
});

describe('regular expressions', () => {
  it.each(['(a+)+$', '(a|aa)+$', '(a*)*b', '(.*)(.*)(.*)(.*)x$'])('%s takes linear time', (pattern) => {
    const meter = createMeter(DEFAULT_BOUNDS);
    expect(createRegex(pattern, meter).all(`${'a'.repeat(2000)}!`, 1)).toEqual([]);
  });

  it('that unfold to too much are refused', () => {
    const { notes } = render({ 'a.yaml': '{{ mustRegexMatch "((a{1,900}){1,900}){1,900}" "a" }}' });
    expect(notes.map((note) => note.what)).toEqual(['a regular expression that is too large']);
  });
});

it('no note quotes a value', () => {
  const values = 'password: c4n4ry\nhold: {c4n4ry: 1}\n';
  const calls = [
    'fail .Values.password',
    'required .Values.password nil',
    'include .Values.password .',
    'tpl (print "{{ " .Values.password) .',
    'semver .Values.password',
    'mustRegexMatch (print .Values.password "(") "x"',
    'range .Values.password',
    'index .Values.hold 1',
  ];
  for (const call of calls) {
    const { notes } = render({ 'a.yaml': `{{ ${call} }}${call.startsWith('range') ? '{{ end }}' : ''}` }, values);
    expect(notes).toHaveLength(1);
    expect(JSON.stringify(notes)).not.toContain('c4n4ry');
  }
});

it('what one template sets, the given values do not see', () => {
  const values = valuesOf('ship: kestrel\n');
  const files = [{ path: 'a.yaml', text: '{{ $_ := set .Values "ship" "heron" }}{{ .Values.ship }}' }];
  const root = dict([['Values', values]]);
  expect(renderTemplates({ files }, root).outputs[0]?.text).toBe('heron');
  expect(renderTemplates({ files: [{ path: 'b.yaml', text: '{{ .Values.ship }}' }] }, root).outputs[0]?.text).toBe(
    'kestrel',
  );
});
