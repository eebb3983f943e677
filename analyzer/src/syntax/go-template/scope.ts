/** Variables of a template: a stack, as Go keeps it, so that a block's own end where the block does. */
import { GoError } from './failure.ts';
import type { Traced } from './types.ts';

interface Variable {
  readonly name: string;
  value: Traced;
}

export interface Scope {
  /** A depth to go back to. */
  mark(): number;
  reset(mark: number): void;
  declare(name: string, value: Traced): void;
  /** Sets the innermost variable of the name. Throws `GoError` where there is none. */
  assign(name: string, value: Traced): void;
  /** Throws `GoError` for a name nobody declared. */
  read(name: string): Traced;
}

/** A scope that knows `$`, the data of the template. */
export function createScope(data: Traced): Scope {
  const variables: Variable[] = [{ name: '', value: data }];
  function find(name: string): Variable {
    for (let at = variables.length - 1; at >= 0; at -= 1) {
      const variable = variables[at];
      if (variable?.name === name) return variable;
    }
    throw new GoError(`the variable $${name} is not declared here`);
  }
  return {
    mark: () => variables.length,
    reset(mark) {
      variables.length = mark;
    },
    declare(name, value) {
      variables.push({ name, value });
    },
    assign(name, value) {
      find(name).value = value;
    },
    read: (name) => find(name).value,
  };
}
