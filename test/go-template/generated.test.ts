/** What only a cluster knows is one marker: never a value, the same in every scan, and said in a note. */
import { describe, expect, it } from 'vitest';
import { GENERATED, GENERATING } from '../../analyzer/src/syntax/go-template/functions/generated.ts';
import { render } from './set.ts';

const ARGUMENTS: Readonly<Record<string, string>> = { htpasswd: '"pilot" "rope"' };

describe('each generating function', () => {
  it.each(Object.keys(GENERATING))('%s', (name) => {
    const { outputs, notes } = render({ 'a.yaml': `{{ print (${name} ${ARGUMENTS[name] ?? '"rope"'}) }}` });
    expect(outputs[0]?.text).toContain(
      name.includes('Cert') || name.startsWith('genCA') ? `Cert:${GENERATED}` : GENERATED,
    );
    expect(outputs[0]?.text).not.toContain('rope');
    expect(outputs[0]?.complete).toBe(true);
    expect(notes.length).toBeGreaterThan(0);
    expect(notes.every(({ note, what }) => note === 'unresolved' && what.endsWith('not known here'))).toBe(true);
  });
});

describe('what is made of it', () => {
  const made: readonly (readonly [string, string])[] = [
    ['randAlphaNum 24 | trunc 5', GENERATED],
    ['randAlphaNum 24 | upper | sha256sum', GENERATED],
    ['randAlphaNum 24 | b64enc | b64dec', GENERATED],
    ['(genCA "kestrel" 30).Key', GENERATED],
    ['now.Format "2006"', GENERATED],
    ['(now | date "2006")', GENERATED],
    ['(htpasswd "pilot" "rope")', `pilot:${GENERATED}`],
  ];

  it.each(made)('{{ %s }}', (call, expected) => {
    expect(render({ 'a.yaml': `{{ ${call} }}` }).outputs[0]?.text).toBe(expected);
  });
});

it('two renderings are the same', () => {
  const files = { 'a.yaml': '{{ uuidv4 }} {{ now }} {{ shuffle "kestrel" }}' };
  expect(render(files).outputs.map(({ text }) => text)).toEqual(render(files).outputs.map(({ text }) => text));
});
