/** The planner's answers in words: times, who is stranded, who breaks, advice, and the whole as text and table. */
import type { Breaking, Stranded, Timeline } from '../../language-server/src/protocol.ts';
import type { PlannerWords } from '../src/panels/panel-words.ts';
import { readIso, sayDuration } from '../src/planner/duration.ts';
import { button, type Child, make } from './dom.ts';
import { fill } from './host.ts';

type Open = (consumer: string) => void;

/** Longer lists are counted: their whole is in the text below. */
const MOST = 12;

export function times(timeline: Timeline, words: PlannerWords): HTMLElement {
  const row = (name: string, value: string) => [make('dt', {}, name), make('dd', {}, value)];
  const cutover = timeline.credential.verdict === 'cutover' ? make('p', { class: 'cutover' }, words.cutover) : null;
  const list = make(
    'dl',
    { class: 'times' },
    ...row(words.adopted, timeline.adopted.said),
    ...row(words.settled, timeline.settled.said),
    ...row(words.confirmed, timeline.confirmed.said),
    ...row(words.minimum, saidIso(timeline.overlapMinimum) ?? words.none),
  );
  return make('div', {}, cutover, list);
}

const saidIso = (iso: string | null): string | null => {
  const seconds = readIso(iso);
  return seconds === null ? null : sayDuration(seconds);
};

export function stranded({ window }: Timeline, words: PlannerWords, open: Open): HTMLElement {
  if (!window) return make('section');
  const { stranded: left, fiction } = window;
  const title = left.length === 0 ? words.nobodyStranded : fill(words.stranded, left.length);
  return make(
    'section',
    { id: 'stranded' },
    verdict(fiction || left.length > 0, fiction && left.length > 0 ? `${words.fiction} ${title}` : title),
    list(left, (one) => person(one.consumer, one.name, one.owner, whyStranded(one, words), open)),
  );
}

function whyStranded({ chance, bound, reasons }: Stranded, words: PlannerWords): readonly string[] {
  const odds = chance === null ? null : fill(words.chance, (100 * chance).toFixed(1));
  const done = saidIso(bound);
  return [odds, done === null ? null : fill(words.within, done), ...reasons].filter((one) => one !== null);
}

export function breaks({ revoked }: Timeline, words: PlannerWords, open: Open, shares: string | null): HTMLElement {
  if (!revoked) return make('section');
  const { breaks: broken, unjudged } = revoked;
  return make(
    'section',
    { id: 'breaks' },
    verdict(broken.length > 0, broken.length === 0 ? words.nobodyBreaks : fill(words.breaks, broken.length)),
    shares === null ? null : make('p', { class: 'why' }, shares),
    list(broken, (one) => person(one.consumer, one.name, one.owner, whyBreaks(one, words), open)),
    unjudged.length === 0
      ? null
      : make(
          'p',
          { class: 'why' },
          fill(
            words.unjudged,
            unjudged
              .map(({ name }) => name)
              .slice(0, MOST)
              .join(', '),
          ),
        ),
  );
}

function whyBreaks({ fails, chance, heals }: Breaking, words: PlannerWords): readonly string[] {
  const odds = chance === null || chance === 1 ? null : fill(words.chance, (100 * chance).toFixed(1));
  const again = saidIso(heals);
  return [words.fails[fails], odds, again === null ? words.neverHeals : fill(words.heals, again)].filter(
    (one) => one !== null,
  );
}

function verdict(bad: boolean, text: string): HTMLElement {
  return make('p', { class: `verdict ${bad ? 'bad' : 'good'}` }, text);
}

function list<T>(all: readonly T[], row: (one: T) => HTMLElement): HTMLElement {
  const rest = all.length - MOST;
  return make('ul', {}, ...all.slice(0, MOST).map(row), rest > 0 ? make('li', { class: 'more' }, `+ ${rest}`) : null);
}

function person(id: string, name: string, owner: string | null, why: readonly string[], open: Open): HTMLElement {
  const said = [owner, ...why].filter((one) => one !== null).join(' · ');
  return make(
    'li',
    {},
    button(name, () => open(id), { class: 'link' }),
    make('span', { class: 'why' }, ` ${said}`),
  );
}

export function advice({ pattern, split, load, nextStep }: Timeline, words: PlannerWords): readonly HTMLElement[] {
  const section = (title: string, ...children: readonly Child[]) =>
    make('section', {}, make('p', { class: 'verdict' }, title), ...children);
  const sections = [
    section(
      `${words.pattern}: ${pattern.recommended ?? words.none}`,
      make('ul', {}, ...pattern.why.map((why) => make('li', { class: 'why' }, why))),
    ),
    section(
      words.next,
      make('p', { class: 'why' }, nextStep),
      split === null
        ? null
        : make(
            'p',
            {},
            `${words.split}: ${fill(words.splitSaid, split.axis, split.parts, split.scope, split.rollout)}`,
          ),
      make('p', { class: 'why' }, `${words.load}: ${fill(words.loadSaid, number(load.usual), number(load.peak))}`),
    ),
  ];
  return sections;
}

const number = (value: number): string => String(Math.round(value * 10) / 10);

/** The whole answer without a picture: sentences, and the curve as a table. */
export function textTwin(into: HTMLDetailsElement, timeline: Timeline, words: PlannerWords): void {
  const every = Math.max(1, Math.floor(timeline.points.length / 12));
  const rows = timeline.points.filter((_, at) => at % every === 0 || at === timeline.points.length - 1);
  const percent = (share: number) => make('td', {}, `${(100 * share).toFixed(1)} %`);
  into.replaceChildren(
    make('summary', {}, words.text),
    make('ul', {}, ...timeline.text.map((line) => make('li', {}, line))),
    make(
      'table',
      {},
      make('tr', {}, ...[words.time, words.adopted, words.settled].map((name) => make('th', { scope: 'col' }, name))),
      ...rows.map(({ at, adopted, settled }) =>
        make('tr', {}, make('td', {}, sayDuration(at)), percent(adopted.instances), percent(settled.instances)),
      ),
    ),
  );
}
