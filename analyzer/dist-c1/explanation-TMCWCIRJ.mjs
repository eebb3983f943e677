import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  widthOf,
  wrap
} from "./chunk-O54QQD3A.mjs";
import {
  sayPlace
} from "./chunk-DPRTJGOM.mjs";
import "./chunk-CDIE3LBQ.mjs";
import {
  escapeTerminal
} from "./chunk-V6KYWJYZ.mjs";
import "./chunk-5AEBWAPJ.mjs";

// analyzer/src/cli/explanation.ts
function renderExplanation(explanation, columns, paint) {
  const sections = explanation.sections.map(({ title, lines }) => [
    ...wrap(escapeTerminal(title), columns).map((text) => paint(text, "bold")),
    ...lines.flatMap((line) => lineOf(line, columns, paint))
  ]);
  const head = [paint(escapeTerminal(explanation.title), "bold"), paint(escapeTerminal(explanation.credential), "dim")];
  const next = [
    paint("Next step", "bold"),
    ...wrap(escapeTerminal(explanation.nextStep), columns - 2).map((text) => `  ${text}`)
  ];
  return `${[head, ...sections, next].map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function lineOf(line, columns, paint) {
  const indent = "  ".repeat(line.depth + 1);
  const texts = wrap(escapeTerminal(line.text), columns - indent.length);
  const place = line.place === null ? null : escapeTerminal(sayPlace(line.place));
  const last = texts.at(-1) ?? "";
  if (place === null) return texts.map((text) => indent + text);
  const fits = indent.length + widthOf(last) + 2 + widthOf(place) <= columns;
  const shown = texts.map((text) => indent + text);
  return fits ? [...shown.slice(0, -1), `${indent}${last}  ${paint(place, "dim")}`] : [...shown, `${indent}  ${paint(place, "dim")}`];
}
export {
  renderExplanation
};
