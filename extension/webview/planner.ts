/** The page of the rotation planner: two sliders and what they mean for everybody, live; advice; what-if; and the way to the runbook. */
import type { Timeline } from '../../language-server/src/protocol.ts';
import type { FromPlanner, ToPlanner, WhatIf } from '../src/panels/messages.ts';
import type { PlannerWords } from '../src/panels/panel-words.ts';
import { FRAME, type ShareOf, sharesAt } from '../src/planner/chart.ts';
import { parseDuration, readIso, sayDuration } from '../src/planner/duration.ts';
import { partOf, reach, secondsAt } from '../src/planner/scale.ts';
import { advice, breaks, stranded, textTwin, times } from './answers.ts';
import { drawChart } from './chart-svg.ts';
import { button, draw, labelled, make } from './dom.ts';
import { connect, fill, remember, remembered } from './host.ts';

interface Kept {
  readonly whatIf: WhatIf;
  readonly share: ShareOf;
}

const SHARES: readonly ShareOf[] = ['instances', 'connections', 'consumers', 'paths'];
const SLIDERS = ['window', 'revokeAt'] as const;
const PARAMETERS = ['sync', 'node', 'poll', 'pool', 'run', 'replicas', 'connections'] as const;
/** Of a slider. */
const POSITIONS = 200;
const COUNTS: ReadonlySet<string> = new Set(['replicas', 'connections']);

let kept = remembered<Kept>({ whatIf: {}, share: 'instances' });
let shown: { readonly timeline: Timeline; readonly words: PlannerWords } | null = null;
let asked = 0;
/** The sliders do not move under a hand: their reach grows with an answer, never while one is held. */
let until = 0;

const root = document.querySelector('main') ?? document.body;
const title = make('h1');
const summary = make('div');
const tools = make('div', { class: 'tools' });
const chart = draw('svg', { class: 'chart', viewBox: `0 0 ${FRAME.width} ${FRAME.height}`, role: 'img', id: 'chart' });
const sliders = make('div', { class: 'sliders' });
const live = make('div', { class: 'columns', 'aria-live': 'polite', id: 'live' });
const advised = make('div', { class: 'columns' });
const whatIf = make('details', { id: 'what-if' });
const twin = make('details', { id: 'twin' });
root.append(title, summary, tools, chart, sliders, live, advised, whatIf, twin);

const say = connect<ToPlanner, FromPlanner>(take, { is: 'ready' });
if (Object.keys(kept.whatIf).length > 0) ask({});

function take(message: ToPlanner): void {
  if (message.is === 'none') {
    title.textContent = message.reason;
    return;
  }
  const first = shown === null;
  shown = message;
  if (first) build(message.words);
  if (message.asked === asked || first) show(message.timeline, message.words);
}

function ask(change: { readonly [name in keyof WhatIf]?: number | null }): void {
  const next = { ...kept.whatIf, ...change };
  const set = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null && value !== undefined));
  kept = { ...kept, whatIf: set as WhatIf };
  remember(kept);
  asked += 1;
  say({ is: 'ask', whatIf: kept.whatIf, asked });
}

function build(words: PlannerWords): void {
  const share = make(
    'select',
    { id: 'share' },
    ...SHARES.map((value) => make('option', { value }, words.shares[value])),
  );
  share.value = kept.share;
  share.addEventListener('change', () => {
    kept = { ...kept, share: share.value as ShareOf };
    remember(kept);
    if (shown) show(shown.timeline, shown.words);
  });
  const key = (which: 'adopted' | 'settled') =>
    make(
      'span',
      {},
      draw(
        'svg',
        { width: 26, height: 8, 'aria-hidden': 'true' },
        draw('path', { d: 'M0 4H26', class: `curve ${which}` }),
      ),
      ` ${words[which]}`,
    );
  tools.replaceChildren(
    labelled(words.share, share),
    key('adopted'),
    key('settled'),
    button(words.runbook, () => say({ is: 'runbook', window: kept.whatIf.window ?? null }), {
      class: 'primary',
      id: 'runbook',
    }),
    button(words.graph, () => say({ is: 'graph' }), { id: 'graph' }),
  );
  sliders.replaceChildren(...SLIDERS.flatMap((name) => slider(name, words)));
  whatIf.replaceChildren(
    make('summary', {}, words.parameters),
    make('div', { class: 'parameters' }, ...PARAMETERS.map((name) => parameter(name, words))),
    button(words.reset, reset, { id: 'reset' }),
  );
}

function slider(name: (typeof SLIDERS)[number], words: PlannerWords): readonly HTMLElement[] {
  const range = make('input', { type: 'range', min: 0, max: POSITIONS, step: 1, id: name });
  const typed = make('input', {
    type: 'text',
    id: `${name}-typed`,
    placeholder: words.notSet,
    'aria-label': words[name],
  });
  range.addEventListener('input', () => {
    const seconds = secondsAt(range.valueAsNumber / POSITIONS, until);
    typed.value = sayDuration(seconds);
    range.setAttribute('aria-valuetext', typed.value);
    ask({ [name]: seconds });
  });
  typed.addEventListener('change', () => accept(typed, (seconds) => ask({ [name]: seconds })));
  return [make('label', { for: name }, words[name]), range, typed];
}

function parameter(name: (typeof PARAMETERS)[number], words: PlannerWords): HTMLElement {
  const typed = make('input', { type: 'text', id: name, placeholder: words.notSet });
  typed.addEventListener('change', () => accept(typed, (value) => ask({ [name]: value }), COUNTS.has(name)));
  return labelled(words[name], typed);
}

/** Empty text is *as it was found*; what is no duration is marked and not asked. */
function accept(field: HTMLInputElement, take: (value: number | null) => void, counts = false): void {
  const text = field.value.replace(/ min/g, 'm').replace(/ (s|h|d)\b/g, '$1');
  const value = text.trim() === '' ? null : parseDuration(text);
  const wrong = text.trim() !== '' && (value === null || (counts && !Number.isInteger(value)));
  field.setAttribute('aria-invalid', String(wrong));
  if (!wrong) take(value);
}

function reset(): void {
  for (const name of PARAMETERS)
    for (const field of root.querySelectorAll<HTMLInputElement>(`#${name}`)) field.value = '';
  ask(Object.fromEntries(PARAMETERS.map((name) => [name, null])));
}

function show(timeline: Timeline, words: PlannerWords): void {
  const end = timeline.points.at(-1)?.at ?? 0;
  const window = readIso(timeline.window?.window ?? null);
  const revokeAt = kept.whatIf.revokeAt ?? null;
  const needed = reach(end, window, revokeAt, readIso(timeline.overlapMinimum));
  if (needed > until || needed < until / 2) until = needed;
  title.textContent = fill(words.title, timeline.credential.label);
  summary.replaceChildren(times(timeline, words));
  drawChart(chart, { timeline, words, share: kept.share, until, window, revokeAt });
  setSlider('window', window);
  setSlider('revokeAt', revokeAt);
  const openConsumer = (consumer: string) => say({ is: 'open', consumer });
  live.replaceChildren(
    stranded(timeline, words, openConsumer),
    breaks(timeline, words, openConsumer, said(timeline, revokeAt)),
  );
  advised.replaceChildren(...advice(timeline, words));
  untouched(timeline, words);
  textTwin(twin, timeline, words);
}

/** Shares at the moment of revocation, for whoever does not read curves. */
function said(timeline: Timeline, at: number | null): string | null {
  if (at === null || !shown) return null;
  const share = (of: 'adopted' | 'settled') => `${(100 * sharesAt(timeline.points, at, of, kept.share)).toFixed(1)} %`;
  return `${sayDuration(at)}: ${shown.words.adopted} ${share('adopted')} · ${shown.words.settled} ${share('settled')}`;
}

function setSlider(name: (typeof SLIDERS)[number], seconds: number | null): void {
  const range = sliders.querySelector<HTMLInputElement>(`#${name}`);
  const typed = sliders.querySelector<HTMLInputElement>(`#${name}-typed`);
  if (!range || !typed || document.activeElement === range || document.activeElement === typed) return;
  range.value = String(partOf(seconds ?? 0, until) * POSITIONS);
  typed.value = seconds === null ? '' : sayDuration(seconds);
  range.setAttribute('aria-valuetext', seconds === null ? typed.placeholder : typed.value);
}

function untouched(timeline: Timeline, words: PlannerWords): void {
  const list = whatIf.querySelector('.parameters');
  list?.querySelector('.untouched')?.remove();
  const names = timeline.untouched.map((name) => (name in words ? String(words[name as keyof PlannerWords]) : name));
  if (names.length > 0) list?.append(make('p', { class: 'untouched' }, `${names.join(', ')}: ${words.untouched}`));
}
