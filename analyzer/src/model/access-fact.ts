/**
 * Who may fetch Secrets through the Kubernetes API. A role and what binds it are different documents, so each says its half and
 * linking joins them. https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
import type { Span } from './place.ts';

/** Verbs that answer with the contents of a Secret; `*` is every verb. */
export const READING_VERBS = ['get', 'list', 'watch', '*'] as const;
export type ReadingVerb = (typeof READING_VERBS)[number];

export interface AccessRole {
  readonly kind: 'Role' | 'ClusterRole';
  /** null: a Role of the unit's namespace, or a ClusterRole, which has none. */
  readonly namespace: string | null;
  readonly name: string;
}

export interface AccessSubject {
  readonly kind: 'ServiceAccount' | 'User' | 'Group';
  /** Of a ServiceAccount, null: that of the binding; null for users and groups, which have none. */
  readonly namespace: string | null;
  readonly name: string;
}

/** A role lets whoever is bound to it read Secrets. */
export interface AccessGrantFact {
  readonly fact: 'access-grant';
  readonly role: AccessRole;
  /** Names of the Secrets; null: all. */
  readonly secrets: readonly string[] | null;
  readonly verbs: readonly ReadingVerb[];
  readonly at: Span;
}

/** A subject is bound to a role here. */
export interface AccessBindingFact {
  readonly fact: 'access-binding';
  readonly role: AccessRole;
  readonly subject: AccessSubject;
  /** Where the role holds: in every namespace, or in this one (null: the unit's). */
  readonly holds: 'everywhere' | { readonly namespace: string | null };
  readonly at: Span;
}

export type AccessFact = AccessGrantFact | AccessBindingFact;
