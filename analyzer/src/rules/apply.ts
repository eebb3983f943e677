/** Runs every rule over the finished layers and puts its claims in order; what `keyturn.yaml` ignores is left out. */
import type { Finding } from '../model/finding.ts';
import type { Layers } from '../model/inventory.ts';
import { confidenceOf } from '../model/evidence.ts';
import type { Rule } from './contract.ts';

export function applyRules(rules: readonly Rule[], layers: Layers): readonly Finding[] {
  return rules.flatMap((rule) => rule.check(layers).map((claim) => ({ rule: rule.id, severity: claim.severity ?? rule.severity, confidence: claim.confidence ?? confidenceOf([claim.place]), message: claim.message, place: claim.place, related: claim.related ?? [], credential: claim.credential ?? null, consumer: claim.consumer ?? null })));
}
