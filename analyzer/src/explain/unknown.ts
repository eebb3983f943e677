/** Section: what is not known about a credential, said as plainly as what is. */
import type { WireCredential } from '../wire/types.ts';
import { type Line, type Section, statement } from './explanation.ts';
import { sayReason } from './reasons.ts';
import { consumerName, consumersOf, isHole, pathsOf, type View } from './view.ts';

type Question = (view: View, credential: WireCredential) => readonly string[];

const QUESTIONS: readonly Question[] = [
  ({ inventory }, { dependency }) =>
    inventory.dependencies.some(({ id, acceptance }) => id === dependency && acceptance !== null)
      ? []
      : ['whether old and new value are accepted side by side'],
  (_, { kind }) => (kind === null ? ['what kind of credential it is'] : []),
  (view, credential) =>
    pathsOf(view, credential)
      .filter((path) => path.refresh.mode === 'unknown')
      .map((path) => `how ${consumerName(view, path.consumer)} takes a new value`),
  (view, credential) =>
    pathsOf(view, credential)
      .filter((path) => path.settled.bound === null && path.settled.reason !== null)
      .map((path) => `when ${consumerName(view, path.consumer)} settles: ${sayReason(path.settled.reason)}`),
  (view, credential) =>
    consumersOf(view, credential)
      .filter((id) => view.consumers.get(id)?.owner === null)
      .map((id) => `who owns ${consumerName(view, id)}`),
  (view, credential) =>
    credential.carriers
      .flatMap((id) => view.carriers.get(id) ?? [])
      .filter(isHole)
      .map(({ name }) => `where ${name} is declared`),
];

/** Each open question once, in the order of the questions. */
export function explainUnknown(view: View, credential: WireCredential): Section {
  const open = new Set(QUESTIONS.flatMap((question) => question(view, credential)));
  return { title: 'Not known', lines: [...open].map((text): Line => statement(text)) };
}
