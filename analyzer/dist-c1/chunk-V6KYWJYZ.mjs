import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

// analyzer/src/explain/escape.ts
var INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
function visible(character) {
  const code = character.codePointAt(0) ?? 0;
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}
function escapeTerminal(text) {
  return text.replace(INVISIBLE, visible);
}
var SPLIT = "&#8203;";
var MARKDOWN = [
  { pattern: "&", becomes: () => "&amp;" },
  { pattern: "<", becomes: () => "&lt;" },
  { pattern: ">", becomes: () => "&gt;" },
  { pattern: '"', becomes: () => "&quot;" },
  { pattern: "'", becomes: () => "&#39;" },
  // GitHub and GitLab find mentions and issue numbers after rendering: an entity alone does not stop them.
  { pattern: "@", becomes: (match) => match + SPLIT },
  { pattern: "#(?=\\d)|\\bGH-(?=\\d)|!(?=\\d)", becomes: (match) => match + SPLIT },
  // Autolinks of GitHub Flavored Markdown, section 6.9.
  { pattern: "://", becomes: () => "&#58;//" },
  { pattern: "\\bwww\\.", becomes: (match) => `${match.slice(0, -1)}&#46;` },
  // At the start of a line these make lists, headings and rules.
  { pattern: "^\\s*\\d+(?=[.)])", becomes: (match) => `${match.trimStart()}${SPLIT}` },
  { pattern: "^\\s*[-+=]", becomes: (match) => `\\${match.trimStart()}` },
  { pattern: "^\\s+", becomes: () => "" },
  { pattern: "[\\\\`*_{}[\\]()|~$!#]", becomes: (match) => `\\${match}` }
];
var ANY_MARKDOWN = new RegExp(MARKDOWN.map(({ pattern }) => `(${pattern})`).join("|"), "giu");
function escapeShell(text) {
  const shown = escapeTerminal(text);
  return /^[\w@%+=:,./][\w@%+=:,./#-]*$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}

export {
  escapeTerminal,
  escapeShell
};
