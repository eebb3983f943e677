/**
 * Configuration structs whose fields name variables in their tags: caarlos0/env, kelseyhightower/envconfig, cleanenv, go-envconfig, kong,
 * go-flags. The prefix of a nested struct or of the call that fills it belongs to the name.
 */
import type { Callees } from '../callees.ts';
import { type CodeNode, type CodeTree, child } from '../code-tree.ts';
import type { FoundRead } from '../findings.ts';
import { structsOf, tagsOf } from './grammar.ts';

/** Calls that fill a struct from the environment. */
const FILLS =
  /^(?:env|envconfig|cleanenv|kong|flags|arg|conf|envdecode)\.(?:Parse\w*|Must\w*|Process\w*|ReadEnv|ReadConfig|UpdateEnv|Decode|New|NewParser)$/;

const PREFIX = /^[A-Z][A-Z0-9_]*$/i;

export function taggedReads(callees: Callees): readonly FoundRead[] {
  const { tree } = callees;
  const structs = structsOf(tree);
  const fill = callees.calls.find(({ callee }) => FILLS.test(callee));
  const first = fill?.positional[0] ? callees.literal(fill.positional[0]) : null;
  const named = fill?.named.get('Prefix');
  const base = {
    envconfig: first && PREFIX.test(first) ? `${first.toUpperCase()}_` : '',
    env: (named && callees.literal(named)) ?? '',
  };
  const nested = prefixes(structs, tree);
  return [...structs].flatMap(([name, fields]) =>
    fields.flatMap((field): readonly FoundRead[] => {
      const tags = tagsOf(field, tree);
      const key = tags.has('envconfig') ? 'envconfig' : 'env';
      const variable = nameIn(tags);
      if (variable === null) return [];
      const optional = [...tags.keys()].some((tag) => /default/i.test(tag)) || /default=/.test(tags.get('env') ?? '');
      const written = `${base[key]}${nested.get(name) ?? ''}${variable}`;
      // envconfig asks in upper case, whatever the tag says.
      const source = { kind: 'env', name: key === 'envconfig' ? written.toUpperCase() : written } as const;
      const node = child(field, 'tag') ?? field;
      const found = { source, node, optional };
      if (fill) return [{ ...found, decidedBy: fill.node }];
      return [
        { ...found, moment: { moment: 'start-up', says: 'filled when the configuration is loaded', node: field } },
      ];
    }),
  );
}

/** The variable of a tag; `conf:"env:X"` of ardanlabs/conf, `env:", noinit"` names none. */
function nameIn(tags: ReadonlyMap<string, string>): string | null {
  const written = tags.get('envconfig') ?? tags.get('env') ?? /(?:^|,)env:([^,]+)/.exec(tags.get('conf') ?? '')?.[1];
  const name = written?.split(',')[0]?.trim() ?? '';
  return /^[A-Za-z_]\w*$/.test(name) ? name : null;
}

/** Prefix of every struct that stands as a field with one: `DB Database` with `envPrefix:"DB_"`. */
function prefixes(structs: ReadonlyMap<string, readonly CodeNode[]>, tree: CodeTree): ReadonlyMap<string, string> {
  const fields = [...structs.values()].flat();
  return new Map(
    fields.flatMap((field) => {
      const tags = tagsOf(field, tree);
      const prefix = tags.get('envPrefix') ?? tags.get('env-prefix') ?? /prefix=(\w+)/.exec(tags.get('env') ?? '')?.[1];
      const type = child(field, 'type');
      return prefix && type ? [[tree.text(type).replace(/^\*/, ''), prefix] as const] : [];
    }),
  );
}

/** Fields that are filled from a tag, so that `cfg.Password` is what its variable was. */
export function taggedFields(tree: CodeTree): readonly (readonly [string, CodeNode])[] {
  return tree.all('field_declaration').flatMap((field) => {
    const name = child(field, 'name');
    const tag = child(field, 'tag');
    return name && tag ? [[`.${tree.text(name)}`, tag] as const] : [];
  });
}
