/**
 * A rule looks at the finished layers and claims something, with a place. Its id is the claim. It concludes nothing new about the graph:
 * what it needs to know is already there.
 */
import type { Confidence, Evidence } from '../model/evidence.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Layers } from '../model/inventory.ts';

/** One claim; severity and confidence default to the rule's. */
export interface Claim {
  readonly message: string;
  readonly place: Evidence;
  readonly related?: readonly Evidence[];
  readonly credential?: string;
  readonly consumer?: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** One line for the docs: what it claims. */
  readonly claims: string;
  /** Why it matters and what to do: the text of its page. */
  readonly why: string;
  readonly fix: string;
  /** OWASP Non-Human Identities Top 10 (2025) entry, where one fits. */
  readonly owasp?: string;
  /** It judges what the others found, so it runs after them. */
  readonly aboutFindings?: true;
  /** `findings`: of the other rules, before anything is ignored; empty for rules that are not about findings. */
  check(layers: Layers, findings: readonly Finding[]): readonly Claim[];
}

/** Declares a rule; the registry collects every default export of `rules/*.ts`. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
