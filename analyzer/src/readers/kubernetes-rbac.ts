/**
 * Kubernetes RBAC: roles that let somebody read Secrets, and what binds somebody to a role. Whether the two meet, and over which
 * credential, is for linking. https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
import {
  type AccessBindingFact,
  type AccessGrantFact,
  type AccessRole,
  type AccessSubject,
  READING_VERBS,
} from '../model/fact.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects } from '../syntax/kubernetes.ts';
import { itemsAt, type Scalar, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const GROUP = ['rbac.authorization.k8s.io'];
const ROLES: Kinds = { Role: GROUP, ClusterRole: GROUP };
const BINDINGS: Kinds = { RoleBinding: GROUP, ClusterRoleBinding: GROUP };
const KINDS: Kinds = { ...ROLES, ...BINDINGS };

export default defineReader({
  id: 'kubernetes-rbac',
  reads: 'Roles and ClusterRoles that may read Secrets, and the bindings that hand them to somebody',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) =>
    readObjects(unit.content, KINDS, (object) => ({
      facts: Object.hasOwn(ROLES, object.kind) ? grantsOf(object) : bindingsOf(object),
    })),
});

/** One for each rule that reads Secrets, at the word that says so. */
function grantsOf({ kind, namespace, name, tree }: KubernetesObject): readonly AccessGrantFact[] {
  const role = roleOf(kind, namespace, name);
  return itemsAt(tree, 'rules').flatMap((rule): readonly AccessGrantFact[] => {
    const resource = oneOf(rule, 'resources', ['secrets', '*']);
    const verbs = READING_VERBS.filter((verb) => oneOf(rule, 'verbs', [verb]));
    if (role === null || !resource || !oneOf(rule, 'apiGroups', ['', '*']) || verbs.length === 0) return [];
    const names = scalarsOf(rule, 'resourceNames').map(({ text }) => text);
    return [{ fact: 'access-grant', role, secrets: names.length > 0 ? names : null, verbs, at: resource.span }];
  });
}

/** One for each subject, at its name. */
function bindingsOf({ kind, namespace, tree }: KubernetesObject): readonly AccessBindingFact[] {
  const role = roleOf(textAt(tree, 'roleRef', 'kind'), namespace, textAt(tree, 'roleRef', 'name'));
  const everywhere = kind === 'ClusterRoleBinding';
  if (role === null || (everywhere && role.kind === 'Role')) return [];
  const holds = everywhere ? 'everywhere' : { namespace };
  return itemsAt(tree, 'subjects').flatMap((item): readonly AccessBindingFact[] => {
    const name = scalarAt(item, 'name');
    const subject = name && subjectOf(item, name.text);
    return subject ? [{ fact: 'access-binding', role, subject, holds, at: name.span }] : [];
  });
}

function roleOf(kind: string | null, namespace: string | null, name: string | null): AccessRole | null {
  if (!name || (kind !== 'Role' && kind !== 'ClusterRole')) return null;
  return { kind, namespace: kind === 'Role' ? namespace : null, name };
}

/** What the API server calls a ServiceAccount that authenticates as a user ("Referring to subjects"). */
const ACCOUNT_USER = /^system:serviceaccount:([^:]+):([^:]+)$/;

function subjectOf(item: Tree, name: string): AccessSubject | null {
  const kind = textAt(item, 'kind');
  if (name === '') return null;
  if (kind === 'ServiceAccount') return { kind, namespace: textAt(item, 'namespace') || null, name };
  if (kind !== 'User' && kind !== 'Group') return null;
  const [, namespace, account] = (kind === 'User' && ACCOUNT_USER.exec(name)) || [];
  return namespace && account ? { kind: 'ServiceAccount', namespace, name: account } : { kind, namespace: null, name };
}

function oneOf(rule: Tree, field: string, wanted: readonly string[]): Scalar | null {
  return scalarsOf(rule, field).find(({ text }) => wanted.includes(text)) ?? null;
}

function scalarsOf(rule: Tree, field: string): readonly Scalar[] {
  return itemsAt(rule, field).flatMap((item) => (item.kind === 'scalar' ? [item] : []));
}
