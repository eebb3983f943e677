/**
 * Runs every rule over the finished layers, fills in what a claim leaves to its rule, leaves out what `keyturn.yaml` ignores, and puts
 * the findings in order. It claims nothing itself.
 */
import { confidenceOf, type Evidence } from '../model/evidence.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Layers } from '../model/inventory.ts';
import { compareSpans, compareText } from '../model/place.ts';
import type { Claim, Rule } from './contract.ts';
import { ignoredBy } from './ignored.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/**
 * Findings of all rules: the worst first, then by rule, place and message, each once. The same layers give the same list, whatever the
 * order of the rules.
 */
export function applyRules(rules: readonly Rule[], layers: Layers): readonly Finding[] {
  const isIgnored = ignoredBy(layers);
  const claimsOf = (about: boolean, findings: readonly Finding[]) =>
    rules
      .filter(({ aboutFindings = false }) => aboutFindings === about)
      .flatMap((rule) => rule.check(layers, findings).map((claim) => findingOf(rule, claim)));
  const plain = claimsOf(false, []);
  const found = [...plain, ...claimsOf(true, plain)];
  const ordered = found.filter((finding) => !isIgnored(finding)).sort(compareFindings);
  return ordered.filter((finding, at) => {
    const before = ordered[at - 1];
    return before === undefined || compareFindings(before, finding) !== 0;
  });
}

/** A claim is as sure as its place, unless it says otherwise. */
function findingOf({ id, severity }: Rule, claim: Claim): Finding {
  return {
    rule: id,
    severity: claim.severity ?? severity,
    confidence: claim.confidence ?? confidenceOf([claim.place]),
    message: claim.message,
    place: claim.place,
    related: claim.related ?? [],
    credential: claim.credential ?? null,
    consumer: claim.consumer ?? null,
  };
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.rule, b.rule) ||
    comparePlaces(a.place, b.place) ||
    compareText(a.message, b.message) ||
    compareText(a.credential ?? '', b.credential ?? '') ||
    compareText(a.consumer ?? '', b.consumer ?? '')
  );
}

/** Places in files first; defaults, which stand in no file, by their row. */
function comparePlaces(a: Evidence, b: Evidence): number {
  if (a.from === 'default') return b.from === 'default' ? compareText(a.row, b.row) : 1;
  return b.from === 'default' ? -1 : compareSpans(a.span, b.span);
}
