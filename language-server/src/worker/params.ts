/** Parameters that came from outside, read one by one: what is not as it should be is as if it were not there. */

export function textOf(params: unknown, name: string): string | null {
  const value = fieldOf(params, name);
  return typeof value === 'string' ? value : null;
}

/** A finite number, not below zero. */
export function numberOf(params: unknown, name: string): number | null {
  const value = fieldOf(params, name);
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

export function flagOf(params: unknown, name: string): boolean {
  return fieldOf(params, name) === true;
}

function fieldOf(params: unknown, name: string): unknown {
  return typeof params === 'object' && params !== null ? new Map(Object.entries(params)).get(name) : undefined;
}
