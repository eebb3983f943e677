/**
 * Everything the registry says of one credential, as blocks: what it is, what uses it, how it refreshes, how to rotate it, who owns it.
 * Plain text, so that Markdown and HTML say the same; whoever writes it escapes it. The sentences come from `explain/`.
 */
import { explainConvergence, explainRevocation, sayVerdict } from '../explain/convergence.ts';
import { escapeShell } from '../explain/escape.ts';
import { type Line, placeOf, sayPlace } from '../explain/explanation.ts';
import { explainUnknown } from '../explain/unknown.ts';
import { carrierName, consumerName, pathsOf, type View } from '../explain/view.ts';
import { sayDelivery, sayInstances, sayIso, sayTimes, sayTotal } from '../explain/words.ts';
import { groupBy } from '../model/group.ts';
import type {
  WireCarrier,
  WireCredential,
  WireDependency,
  WireDerivation,
  WireEvidence,
  WirePath,
  WireRadius,
  WireTimes,
} from '../wire/types.ts';
import { type Picture, pictureOf } from './picture.ts';
import { summaryOf } from './summary.ts';

export type Block =
  | { readonly is: 'table'; readonly header: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> }
  | { readonly is: 'lines'; readonly lines: readonly Line[] }
  | { readonly is: 'commands'; readonly commands: ReadonlyArray<readonly [command: string, says: string]> }
  | { readonly is: 'picture'; readonly picture: Picture };

export interface PageSection {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Page {
  readonly title: string;
  readonly id: string;
  readonly difficulty: WireCredential['difficulty'];
  readonly verdict: string;
  readonly nextStep: string;
  readonly radii: ReadonlyArray<readonly [name: string, radius: WireRadius]>;
  readonly figures: ReadonlyArray<readonly [name: string, says: string]>;
  readonly sections: readonly PageSection[];
}

interface Book {
  readonly view: View;
  /** What fills a carrier, by its id. */
  readonly filled: ReadonlyMap<string, readonly WireDerivation[]>;
  readonly dependencies: ReadonlyMap<string, WireDependency>;
}

/** Makes the page of any credential of one inventory. Sections without content are left out. */
export function pagesOf(view: View): (credential: WireCredential) => Page {
  const { derivations, dependencies } = view.inventory;
  const filled = groupBy(derivations, ({ to }) => to);
  const book = { view, filled, dependencies: new Map(dependencies.map((one) => [one.id, one])) };
  return (credential) => pageOf(book, credential);
}

function pageOf(book: Book, credential: WireCredential): Page {
  const { view } = book;
  const { label, nextStep, consumers } = summaryOf(view, credential);
  const { automatic, withActions, neverWithoutAction } = credential.convergence;
  return {
    title: label,
    id: credential.id,
    difficulty: credential.difficulty,
    verdict: sayVerdict(credential.revocation.verdict),
    nextStep,
    radii: [
      ['Scope radius', credential.scopeRadius],
      ['Rollout radius', credential.rolloutRadius],
    ],
    figures: [
      ['Consumers', consumers.length === 0 ? 'none known here' : `${consumers.length}, ${sayTotal(consumers)}`],
      ['Settles by itself', boundOf(automatic.settled)],
      ['With actions', boundOf(withActions.settled)],
      ['Never without an action', String(neverWithoutAction.length)],
    ],
    sections: sectionsOf(book, credential),
  };
}

function boundOf({ bound }: WireTimes): string {
  return bound === null ? 'no bound' : sayIso(bound);
}

function sectionsOf(book: Book, credential: WireCredential): readonly PageSection[] {
  const { view } = book;
  const picture = pictureOf(view, credential);
  const radii = [credential.scopeRadius, credential.rolloutRadius];
  const sections: readonly PageSection[] = [
    section('What it is', [identity(book, credential)]),
    section('How a new value travels', picture === null ? [] : [{ is: 'picture', picture }]),
    section('What uses it', [uses(view, credential)]),
    section('How to rotate it', [
      {
        is: 'lines',
        lines: [...explainRevocation(view, credential).lines, ...explainConvergence(view, credential).lines],
      },
      { is: 'commands', commands: commandsFor(credential) },
    ]),
    section('Where it is held', [carriers(book, credential)]),
    section('What both radii are made of', radii.map(points)),
    section('Findings', [findings(view, credential)]),
    section('May fetch it without being seen to use it', [
      table(
        ['Who', 'Why', 'Place'],
        credential.mayFetch.map(({ who, because }) => [who, because[0]?.says ?? '', placeIn(because)]),
      ),
    ]),
    section('Not known', [{ is: 'lines', lines: explainUnknown(view, credential).lines }]),
  ];
  return sections.filter(({ blocks }) => blocks.length > 0);
}

function section(title: string, blocks: readonly Block[]): PageSection {
  return { title, blocks: blocks.filter((block) => !isEmpty(block)) };
}

function isEmpty(block: Block): boolean {
  return (block.is === 'table' && block.rows.length === 0) || (block.is === 'lines' && block.lines.length === 0);
}

function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): Block {
  return { is: 'table', header, rows };
}

function identity({ dependencies }: Book, credential: WireCredential): Block {
  const dependency = dependencies.get(credential.dependency ?? '');
  const { cadence, lastRotated, overlapWindow, owners, environments } = credential;
  const accepted = dependency && [dependency.name, dependency.acceptance ?? 'acceptance not known'].join(', ');
  return table(
    ['', ''],
    [
      ['Id', credential.id],
      ['Kind', credential.kind ?? 'not recognised'],
      ['Accepted by', accepted ?? 'not known'],
      ['Slots', credential.slots === null ? 'not known' : String(credential.slots)],
      ['Owners', owners.length > 0 ? owners.join(', ') : 'nobody is named'],
      ['Environments', environments.length > 0 ? environments.join(', ') : 'not known'],
      ['Rotation pattern', credential.pattern.recommended ?? 'not known: what accepts it is not known'],
      ['Overlap window', overlapOf(overlapWindow)],
      ['Last rotated', lastRotated ?? 'not declared'],
      ['To be rotated', cadence === undefined ? 'no cadence declared' : `every ${sayIso(cadence)}`],
    ],
  );
}

function overlapOf({ minimum, declared }: WireCredential['overlapWindow']): string {
  const least = minimum === null ? 'none can be stated' : `at least ${sayIso(minimum)}`;
  return declared === null ? least : `${least}; ${sayIso(declared)} declared`;
}

/** The least cooperative first. */
function uses(view: View, credential: WireCredential): Block {
  return table(
    ['Consumer', 'Kind', 'Where', 'Owner', 'Gets it', 'Refresh', 'Settled', 'Place'],
    pathsOf(view, credential).map((path) => useOf(view, path)),
  );
}

function useOf(
  view: View,
  { consumer: id, container, delivery, refresh, settled, because }: WirePath,
): readonly string[] {
  const consumer = view.consumers.get(id);
  const name = consumerName(view, id);
  const kind = consumer && [consumer.kind, sayInstances(consumer.instances), ...(consumer.dormant ? ['dormant'] : [])];
  return [
    container === null || container === name ? name : `${name} (${container})`,
    kind?.join(', ') ?? 'not described',
    whereOf(consumer),
    consumer?.owner ?? 'nobody is named',
    sayDelivery(delivery),
    `${refresh.mode}${refresh.intent ? ' (controller not seen)' : ''}`,
    sayTimes(settled),
    placeIn(because),
  ];
}

function carriers({ view, filled }: Book, { carriers: ids }: WireCredential): Block {
  return table(
    ['Carrier', 'Type', 'Where', 'Filled from', 'Place'],
    ids.map((id) => {
      const carrier = view.carriers.get(id);
      const from = (filled.get(id) ?? []).map((one) => `${carrierName(view, one.from)}, by ${one.by}`);
      return [
        carrierName(view, id),
        carrier?.type ?? 'not described',
        whereOf(carrier),
        from.length > 0 ? from.join('; ') : 'nothing known here',
        placeIn(carrier?.because ?? []),
      ];
    }),
  );
}

function whereOf(node: Pick<WireCarrier, 'cluster' | 'namespace'> | undefined): string {
  return [node?.cluster, node?.namespace].filter((part) => part).join('/');
}

function points({ factors, score }: WireRadius, at: number): Block {
  const name = at === 0 ? 'Scope' : 'Rollout';
  const rounded = (value: number) => String(Math.round(value * 10) / 10);
  return table(
    [`${name} ${score} of 100`, 'Counted', 'Points', 'Of'],
    factors.map((factor) => [factor.name, String(factor.value), rounded(factor.points), rounded(factor.max)]),
  );
}

function findings(view: View, credential: WireCredential): Block {
  return table(
    ['Severity', 'Rule', 'Says', 'Place'],
    (view.findings.get(credential.id) ?? []).map(({ severity, rule, message, place }) => [
      severity,
      rule,
      message,
      placeIn([place]),
    ]),
  );
}

function placeIn(because: readonly WireEvidence[]): string {
  const [place] = because.flatMap((evidence) => placeOf(evidence) ?? []);
  return place === undefined ? '' : sayPlace(place);
}

function commandsFor({ id }: WireCredential): ReadonlyArray<readonly [string, string]> {
  const named = escapeShell(id);
  return [
    [`keyturn runbook ${named}`, 'the plan: steps, gates, rollback, incident card'],
    [`keyturn who-breaks ${named}`, 'if the old value died now'],
    [`keyturn explain ${named}`, 'every figure above with its reasons'],
  ];
}
