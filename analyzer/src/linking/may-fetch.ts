/**
 * Who may fetch a credential without being seen to use it: whoever RBAC lets read a Secret that carries it. Roles and bindings meet
 * by cluster scope, namespace, kind and name; it must never name an account that already runs a consumer of the credential.
 */
import { type Because, type Evidence, seen } from '../model/evidence.ts';
import type { AccessBindingFact, AccessGrantFact, AccessRole } from '../model/fact.ts';
import type { Credential, MayFetch, PropagationPath, Unresolved } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { compareSpans, compareText } from '../model/place.ts';
import type { Address } from './address.ts';
import type { LinkedConsumer } from './consumers.ts';
import type { Place, Placed, PlacedFacts } from './place.ts';

/** Subjects named for one credential; the others are counted. */
const MOST_SUBJECTS = 20;
/** In place of a namespace: all of them. */
const EVERYWHERE = '';

/** Roles that every cluster has and that read Secrets. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles */
const BUILT_IN: Readonly<Record<string, string>> = {
  'cluster-admin': 'any action on any resource',
  admin: 'read and write access to most resources of a namespace, Secrets among them',
  edit: 'read and write access to most objects of a namespace, Secrets among them',
};

/** What a role lets its subjects read, each with the reason. */
interface Readable {
  readonly all: Evidence | null;
  readonly named: ReadonlyMap<string, Evidence>;
}

interface Access {
  readonly who: string;
  /** The subject as an account that pods run as; null: it is none. */
  readonly account: string | null;
  readonly binding: Evidence;
  readonly readable: Readable;
}

interface Linked {
  readonly consumers: ReadonlyMap<string, LinkedConsumer>;
  readonly paths: readonly PropagationPath[];
  /** By carrier id. */
  readonly addresses: ReadonlyMap<string, Address>;
}

/** For each credential, in the order given, whoever may fetch it, by name. */
export function linkMayFetch(
  facts: PlacedFacts,
  credentials: Iterable<Credential>,
  { consumers, paths, addresses }: Linked,
): readonly MayFetch[] {
  const accesses = accessesByPlace(facts);
  if (accesses.size === 0) return [];
  const users = accountsOfUsers(consumers, paths);
  return [...credentials].flatMap(({ id, carriers }) => {
    const reasons = new Map<string, Because>();
    for (const address of carriers.flatMap((carrier) => addresses.get(carrier) ?? []))
      for (const { who, account, binding, readable } of reaching(accesses, address)) {
        const grant = readable.all ?? readable.named.get(address.object);
        if (!grant || reasons.has(who) || (account !== null && users.has(`${id} ${account}`))) continue;
        reasons.set(who, [binding, grant]);
      }
    return capped(
      id,
      [...reasons].sort(([a], [b]) => compareText(a, b)),
    );
  });
}

function capped(credential: string, subjects: readonly (readonly [string, Because])[]): readonly MayFetch[] {
  const entries = subjects.slice(0, MOST_SUBJECTS).map(([who, because]) => ({ credential, who, because }));
  const [first, ...others] = subjects.slice(MOST_SUBJECTS).map(([, because]) => because);
  if (!first) return entries;
  return [...entries, { credential, who: `and ${others.length + 1} more`, because: first }];
}

/** Bindings that hold where the Secret is. */
function reaching(accesses: ReadonlyMap<string, readonly Access[]>, address: Address): readonly Access[] {
  if (address.type !== 'kubernetes-secret') return [];
  const cluster = address.scope.slice(0, address.scope.lastIndexOf('/'));
  return [address.scope, `${cluster}/${EVERYWHERE}`].flatMap((where) => accesses.get(where) ?? []);
}

/** `scope/namespace` → bindings that let somebody read Secrets there, by place. */
function accessesByPlace(facts: PlacedFacts): ReadonlyMap<string, readonly Access[]> {
  const readable = readableByRole(facts['access-grant']);
  const bindings = facts['access-binding'].toSorted((a, b) => compareSpans(a.fact.at, b.fact.at));
  const found = bindings.flatMap(({ fact, place }) => {
    const reads = readsOf(fact, place, readable);
    const within = withinOf(fact, place);
    // Two namespaces that nobody wrote are not one namespace: such a binding reaches nothing that can be named.
    if (!reads || within === null) return [];
    const access = accessOf(fact, place, reads);
    return scopesOf(place).map((scope) => ({ where: `${scope}/${within}`, access }));
  });
  return new Map(
    [...groupBy(found, ({ where }) => where)].map(([where, all]) => [where, all.map((one) => one.access)]),
  );
}

/** What the bound role lets its subject read; undefined: no Secret. */
function readsOf(fact: AccessBindingFact, place: Place, readable: ReadonlyMap<string, Readable>): Readable | undefined {
  const written = scopesOf(place).flatMap((scope) => readable.get(roleKey(scope, fact.role, place)) ?? []);
  return [...written, ...builtIn(fact)][0];
}

/** Namespace the binding holds in; null: it is not written, and whoever deploys the file decides it. */
function withinOf({ holds }: AccessBindingFact, place: Place): string | null {
  return holds === 'everywhere' ? EVERYWHERE : (holds.namespace ?? place.namespace);
}

/** Bindings left out because their namespace is not written, for coverage: once each. */
export function unplacedBindings(facts: PlacedFacts): readonly Unresolved[] {
  const readable = readableByRole(facts['access-grant']);
  const open = facts['access-binding'].filter(
    ({ fact, place }) => withinOf(fact, place) === null && readsOf(fact, place, readable),
  );
  const says = ({ subject, role }: AccessBindingFact) =>
    `${subject.kind} ${subject.name} is bound to ${role.kind} ${role.name} in a namespace that is not written: what it may fetch is not known`;
  return open.map(({ fact }) => ({ what: says(fact), at: fact.at }));
}

/** What no environment claims serves every environment, Secrets and roles alike. */
function scopesOf({ scope, shared }: Place): readonly string[] {
  return [...new Set([scope, shared])];
}

function accessOf({ subject, role, holds, at }: AccessBindingFact, place: Place, readable: Readable): Access {
  const own = holds === 'everywhere' ? null : (holds.namespace ?? place.namespace);
  const where = own === null ? 'every namespace' : `namespace ${own}`;
  const binding = seen(at, `bound to ${role.kind} ${role.name} in ${where}`);
  if (subject.kind !== 'ServiceAccount')
    return { who: `${subject.kind} ${subject.name}`, account: null, binding, readable };
  const namespace = subject.namespace ?? own;
  const name = [namespace, subject.name].filter(Boolean).join('/');
  return { who: `ServiceAccount ${name}`, account: accountKey(place, namespace, subject.name), binding, readable };
}

function readableByRole(grants: readonly Placed<AccessGrantFact>[]): ReadonlyMap<string, Readable> {
  const roles = groupBy(grants, ({ fact, place }) => roleKey(place.scope, fact.role, place));
  return new Map([...roles].map(([key, rules]) => [key, readableBy(rules.map(({ fact }) => fact))]));
}

function readableBy(rules: readonly AccessGrantFact[]): Readable {
  const named = new Map<string, Evidence>();
  for (const rule of rules)
    for (const name of rule.secrets ?? []) if (!named.has(name)) named.set(name, mayRead(rule, `Secret ${name}`));
  const whole = rules.find(({ secrets }) => secrets === null);
  return { all: whole ? mayRead(whole, 'every Secret') : null, named };
}

function mayRead({ role, verbs, at }: AccessGrantFact, what: string): Evidence {
  return seen(
    at,
    `${role.kind} ${role.name} may ${verbs.includes('*') ? 'do anything with' : verbs.join(', ')} ${what}`,
  );
}

/** The role stands in no file of the estate, so what it grants is Kubernetes' documentation, at the place that names it. */
function builtIn({ role: { kind, name }, at }: AccessBindingFact): readonly Readable[] {
  const says = kind === 'ClusterRole' && Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
  if (!says) return [];
  return [{ all: seen(at, `ClusterRole ${name}, as Kubernetes documents it: ${says}`, 'assumed'), named: new Map() }];
}

function roleKey(scope: string, { kind, namespace, name }: AccessRole, place: Place): string {
  return `${scope} ${kind} ${kind === 'Role' ? (namespace ?? place.namespace ?? '-') : ''} ${name}`;
}

/** `credential account` of every pod that uses the credential. */
function accountsOfUsers(
  consumers: ReadonlyMap<string, LinkedConsumer>,
  paths: readonly PropagationPath[],
): ReadonlySet<string> {
  const accounts = new Map(
    [...consumers.values()].flatMap(({ node, fact, place }) =>
      fact && place && /^[A-Z]/.test(fact.consumer.kind)
        ? [[node.id, accountKey(place, node.namespace, fact.serviceAccount ?? 'default')] as const]
        : [],
    ),
  );
  return new Set(paths.map(({ credential, consumer }) => `${credential} ${accounts.get(consumer)}`));
}

/** Environments of one repository share the account's name: what each may read is told apart by its binding. */
function accountKey({ shared }: Place, namespace: string | null, name: string): string {
  return `${shared} ${namespace ?? ''} ${name}`;
}
