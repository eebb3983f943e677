import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  countSlips
} from "./chunk-VVO4XVNN.mjs";
import {
  compareText
} from "./chunk-UI6I74VT.mjs";

// analyzer/src/explain/nearest.ts
var LONGEST = 200;
function nearest(text, names, most = 3) {
  const wanted = text.toLowerCase().slice(0, LONGEST);
  if (wanted === "") return [];
  return [...new Set(names)].map((name) => ({ name, away: awayFrom(wanted, name.toLowerCase().slice(0, LONGEST)) })).filter(({ away }) => away !== null).sort((a, b) => (a.away ?? 0) - (b.away ?? 0) || compareText(a.name, b.name)).slice(0, most).map(({ name }) => name);
}
function awayFrom(wanted, name) {
  if (name.includes(wanted)) return 0.5;
  const allowed = Math.max(1, Math.floor(Math.max(wanted.length, name.length) / 3));
  if (Math.abs(wanted.length - name.length) > allowed) return null;
  const away = countSlips(wanted, name);
  return away <= allowed ? away : null;
}

export {
  nearest
};
