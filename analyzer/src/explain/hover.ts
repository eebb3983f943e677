/**
 * What an editor says about a place: which credential stands there, how *this* consumer takes a new value, what a rotation
 * asks of everybody, and what is not known. Short on purpose; `explainCredential` says the rest. States nothing that the inventory does not hold.
 */
import type { WireCredential, WirePath, WireRadius } from '../wire/types.ts';
import { type Line, reason, type Section, statement } from './explanation.ts';
import type { Mark } from './marks.ts';
import { nextStep } from './next-step.ts';
import { explainUnknown } from './unknown.ts';
import { carrierName, consumerName, consumersOf, credentialLabel, pathsOf, type View } from './view.ts';
import { plural, REFRESH_SENTENCE, sayDelivery, sayHop, sayList, sayTimes, sayTotal } from './words.ts';

/** More credentials than a person reads about in a hover. */
const MOST = 3;

/** The sections of a hover over the marks, a credential each; empty: nothing is known of a credential here. */
export function hoverSections(view: View, marks: readonly Mark[]): readonly Section[] {
  const ids = [...new Set(marks.flatMap(({ credentials }) => credentials))];
  const known = ids.flatMap((id) => view.inventory.credentials.find((credential) => credential.id === id) ?? []);
  const sections = known
    .slice(0, MOST)
    .map((credential) => aboutCredential(view, credential, pathsHere(view, credential, marks)));
  const more = known.length > MOST ? [moreSection(known.slice(MOST), view)] : [];
  return [...sections, ...more, ...holesHere(view, marks)];
}

function pathsHere(view: View, credential: WireCredential, marks: readonly Mark[]): readonly WirePath[] {
  const ids = new Set(marks.flatMap(({ paths }) => paths));
  return pathsOf(view, credential).filter(({ id }) => ids.has(id));
}

function aboutCredential(view: View, credential: WireCredential, here: readonly WirePath[]): Section {
  const dependency = view.inventory.dependencies.find(({ id }) => id === credential.dependency);
  const accepted = dependency
    ? `; accepted by ${dependency.name}${dependency.acceptance ? ` (${dependency.acceptance})` : ''}`
    : '';
  return {
    title: `${credentialLabel(view, credential)}: ${credential.difficulty}`,
    lines: [
      statement(`${credential.kind ?? 'kind not recognised'}${accepted}`),
      ...here.slice(0, MOST).flatMap((path) => aboutPath(view, path)),
      ...(here.length > MOST ? [statement(`and ${plural(here.length - MOST, 'more path')} here`)] : []),
      statement(sayUsers(view, credential)),
      statement(`settles by itself: ${sayTimes(credential.convergence.automatic.settled)}`),
      statement(sayRadius('scope', credential.scopeRadius)),
      statement(sayRadius('rollout', credential.rolloutRadius)),
      statement(sayOwners(credential)),
      ...unknown(view, credential),
      statement(`next: ${nextStep(view, credential)}`),
    ],
  };
}

/** This consumer: the way, the mode with the line that decides it, the delays as a sum. */
function aboutPath(view: View, path: WirePath): readonly Line[] {
  const name = consumerName(view, path.consumer);
  const chain = [...path.carriers.map((id) => carrierName(view, id)), name].join(' → ');
  const sum = path.delays.map(sayHop).join(' + ');
  const [decides] = path.refresh.because;
  return [
    statement(`${chain}, ${sayDelivery(path.delivery)}; ${path.role} it`),
    statement(`${path.refresh.mode}: ${name} ${REFRESH_SENTENCE[path.refresh.mode]}`, 1),
    ...(decides ? [reason(decides, 2)] : []),
    statement(`${sum === '' ? 'settled' : `${sum}; settled`}: ${sayTimes(path.settled)}`, 1),
  ];
}

function sayUsers(view: View, credential: WireCredential): string {
  const ids = consumersOf(view, credential);
  if (ids.length === 0) return 'nothing here uses it';
  const consumers = ids.flatMap((id) => view.consumers.get(id) ?? []);
  return `${plural(ids.length, 'consumer')} with ${sayTotal(consumers)}: ${sayList(
    ids.map((id) => consumerName(view, id)),
    5,
  )}`;
}

/** The score with its largest terms. */
function sayRadius(name: string, { score, band, factors }: WireRadius): string {
  const largest = factors
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, MOST);
  const terms = largest.map((factor) => `${factor.name} ${Math.round(factor.points * 10) / 10}`).join(', ');
  return `${name} radius ${score} of 100, ${band}${terms === '' ? '' : ` (${terms})`}`;
}

function sayOwners({ owners }: WireCredential): string {
  return owners.length > 0 ? `owned by ${sayList(owners, 5)}` : 'nobody is named as its owner';
}

function unknown(view: View, credential: WireCredential): readonly Line[] {
  const open = explainUnknown(view, credential).lines.map(({ text }) => text);
  return open.length === 0 ? [] : [statement(`not known: ${sayList(open)}`)];
}

function moreSection(credentials: readonly WireCredential[], view: View): Section {
  const names = sayList(
    credentials.map((credential) => credentialLabel(view, credential)),
    10,
  );
  return { title: `and ${plural(credentials.length, 'more credential')} here`, lines: [statement(names)] };
}

/** A reference to something nobody declares is no credential, and worth a word all the more. */
function holesHere(view: View, marks: readonly Mark[]): readonly Section[] {
  const names = marks
    .filter(({ what, credentials }) => what === 'hole' && credentials.length === 0)
    .flatMap(({ carriers }) => carriers.map((id) => carrierName(view, id)));
  return names.map((name) => ({
    title: name,
    lines: [statement('referenced here, declared nowhere in what was read')],
  }));
}
