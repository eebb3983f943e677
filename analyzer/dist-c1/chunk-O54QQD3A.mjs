import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

// analyzer/src/cli/layout.ts
var WIDE = new RegExp("[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]|\\p{Emoji_Presentation}", "u");
var NOTHING = new RegExp("^\\p{M}", "u");
var ASCII = /^[\x20-\x7e]*$/;
function widthOf(text) {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}
function characterWidth(character) {
  if (NOTHING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
function cutMiddle(text, width) {
  if (widthOf(text) <= width) return text;
  if (width <= 1) return "\u2026".slice(0, Math.max(0, width));
  const head = Math.ceil((width - 1) / 2);
  const characters = [...text];
  return `${take(characters, head)}\u2026${[...take(characters.toReversed(), width - 1 - head)].reverse().join("")}`;
}
function take(characters, width) {
  let taken = "";
  let used = 0;
  for (const character of characters) {
    used += characterWidth(character);
    if (used > width) break;
    taken += character;
  }
  return taken;
}
function padEnd(text, width) {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}
function flow(parts, width, between) {
  const lines = [];
  for (const part of parts.map((whole) => cutMiddle(whole, width))) {
    const last = lines.at(-1);
    const joined = last === void 0 ? part : `${last}${between}${part}`;
    if (last !== void 0 && widthOf(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(part);
  }
  return lines;
}
function wrap(sentence, width) {
  return flow(sentence.split(" "), width, " ");
}

export {
  widthOf,
  cutMiddle,
  padEnd,
  flow,
  wrap
};
