/** The page of the propagation graph: tools above, the picture or the same in words, and what is known of the selected node. */
import type { Graph, GraphNode, RefreshMode } from '../../language-server/src/protocol.ts';
import { type Arranged, arrange, clusterOf, type Drawn, type Wish } from '../src/graph/arrange.ts';
import type { FromGraph, ToGraph } from '../src/panels/messages.ts';
import type { GraphWords } from '../src/panels/panel-words.ts';
import { button, labelled, make, onTheme } from './dom.ts';
import { connect, fill, remember, remembered } from './host.ts';
import { legend } from './legend.ts';
import { openPicture } from './picture.ts';

interface Kept {
  readonly search: string;
  readonly mode: RefreshMode | '';
  readonly stuckOnly: boolean;
  readonly open: readonly string[] | 'all';
  readonly asText: boolean;
  readonly selected: string | null;
}

let kept: Kept = remembered<Kept>({ search: '', mode: '', stuckOnly: false, open: [], asText: false, selected: null });
let shown: { readonly graph: Graph; readonly words: GraphWords } | null = null;
let arranged: Arranged | null = null;

const root = document.querySelector('main') ?? document.body;
const title = make('h1');
const facts = make('p', { class: 'facts' });
const tools = make('div', { class: 'tools', role: 'toolbar' });
const canvas = make('div', { class: 'canvas', tabindex: 0, role: 'application', id: 'canvas' });
const words = make('ol', { class: 'text', id: 'text', hidden: true });
const marks = make('div', { class: 'legend' });
const about = make('aside', { class: 'about', 'aria-live': 'polite' });
const count = make('span', { class: 'count', 'aria-live': 'polite' });
root.append(title, facts, tools, make('div', { class: 'stage' }, canvas, words, about), marks);

const picture = openPicture(canvas, { select, enter });
const say = connect<ToGraph, FromGraph>(take, { is: 'ready' });
onTheme(() => arranged && picture.show(arranged, shown?.words.nobody ?? '', false));

function take(message: ToGraph): void {
  if (message.is === 'none') {
    title.textContent = message.reason;
    return;
  }
  const first = shown === null;
  shown = message;
  if (first) build(message.words);
  if (message.focus !== null) {
    const { id, cluster } = focusOf(message.graph, message.focus);
    keep({ selected: id, ...(kept.open === 'all' || cluster === null ? {} : { open: [...kept.open, cluster] }) });
  }
  const { credential, text } = message.graph;
  title.textContent = fill(message.words.title, credential.label);
  facts.textContent = [credential.kind, credential.dependency, credential.saidInstances, credential.saidSettles]
    .filter((one) => one !== null)
    .join(' · ');
  words.replaceChildren(...text.map((line) => make('li', {}, line)));
  const there = new Set(message.graph.nodes.map(({ refresh }) => refresh));
  marks.replaceChildren(...legend(message.words.modes, there), make('p', { class: 'keys' }, message.words.keys));
  update(true);
}

function focusOf(graph: Graph, id: string): { readonly id: string; readonly cluster: string | null } {
  const node = graph.nodes.find((one) => one.id === id);
  return { id, cluster: node ? clusterOf(node) : null };
}

function keep(change: Partial<Kept>): void {
  kept = { ...kept, ...change };
  remember(kept);
}

function build(said: GraphWords): void {
  const search = make('input', { type: 'search', value: kept.search, id: 'search' });
  search.addEventListener('input', () => change({ search: search.value }));
  const mode = make('select', { id: 'mode' }, make('option', { value: '' }, said.allModes));
  for (const [value, text] of Object.entries(said.modes)) mode.append(make('option', { value }, text));
  mode.value = kept.mode;
  mode.addEventListener('change', () => change({ mode: mode.value as Kept['mode'] }));
  const stuck = make('input', { type: 'checkbox', checked: kept.stuckOnly, id: 'stuck' });
  stuck.addEventListener('change', () => change({ stuckOnly: stuck.checked }));
  const asText = button(said.text, toggleText, { 'aria-pressed': String(kept.asText), id: 'as-text' });
  tools.replaceChildren(
    labelled(said.search, search),
    labelled(said.mode, mode),
    make('label', { class: 'check' }, stuck, said.stuckOnly),
    button(said.expandAll, () => change({ open: 'all' }), { id: 'expand' }),
    button(said.collapse, () => change({ open: [] })),
    button(said.fit, () => picture.fit()),
    asText,
    button(said.plan, () => say({ is: 'plan' }), { class: 'primary', id: 'plan' }),
    count,
  );
  canvas.setAttribute('aria-label', said.keys);
  canvas.setAttribute('aria-describedby', 'text');
  showText();

  function toggleText(): void {
    keep({ asText: !kept.asText });
    asText.setAttribute('aria-pressed', String(kept.asText));
    showText();
  }
}

function showText(): void {
  canvas.hidden = kept.asText;
  words.hidden = !kept.asText;
  if (!kept.asText) picture.resized();
}

function change(wanted: Partial<Kept>): void {
  keep(wanted);
  update(true);
}

function update(fit: boolean): void {
  if (!shown) return;
  const { search, mode, stuckOnly, open } = kept;
  const wish: Wish = {
    search,
    mode: mode === '' ? null : mode,
    stuckOnly,
    open: open === 'all' ? 'all' : new Set(open),
  };
  arranged = arrange(shown.graph, wish);
  picture.show(arranged, shown.words.nobody, fit);
  count.textContent = fill(shown.words.shown, arranged.shown, arranged.all);
  const there = arranged.nodes.some(({ id }) => id === kept.selected);
  picture.select(there ? kept.selected : null);
  describe(arranged.nodes.find(({ id }) => id === kept.selected) ?? null);
}

function select(id: string | null): void {
  keep({ selected: id });
  describe(arranged?.nodes.find((drawn) => drawn.id === id) ?? null);
}

/** A group opens; anything else opens its line. */
function enter(id: string): void {
  const drawn = arranged?.nodes.find((one) => one.id === id);
  if (!drawn) return;
  if (!drawn.cluster) say({ is: 'open', node: id });
  else if (kept.open !== 'all') change({ open: [...kept.open, id] });
}

function describe(drawn: Drawn | null): void {
  about.hidden = drawn === null;
  if (!drawn || !shown) return;
  const { words: said } = shown;
  const { node, count: size, cluster } = drawn;
  about.replaceChildren(
    make('h2', {}, cluster ? fill(node.type === 'carrier' ? said.carriers : said.group, size) : node.label),
    ...factsOf(node, said),
    cluster || node.location
      ? button(said.open, () => enter(drawn.id), { class: 'primary', id: 'open' })
      : make('span'),
  );
}

function factsOf(node: GraphNode, said: GraphWords): readonly HTMLElement[] {
  const rows: ReadonlyArray<readonly [string, string | null]> = [
    ['', [node.kind, node.detail].filter((one) => one !== '').join(' · ')],
    [said.owner, node.type === 'consumer' ? (node.owner ?? said.nobody) : node.owner],
    [said.environment, node.environment],
    [said.mode, node.refresh === null ? null : said.modes[node.refresh]],
    ['', node.stuck ? said.never : null],
    ['', node.dormant ? said.dormant : null],
    ['', node.hole ? said.hole : null],
  ];
  return rows.flatMap(([name, value]) => (value ? [make('p', {}, name === '' ? value : `${name}: ${value}`)] : []));
}
