/**
 * `%env(…)%` of Symfony's configuration, with the processors in front of the name (`%env(json:file:TIDE_FILE)%`):
 * https://symfony.com/doc/current/configuration/env_var_processors.html
 */

export interface Parameter {
  readonly name: string;
  /** A default stands in (`%env(default:fallback:X)%`). */
  readonly optional: boolean;
  readonly start: number;
  readonly end: number;
}

const PARAMETER = /%env\(((?:[\w.-]+:)*)([A-Za-z_]\w*)\)%/g;

/** The variables a text names, in order. */
export function variablesIn(text: string): readonly Parameter[] {
  return [...text.matchAll(PARAMETER)].map(({ index, 0: whole, 1: processors = '', 2: name = '' }) => ({
    name,
    optional: /(?:^|:)default:/.test(processors),
    start: index,
    end: index + whole.length,
  }));
}
