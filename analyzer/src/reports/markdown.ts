/** An inventory as a Markdown page: the job summary of a scan. The worst first; findings are folded by severity. All names are escaped. */
import { escapeMarkdown } from '../explain/escape.ts';
import { placeOf, sayPlace } from '../explain/explanation.ts';
import { consumersOf, credentialLabel, type View, viewOf } from '../explain/view.ts';
import { plural, sayIso } from '../explain/words.ts';
import { compareText } from '../model/place.ts';
import type { WireCredential, WireFinding, WireInventory, WireRadius } from '../wire/types.ts';
import { SEVERITIES } from '../wire/words.ts';

const MOST_CREDENTIALS = 20;
const MOST_FINDINGS = 100;

/** `prefix`: where the scanned folder lies in its repository. */
export function toMarkdownPage(inventory: WireInventory, prefix = ''): string {
  const view = viewOf(inventory);
  const counts = [
    plural(inventory.coverage.filesRead, 'file'),
    plural(inventory.credentials.length, 'credential'),
    plural(inventory.consumers.length, 'consumer'),
    plural(inventory.paths.length, 'path'),
  ];
  const parts = [
    `### Keyturn: ${escapeMarkdown(inventory.source.root)}`,
    counts.join(' · '),
    credentialTable(view),
    ...SEVERITIES.map((severity) =>
      findingList(
        inventory.findings.filter((finding) => finding.severity === severity),
        severity,
        prefix,
      ),
    ),
  ];
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`;
}

function credentialTable(view: View): string | null {
  const all = view.inventory.credentials.toSorted(
    (a, b) => b.rolloutRadius.score - a.rolloutRadius.score || compareText(a.id, b.id),
  );
  if (all.length === 0) return null;
  const more = all.length - MOST_CREDENTIALS;
  return [
    '| credential | scope | rollout | consumers | settles |',
    '| --- | --- | --- | --- | --- |',
    ...all.slice(0, MOST_CREDENTIALS).map((credential) => row(view, credential)),
    ...(more > 0 ? [`| … ${more} more | | | | |`] : []),
  ].join('\n');
}

function row(view: View, credential: WireCredential): string {
  const { bound } = credential.convergence.automatic.settled;
  const consumers = consumersOf(view, credential).length;
  const settles = consumers === 0 ? 'nobody uses it here' : bound === null ? 'no bound' : sayIso(bound);
  const cells = [
    escapeMarkdown(credentialLabel(view, credential)),
    radius(credential.scopeRadius),
    radius(credential.rolloutRadius),
    String(consumers),
    settles,
  ];
  return `| ${cells.join(' | ')} |`;
}

function radius({ score, band }: WireRadius): string {
  return `${Math.floor(score)} ${band}`;
}

function findingList(findings: readonly WireFinding[], severity: string, prefix: string): string | null {
  if (findings.length === 0) return null;
  const more = findings.length - MOST_FINDINGS;
  return [
    `<details><summary>${plural(findings.length, severity)}</summary>\n`,
    ...findings.slice(0, MOST_FINDINGS).map((finding) => findingLine(finding, prefix)),
    ...(more > 0 ? [`- … ${more} more`] : []),
    '\n</details>',
  ].join('\n');
}

function findingLine({ rule, message, place }: WireFinding, prefix: string): string {
  const at = placeOf(place);
  const where = at === null ? '' : ` <sub>${escapeMarkdown(`${prefix}${sayPlace(at)}`)}</sub>`;
  return `- **${rule}** ${escapeMarkdown(message)}${where}`;
}
