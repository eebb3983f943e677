/** The two lists of the site, each a table to search and sort: credentials, hardest first, and consumers with what they use. */
import { sayConvergence } from '../../explain/convergence.ts';
import { escapeHtml } from '../../explain/escape.ts';
import { carrierName, credentialLabel, type View } from '../../explain/view.ts';
import { sayInstances, sayIso } from '../../explain/words.ts';
import { groupBy } from '../../model/group.ts';
import { compareText } from '../../model/place.ts';
import type { WireConsumer, WireCredential, WireRadius } from '../../wire/types.ts';
import { DIFFICULTIES } from '../../wire/words.ts';
import type { PageNames } from '../page-names.ts';
import { hardestFirst, secondsOf, summaryOf } from '../summary.ts';
import { closing, type Frame, opening } from './frame.ts';
import { pillOf, toneOfBand } from './tones.ts';

/** What stands in a cell, and what it is sorted by. */
interface Cell {
  readonly markup: string;
  readonly sort?: string | number;
}

const CREDENTIALS: Frame = { title: 'Credentials', below: false, here: 'credentials', searches: true };
const CONSUMERS: Frame = { title: 'Consumers', below: false, here: 'consumers', searches: true };
/** Sorts after every bound. */
const NO_END = 1e15;

/** `index.html`. */
export function* credentialList(view: View, names: PageNames): Iterable<string> {
  const { inventory } = view;
  yield opening(CREDENTIALS, inventory);
  yield `<h1>Credentials</h1>${searchBox('Search names, carriers, consumers, owners')}<div class="scroll"><table>`;
  yield headOf(['Credential', 'Difficulty', 'Rollout', 'Scope', 'Consumers', 'Settles', 'Owners', 'Findings']);
  for (const credential of hardestFirst(inventory))
    yield credentialRow(view, credential, names.get(credential.id) ?? '');
  yield `</tbody></table></div>${closing(CREDENTIALS, inventory)}`;
}

function credentialRow(view: View, credential: WireCredential, page: string): string {
  const { label, consumers, findings, automatic } = summaryOf(view, credential);
  const { kind, environments, owners, difficulty, scopeRadius, rolloutRadius } = credential;
  const below = [kind ?? 'kind not recognised', ...environments].join(' · ');
  const count = findings.error + findings.warning;
  const words = [
    credential.id,
    ...consumers.map(({ name }) => name),
    ...credential.carriers.map((id) => carrierName(view, id)),
  ];
  return rowOf(words, [
    {
      markup: `<a href="credentials/${page}.html">${escapeHtml(label)}</a><br><span class="soft">${escapeHtml(below)}</span>`,
    },
    { markup: pillOf(difficulty), sort: DIFFICULTIES.indexOf(difficulty) },
    radiusCell(rolloutRadius),
    radiusCell(scopeRadius),
    { markup: String(consumers.length), sort: consumers.length },
    { markup: escapeHtml(sayConvergence(view, credential)), sort: automatic ?? NO_END },
    { markup: escapeHtml(owners.join(', ')) || '<span class="soft">nobody is named</span>' },
    { markup: count === 0 ? '' : String(count), sort: count },
  ]);
}

function radiusCell({ score, band }: WireRadius): Cell {
  const bar = `<span class="meter"><i style="width:${Math.round(score)}%"></i></span>`;
  return { markup: `<span class="${toneOfBand(band)}">${Math.floor(score)} ${band}${bar}</span>`, sort: score };
}

/** `consumers.html`. */
export function* consumerList(view: View, names: PageNames): Iterable<string> {
  const { inventory } = view;
  const credentials = new Map(inventory.credentials.map((credential) => [credential.id, credential]));
  const uses = groupBy(inventory.paths, ({ consumer }) => consumer);
  yield opening(CONSUMERS, inventory);
  yield `<h1>Consumers</h1>${searchBox('Search names, owners, credentials')}<div class="scroll"><table>`;
  yield headOf(['Consumer', 'Kind', 'Where', 'Owner', 'Uses', 'Settles']);
  for (const consumer of inventory.consumers.toSorted(
    (a, b) => compareText(a.name, b.name) || compareText(a.id, b.id),
  )) {
    const ids = new Set((uses.get(consumer.id) ?? []).map(({ credential }) => credential));
    const used = [...ids].flatMap((id) => credentials.get(id) ?? []);
    yield consumerRow(view, consumer, used, names);
  }
  yield `</tbody></table></div>${closing(CONSUMERS, inventory)}`;
}

function consumerRow(view: View, consumer: WireConsumer, used: readonly WireCredential[], names: PageNames): string {
  const { settled } = consumer.convergence.automatic;
  const where = [consumer.cluster, consumer.namespace, consumer.environment].filter((part) => part !== null);
  const links = used.map(
    (credential) =>
      `<a href="credentials/${names.get(credential.id)}.html">${escapeHtml(credentialLabel(view, credential))}</a>`,
  );
  const kind = [consumer.kind, sayInstances(consumer.instances), ...(consumer.dormant ? ['dormant'] : [])].join(', ');
  return rowOf(
    [consumer.id, consumer.application ?? ''],
    [
      { markup: escapeHtml(consumer.name) },
      { markup: escapeHtml(kind) },
      { markup: escapeHtml(where.join(' · ')) },
      { markup: consumer.owner === null ? '<span class="soft">nobody is named</span>' : escapeHtml(consumer.owner) },
      { markup: links.join(', '), sort: used.length },
      settledCell(settled.bound),
    ],
  );
}

function settledCell(bound: string | null): Cell {
  return { markup: bound === null ? 'no bound' : escapeHtml(sayIso(bound)), sort: secondsOf(bound) ?? NO_END };
}

function searchBox(says: string): string {
  return `<p class="search"><input type="search" aria-label="${says}" placeholder="${says}" autofocus><output class="soft"></output></p>`;
}

function headOf(titles: readonly string[]): string {
  const cells = titles.map((title) => `<th scope="col"><button type="button">${title}</button></th>`);
  return `<thead><tr>${cells.join('')}</tr></thead><tbody>\n`;
}

function rowOf(words: readonly string[], cells: readonly Cell[]): string {
  const found = escapeHtml([...new Set(words)].join(' ').toLowerCase());
  const written = cells.map(({ markup, sort }) => {
    const value = sort === undefined ? '' : ` data-v="${sort}"`;
    return `<td${value}>${markup}</td>`;
  });
  return `<tr data-s="${found}">${written.join('')}</tr>\n`;
}
