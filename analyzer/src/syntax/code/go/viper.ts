/**
 * spf13/viper: keys are variables in upper case behind the prefix, dots replaced where the file says so, and always where it does not,
 * because the replacer is usually set elsewhere. https://pkg.go.dev/github.com/spf13/viper#readme-working-with-environment-variables
 */
import type { Call } from '../call-rows.ts';
import type { Callees } from '../callees.ts';
import { lastName } from '../callees.ts';
import type { FoundRead } from '../findings.ts';
import { VIPER, VIPER_GET } from './tables.ts';

export function viperReads(callees: Callees): readonly FoundRead[] {
  const calls = callees.calls.filter(({ callee }) => VIPER.test(callee));
  const [prefix = null] = calls
    .filter(({ callee }) => lastName(callee) === 'SetEnvPrefix')
    .flatMap(({ positional: [argument] }) => (argument ? [callees.literal(argument)] : []));
  const bound = calls.filter(({ callee }) => lastName(callee) === 'BindEnv');
  const names = new Map(bound.map((call) => [key(call, callees), variablesOf(call, callees, prefix)]));
  const gets = calls.filter(({ callee }) => VIPER_GET.test(callee));
  return [...bound, ...gets].flatMap((call): readonly FoundRead[] => {
    const asked = key(call, callees);
    const variables = asked === null ? [] : (names.get(asked) ?? variablesOf(call, callees, prefix));
    // A configuration file may say it instead.
    return variables.map((name) => ({ source: { kind: 'env', name }, node: call.node, optional: true }));
  });
}

function key({ positional: [argument] }: Call, callees: Callees): string | null {
  return argument ? callees.literal(argument) : null;
}

/** `BindEnv("db.password", "DATABASE_PASSWORD")` names them; a key alone is turned into one. */
function variablesOf(call: Call, callees: Callees, prefix: string | null): readonly string[] {
  const asked = key(call, callees);
  if (asked === null) return [];
  const told = lastName(call.callee) === 'BindEnv' ? call.positional.slice(1) : [];
  const literals = told.map(callees.literal).flatMap((name) => (name === null ? [] : [name]));
  const made = `${prefix ? `${prefix}_` : ''}${asked.replace(/[.-]/g, '_')}`.toUpperCase();
  return literals.length > 0 ? literals : [made];
}
