import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import "./chunk-5AEBWAPJ.mjs";

// analyzer/src/wire/write.ts
function writeInventory(inventory) {
  return `${JSON.stringify(inventory, null, 2)}
`;
}
export {
  writeInventory
};
