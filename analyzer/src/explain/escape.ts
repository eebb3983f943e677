/**
 * Names come from scanned repositories, so they may be hostile: terminal escapes, reversed text, Markdown, HTML. Every
 * text that leaves for a medium goes through here once, at the last step. Must never let an invisible or control
 * character through.
 */

/**
 * Controls (C0, DEL, C1), line and paragraph separators, format characters (bidirectional overrides, zero-width characters,
 * tags), lone surrogates, and whatever else renders as nothing. See Unicode TR36, section 3.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** For a terminal, a log or a one-line message: one line, every character of it seen. */
export function escapeTerminal(text: string): string {
  return text.replace(INVISIBLE, visible);
}

/** Splits a word for whatever makes mentions and references of the *rendered* text, without changing how it looks. */
const SPLIT = '&#8203;';

interface Rule {
  readonly pattern: string;
  readonly becomes: (match: string) => string;
}

/** The first that matches wins, and nothing is replaced twice. */
const MARKDOWN: readonly Rule[] = [
  { pattern: '&', becomes: () => '&amp;' },
  { pattern: '<', becomes: () => '&lt;' },
  { pattern: '>', becomes: () => '&gt;' },
  { pattern: '"', becomes: () => '&quot;' },
  { pattern: "'", becomes: () => '&#39;' },
  // GitHub and GitLab find mentions and issue numbers after rendering: an entity alone does not stop them.
  { pattern: '@', becomes: (match) => match + SPLIT },
  { pattern: '#(?=\\d)|\\bGH-(?=\\d)|!(?=\\d)', becomes: (match) => match + SPLIT },
  // Autolinks of GitHub Flavored Markdown, section 6.9.
  { pattern: '://', becomes: () => '&#58;//' },
  { pattern: '\\bwww\\.', becomes: (match) => `${match.slice(0, -1)}&#46;` },
  // At the start of a line these make lists, headings and rules.
  { pattern: '^\\s*\\d+(?=[.)])', becomes: (match) => `${match.trimStart()}${SPLIT}` },
  { pattern: '^\\s*[-+=]', becomes: (match) => `\\${match.trimStart()}` },
  { pattern: '^\\s+', becomes: () => '' },
  { pattern: '[\\\\`*_{}[\\]()|~$!#]', becomes: (match) => `\\${match}` },
];
const ANY_MARKDOWN = new RegExp(MARKDOWN.map(({ pattern }) => `(${pattern})`).join('|'), 'giu');

/** For Markdown that may be shown as HTML (a comment, a hover): the text as text, without markup, mentions or links. */
export function escapeMarkdown(text: string): string {
  return escapeTerminal(text).replace(ANY_MARKDOWN, (match, ...groups) => {
    const rule = MARKDOWN[groups.findIndex((group) => group !== undefined)];
    return rule ? rule.becomes(match) : match;
  });
}

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For HTML, SVG and XML, in content and in quoted attributes: one line of text. */
export function escapeHtml(text: string): string {
  return escapeTerminal(text).replace(/[&<>"']/g, (character) => ENTITY[character] ?? '');
}

/**
 * For one cell of CSV (RFC 4180). A text that a spreadsheet would run as a formula starts with an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function escapeCsv(text: string): string {
  const shown = escapeTerminal(text);
  const inert = /^\s*[=+\-@＝＋－＠]/.test(shown) ? `'${shown}` : shown;
  return /[",;]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** For a command that a person may copy into a shell: one word, whatever it holds. */
export function escapeShell(text: string): string {
  const shown = escapeTerminal(text);
  return /^[\w@%+=:,./][\w@%+=:,./#-]*$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}
