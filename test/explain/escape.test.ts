/** Hostile names reach a terminal, a Markdown renderer and a shell as nothing but text. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeMarkdown, escapeShell, escapeTerminal } from '../../analyzer/src/explain/escape.ts';

test.each([
  ['ANSI colour', 'tea\u001b[31mred', 'tea\\x1b[31mred'],
  ['terminal title', 'tea\u001b]0;owned\u0007', 'tea\\x1b]0;owned\\x07'],
  ['C1 control sequence', 'tea\u009b2J', 'tea\\x9b2J'],
  ['a line of its own', 'tea\nERROR all is well\r', 'tea\\x0aERROR all is well\\x0d'],
  ['right-to-left override', 'tea\u202eterces', 'tea\\u{202e}terces'],
  ['isolates', '\u2066tea\u2069', '\\u{2066}tea\\u{2069}'],
  ['zero width', 'te\u200ba\ufeff', 'te\\u{200b}a\\u{feff}'],
  ['tag characters', 'tea\u{e0041}', 'tea\\u{e0041}'],
  ['filler', 'tea\u3164', 'tea\\u{3164}'],
  ['line separator', 'tea\u2028pot', 'tea\\u{2028}pot'],
  ['lone surrogate', 'tea\ud83d', 'tea\\u{d83d}'],
  ['honest letters', 'Teehaus-Grüße 茶 🍵', 'Teehaus-Grüße 茶 🍵'],
])('terminal: %s', (_what, name, shown) => {
  expect(escapeTerminal(name)).toBe(shown);
});

test('terminal: whatever comes in, nothing invisible comes out', () => {
  const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      // Unassigned and private characters stay: they are drawn, as boxes.
      const shown = escapeTerminal(name).replace(/[\p{Cn}\p{Co}]/gu, '');
      return !invisible.test(shown);
    }),
  );
});

test.each([
  ['HTML', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert\\(1\\)&gt;'],
  ['entity', '&lt;script&gt;', '&amp;lt;script&amp;gt;'],
  ['link', '[tea](https://evil.example)', '\\[tea\\]\\(https&#58;//evil.example\\)'],
  ['bare link', 'www.evil.example', 'www&#46;evil.example'],
  ['mention', '@tearoom/admins', '@&#8203;tearoom/admins'],
  ['issue', 'fixes #12', 'fixes #&#8203;12'],
  ['issue with a semicolon', '#12;', '#&#8203;12;'],
  ['key', 'samovar#password', 'samovar\\#password'],
  ['heading', '# Tea', '\\# Tea'],
  ['list', '- tea', '\\- tea'],
  ['numbered list', '1. tea', '1&#8203;. tea'],
  ['indented code', '    tea', 'tea'],
  ['table cell', 'tea|pot', 'tea\\|pot'],
  ['code', '`tea`', '\\`tea\\`'],
  ['emphasis', '*tea*_pot_~~', '\\*tea\\*\\_pot\\_\\~\\~'],
  ['backslash', '\\*', '\\\\\\*'],
  ['line break', 'tea\n\n# pot', 'tea\\\\x0a\\\\x0a\\# pot'],
])('markdown: %s', (_what, name, shown) => {
  expect(escapeMarkdown(name)).toBe(shown);
});

test('markdown: no tag, cell or code span survives', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'<>&|`[]()!@#*_\\ \n1.-t') }), (name) => {
      const shown = escapeMarkdown(name);
      return !/[<>\n]/.test(shown) && !/(?<!\\)(?:\\\\)*[|`[\]*_]/.test(shown.replace(/(?:\\\\)+/g, ''));
    }),
  );
});

test.each([
  'samovar-db',
  'prod/samovar#password',
  "it's tea",
  '$(rm -rf tea)',
  '`tea`',
  '-rf',
  '#tea',
  '; tea',
  '~',
  '',
])('shell: %j stays one word and means itself', (name) => {
  const printed = execFileSync('/bin/sh', ['-c', `printf %s ${escapeShell(name)}`], { encoding: 'utf8' });
  if (name === '-rf') expect(escapeShell(name)).toBe("'-rf'");
  else expect(printed).toBe(name);
});
