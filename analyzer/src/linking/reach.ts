/** What a credential may do and what it reaches: declared, told by its kind, or by where it is used; the widest counts. */
import type { Configuration } from '../model/configuration.ts';
import { declared, type Evidence, seen } from '../model/evidence.ts';
import type { Credential } from '../model/graph.ts';
import type { Reach } from '../model/vocabulary.ts';
import type { Joined } from './joined.ts';
import type { KindClue, KindFound } from './kinds.ts';

/** What the credential may do: declared, else what its kind usually may. */
export function privilegeOf(joined: Joined, { kind }: KindFound): Credential['privilege'] {
  const entry = joined.declarations.find(({ privilege }) => privilege !== null);
  if (entry?.privilege)
    return { value: entry.privilege, because: [declared(entry.at, `privilege ${entry.privilege}`)] };
  if (kind)
    return {
      value: kind.defaultPrivilege,
      because: [byRow(kind.id, `usually ${kind.defaultPrivilege}`, kind.confidence === 'low')],
    };
  return {
    value: 'unknown',
    because: [seen(joined.origins[0]?.at as KindClue['at'], 'kind and privilege not known', 'assumed')],
  };
}

function byRow(row: string, says: string, unverified: boolean): Evidence {
  return { from: 'default', row, says, confidence: 'assumed', unverified };
}

const ENVIRONMENT_REACH: Readonly<Record<string, Reach>> = {
  production: 'production',
  staging: 'staging',
  uat: 'staging',
  qa: 'staging',
  preview: 'staging',
  test: 'development',
  development: 'development',
  local: 'development',
};
const REACH_ORDER: readonly Reach[] = ['customer-data', 'production', 'derived-data', 'staging', 'development'];

/** The widest of what is declared and where it lives; no environment known counts as production. */
export function reachOf(
  joined: Joined,
  environments: readonly string[],
  unnamed: boolean,
  { kind }: KindFound,
  configuration: Configuration,
): Credential['reach'] {
  const entry = joined.declarations.find(({ data }) => data !== null);
  if (entry && entry.data !== 'internal') {
    return {
      value: entry.data === 'derived' ? 'derived-data' : 'customer-data',
      because: [declared(entry.at, `data: ${entry.data}`)],
    };
  }
  const at = joined.origins[0]?.at as KindClue['at'];
  const reaches = environments.map((name) => {
    const said = configuration.environments.get(name);
    return said
      ? { value: said.reach, because: declared(said.at, `${name} reaches ${said.reach}`) }
      : { value: ENVIRONMENT_REACH[name] ?? ('production' as const), because: seen(at, `used in ${name}`, 'inferred') };
  });
  if (unnamed && environments.length === 0)
    reaches.push({ value: 'production', because: seen(at, 'no environment known: counted as production', 'assumed') });
  const widest = REACH_ORDER.flatMap((reach) => reaches.find(({ value }) => value === reach) ?? [])[0];
  const value = widest?.value ?? 'production';
  const because = widest?.because ?? seen(at, 'no environment known: counted as production', 'assumed');
  if (value === 'production' && kind?.dependencyKind === 'cache')
    return { value: 'derived-data', because: [because, byRow(kind.id, 'a cache holds derived data', false)] };
  return { value, because: [because] };
}
