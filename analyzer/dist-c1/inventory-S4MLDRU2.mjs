import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  toWire
} from "./chunk-2YKXKZ67.mjs";
import "./chunk-32ZF4UZL.mjs";
import "./chunk-UI6I74VT.mjs";
import "./chunk-BMSEWFWO.mjs";
import "./chunk-CDIE3LBQ.mjs";
import "./chunk-5AEBWAPJ.mjs";
export {
  toWire
};
