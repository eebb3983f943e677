import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  nearest
} from "./chunk-26TFTISS.mjs";
import "./chunk-VVO4XVNN.mjs";
import "./chunk-UI6I74VT.mjs";
import "./chunk-5AEBWAPJ.mjs";

// analyzer/src/explain/find.ts
var TESTS = [
  (credential, text) => credential.id === text,
  (credential, text) => credential.name === text,
  (credential, text) => [credential.id, credential.name].some((name) => endsAtBoundary(name, text)),
  (credential, text) => credential.id.endsWith(text) || credential.name.endsWith(text)
];
function findCredential(inventory, text) {
  for (const test of text === "" ? [] : TESTS) {
    const [first, ...others] = inventory.credentials.filter((credential) => test(credential, text));
    if (first === void 0) continue;
    return others.length === 0 ? { found: first } : { several: [first, ...others] };
  }
  const names = inventory.credentials.flatMap(({ id, name }) => [name, id.slice(id.lastIndexOf("/") + 1)]);
  return { near: nearest(text, names) };
}
function endsAtBoundary(name, text) {
  return name.endsWith(text) && /[/:#.]/.test(name.charAt(name.length - text.length - 1));
}
export {
  findCredential
};
