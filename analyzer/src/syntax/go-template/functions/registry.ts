/** Every function a template of Helm may call, by name. Where Sprig and Go have the same name, Helm's map has Sprig's. */

import { BUILTIN } from './builtin.ts';
import { CASES } from './cases.ts';
import type { GoFunction } from './contract.ts';
import { DICTS } from './dicts.ts';
import { ENCODING } from './encoding.ts';
import { FLOW } from './flow.ts';
import { GENERATING } from './generated.ts';
import { LISTS } from './lists.ts';
import { MATH } from './math.ts';
import { PATHS_AND_URLS } from './paths.ts';
import { REGEX } from './regex.ts';
import { SEMVER } from './semver.ts';
import { SERIAL } from './serial.ts';
import { STRINGS } from './strings.ts';
import { TYPES } from './types.ts';

export const FUNCTIONS: ReadonlyMap<string, GoFunction> = new Map(
  [
    BUILTIN,
    STRINGS,
    CASES,
    LISTS,
    DICTS,
    MATH,
    TYPES,
    ENCODING,
    PATHS_AND_URLS,
    SEMVER,
    REGEX,
    SERIAL,
    GENERATING,
    FLOW,
  ].flatMap((family) => Object.entries(family)),
);
