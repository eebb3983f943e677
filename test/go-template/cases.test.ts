/** Conformance: what Go, Sprig and Helm print, case by case; every function the engine knows has one. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { GENERATING } from '../../analyzer/src/syntax/go-template/functions/generated.ts';
import { FUNCTIONS } from '../../analyzer/src/syntax/go-template/functions/registry.ts';
import { render } from './set.ts';

interface Case {
  readonly name: string;
  readonly template: string;
  readonly expect: string;
}

const folder = new URL('cases/', import.meta.url);
const values = readFileSync(new URL('values.yaml', folder), 'utf8');
const files = readdirSync(folder).filter((file) => file !== 'values.yaml');
const cases = files.map(
  (file) => [file, parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Case[]] as const,
);

describe.each(cases)('%s', (_, rows) => {
  it.each(rows)('$name', ({ template, expect: expected }) => {
    const { outputs, notes } = render({ 'kestrel/templates/keel.yaml': template }, values);
    expect(outputs[0]?.text).toBe(expected);
    expect(notes).toEqual([]);
  });
});

it('has a case for every function but those that make things up or refuse', () => {
  const called = new Set(cases.flatMap(([, rows]) => rows.flatMap(({ template }) => template.match(/\w+/g) ?? [])));
  const tested = new Set([...Object.keys(GENERATING), 'fail', 'call']);
  expect([...FUNCTIONS.keys()].filter((name) => !called.has(name) && !tested.has(name))).toEqual([]);
});

describe('what Go refuses', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['{{ .Values.oar.length }}', '.length of a value that is missing'],
    ['{{ .Values.ship.length }}', '.length of a string'],
    ['{{ trunc 5 .Values.port }}', 'float64 where a string is due'],
    ['{{ trunc 5 .Values.oar }}', 'nothing where a string is due'],
    ['{{ until .Values.port }}', 'float64 where a int is due'],
    ['{{ eq .Values.port 4711 }}', 'eq of a float and a int: incompatible types'],
    ['{{ eq .Values.hold .Values.hold }}', 'eq of values that cannot be compared'],
    ['{{ lt "a" 1 }}', 'a string against a int: incompatible types'],
    ['{{ index .Values.crew 9 }}', 'index out of range'],
    ['{{ index .Values.crew "a" }}', 'a list is indexed by an integer'],
    ['{{ len nil }}', 'len of what has no length'],
    ['{{ div 1 0 }}', 'division by zero'],
    ['{{ first .Values.oar }}', 'nothing where a list is due'],
    ['{{ set .Values.oar "a" 1 }}', 'nothing where a map is due'],
    ['{{ ternary "a" "b" .Values.oar }}', 'ternary of what is no bool'],
    ['{{ range .Values.ship }}{{ end }}', 'range over what is no list and no map'],
    ['{{ include "nowhere" . }}', 'a template that is not defined here is called'],
    ['{{ .Values.ship "x" }}', 'ship takes no arguments'],
    ['{{ "a" "b" }}', 'arguments for what is no function'],
    ['{{ $nobody }}', 'the variable $nobody is not declared here'],
    ['{{ furl .Values.ship }}', 'furl is no function known here'],
    ['{{ mustRegexMatch "(" "x" }}', 'a regular expression that does not parse'],
    ['{{ mustRegexFind "(?=a)" "a" }}', 'a regular expression that does not parse'],
    ['{{ mustRegexFind "a**" "a" }}', 'a regular expression that does not parse'],
    ['{{ semverCompare ">=1.2" "latest" }}', 'a text that is no version'],
    ['{{ tpl "{{ if }}" . }}', 'a text given to tpl that does not parse'],
    ['{{ fail .Values.ship }}', 'the chart refuses these values (fail)'],
    ['{{ required "a berth" .Values.berth }}', 'a required value is missing: rendered as empty'],
  ];

  it.each(refused)('%s', (template, what) => {
    const { outputs, notes } = render({ 'kestrel/templates/keel.yaml': `a${template}b` }, values);
    expect(notes.map((note) => [note.note, note.what, note.at.line])).toEqual([['unresolved', what, 1]]);
    expect(outputs.map(({ text, complete }) => [text, complete])).toEqual([['ab', false]]);
  });

  const unparsed = [
    '{{ if }}',
    '{{ if true }}',
    '{{ end }}',
    '{{ else }}',
    '{{ "open',
    '{{ .Values.ship }',
    '{{ (1 }}',
    '{{ define 5 }}{{ end }}',
  ];

  it.each(unparsed)('does not parse: %s', (template) => {
    const { outputs, notes } = render({
      'kestrel/templates/keel.yaml': template,
      'kestrel/templates/mast.yaml': 'fir',
    });
    expect(outputs.map(({ path, text }) => [path, text])).toEqual([['kestrel/templates/mast.yaml', 'fir']]);
    expect(notes.map((note) => [note.note, note.at.file])).toEqual([['skipped', 'kestrel/templates/keel.yaml']]);
  });

  it('goes on after a failure, with a variable that could not be set as nothing', () => {
    const { outputs, notes } = render({ 'keel.yaml': '{{ $x := fail "no" }}<{{ $x }}>' });
    expect(outputs[0]?.text).toBe('<>');
    expect(notes).toHaveLength(1);
  });
});
