/**
 * Settings classes of pydantic: each field is a variable, read when an object of the class is made
 * (https://docs.pydantic.dev/latest/concepts/pydantic_settings/). Also the one object of Dynaconf.
 */
import { type CodeNode, child } from '../code-tree.ts';
import type { FoundRead } from '../findings.ts';
import { argumentsOf, type PythonNames } from './names.ts';

export function settingsOf(names: PythonNames): readonly FoundRead[] {
  const classes = settingsClasses(names);
  return [...[...classes].flatMap(([name, node]) => fieldsOf(node, name, names)), ...dynaconfOf(names)];
}

/** Classes that derive from `BaseSettings`, directly or through another class of the file. */
function settingsClasses({ tree, full }: PythonNames): ReadonlyMap<string, CodeNode> {
  const found = new Map<string, CodeNode>();
  for (const node of tree.all('class_definition')) {
    const bases = (child(node, 'superclasses')?.children ?? []).map((base) => full(base) ?? '');
    const name = child(node, 'name');
    if (name && bases.some((base) => /(?:^|\.)BaseSettings$/.test(base) || found.has(base)))
      found.set(tree.text(name), node);
  }
  return found;
}

function fieldsOf(node: CodeNode, className: string, names: PythonNames): readonly FoundRead[] {
  const { tree } = names;
  const prefix = prefixOf(node, names);
  const made = names.calls.find(({ callee }) => callee === className)?.node;
  const decided = made
    ? { decidedBy: made }
    : { decidedBy: node, moment: { moment: 'construction', says: `when an object of ${className} is made` } as const };
  return statementsOf(node).flatMap((statement): readonly FoundRead[] => {
    const left = child(statement, 'left');
    const type = child(statement, 'type');
    if (!left || !type || left.type !== 'identifier' || /^ClassVar\b/.test(tree.text(type))) return [];
    const name = tree.text(left);
    if (name.startsWith('_') || name === 'model_config') return [];
    const value = child(statement, 'right');
    const given = value ? namesGiven(value, names) : [];
    const optional = value !== null && !isRequired(value, names);
    return (given.length > 0 ? given : [`${prefix}${name}`.toUpperCase()]).map((variable) => ({
      source: { kind: 'env', name: variable },
      node: statement,
      optional,
      ...decided,
    }));
  });
}

function statementsOf(node: CodeNode): readonly CodeNode[] {
  return (child(node, 'body')?.children ?? []).flatMap(({ type, children }) =>
    type === 'expression_statement' ? children.filter((inner) => inner.type === 'assignment') : [],
  );
}

/** `env_prefix` of `model_config` or of the inner class `Config`. */
function prefixOf(node: CodeNode, { tree }: PythonNames): string {
  const body = child(node, 'body');
  return (body && /\benv_prefix["']?\s*[=:]\s*["'](\w*)["']/.exec(tree.text(body))?.[1]) ?? '';
}

/** `Field(alias=…)`, `Field(validation_alias=AliasChoices('A', 'B'))`, `Field(env=['A', 'B'])`: they take the place of the name. */
function namesGiven(value: CodeNode, names: PythonNames): readonly string[] {
  if (value.type !== 'call') return [];
  const { named } = argumentsOf(names.tree, value);
  const given = named.get('validation_alias') ?? named.get('env') ?? named.get('alias');
  if (!given) return [];
  const parts =
    given.type === 'call'
      ? argumentsOf(names.tree, given).positional
      : given.type === 'list'
        ? given.children
        : [given];
  return parts.flatMap((part) => names.literal(part) ?? []);
}

function isRequired(value: CodeNode, { tree }: PythonNames): boolean {
  return (
    /^(?:\.\.\.|\w*Field\(\s*(?:\.\.\.|\)|(?!default)\w+\s*=))/.test(tree.text(value)) &&
    !/\bdefault(?:_factory)?\s*=/.test(tree.text(value))
  );
}

/** `settings = Dynaconf(envvar_prefix='LAMP')`; `settings.DB_PASSWORD` is `LAMP_DB_PASSWORD` (https://www.dynaconf.com/envvars/). */
function dynaconfOf(names: PythonNames): readonly FoundRead[] {
  const maker = names.calls.find(({ callee }) => /^dynaconf\.(?:Dynaconf|LazySettings)$/.test(callee));
  const given = maker?.named.get('envvar_prefix');
  if (!maker) return [];
  const written = given
    ? (names.literal(given) ?? (/^(?:False|None)$/.test(names.written(given)) ? '' : null))
    : 'DYNACONF';
  if (written === null) return [];
  const prefix = written === '' ? '' : `${written.split(',')[0]}_`;
  return names.tree.all('attribute').flatMap((node): readonly FoundRead[] => {
    const name = names.written(child(node, 'attribute') ?? node);
    if (
      !/^[A-Z][A-Z0-9_]+$/.test(name) ||
      !/^dynaconf\.(?:Dynaconf|LazySettings)\(\)$/.test(names.full(child(node, 'object')) ?? '')
    )
      return [];
    return [{ source: { kind: 'env', name: `${prefix}${name}` }, node, optional: false, decidedBy: maker.node }];
  });
}
