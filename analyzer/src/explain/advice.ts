/** Sections: what would shorten a rotation or shrink a radius, how a shared credential would be cut, and how often to rotate it. */
import { parseDuration, sayDuration } from '../model/duration.ts';
import type { WireCredential, WireFigures, WireImprovement, WireUpkeep } from '../wire/types.ts';
import { type Section, statement } from './explanation.ts';
import { consumerName, type View } from './view.ts';
import { plural, sayIso, sayList } from './words.ts';

/** Each change alone, the cheapest first. */
export function explainImprovements(view: View, { improvements = [] }: WireCredential): Section {
  return {
    title: 'What would help, each change alone, the cheapest first',
    lines: improvements.map((one) => statement(sayImprovement(one, (id) => consumerName(view, id)))),
  };
}

const COSTS: Readonly<Record<WireImprovement['costs'], string>> = {
  setting: 'a setting',
  manifest: 'a manifest',
  code: 'a change of code',
  account: 'a new account',
};

/** `sync the store every 30 s (a setting; orders-api): settled 10 min → 5 min`. Only figures that change. */
export function sayImprovement(
  { does, costs, consumers, before, after }: WireImprovement,
  nameOf: (id: string) => string,
): string {
  const names = sayList([...new Set(consumers.map(nameOf))]);
  return `${does} (${COSTS[costs]}; ${names}): ${differences(before, after).join(', ')}`;
}

function differences(before: WireFigures, after: WireFigures): readonly string[] {
  const rest = before.stuck + before.unknown > 0 ? 'the rest ' : '';
  const rows: ReadonlyArray<readonly [name: string, from: string, to: string]> = [
    ['never by itself', String(before.stuck), String(after.stuck)],
    ['not known', String(before.unknown), String(after.unknown)],
    [`${rest}settled`, sayIso(before.settled), sayIso(after.settled)],
    ['scope', String(before.scope), String(after.scope)],
    ['rollout', String(before.rollout), String(after.rollout)],
  ];
  return rows.filter(([, from, to]) => from !== to).map(([name, from, to]) => `${name} ${from} → ${to}`);
}

/** The partition, and both radii of each part. */
export function explainSplit(view: View, { split, scopeRadius, rolloutRadius }: WireCredential): Section {
  if (split === null) return { title: 'Split', lines: [] };
  const { axis, parts, worst, partition = [] } = split;
  return {
    title: `Split by ${axis} into ${parts}`,
    lines: [
      statement(
        `scope ${scopeRadius.score} → ${worst.scope}, rollout ${rolloutRadius.score} → ${worst.rollout}, of the worst part`,
      ),
      ...partition.map(({ name, consumers, scope, rollout }) =>
        statement(
          `${axis === 'community' ? `around ${name}` : name}: ${plural(consumers.length, 'consumer')} (${sayList(consumers.map((id) => consumerName(view, id)))}), scope ${scope}, rollout ${rollout}`,
        ),
      ),
    ],
  };
}

/** The cadence its radius asks for, when it is due, and what each cadence costs. */
export function explainUpkeep({ upkeep, cadence, lastRotated }: WireCredential): Section {
  const title = 'How often to rotate it';
  if (!upkeep) return { title, lines: [] };
  const { recommended, due, minutes, assumed, costs } = upkeep;
  const declaredCadence = cadence === undefined ? [] : [`declared: every ${sayIso(cadence)}`];
  const last = lastRotated === undefined ? [] : [`last rotated on ${lastRotated}`];
  const handwork =
    minutes === 0
      ? 'no handwork on its consumers: a shorter cadence costs nobody anything but the rotation itself'
      : `by hand on its consumers: about ${minutes} person-minutes a rotation${assumed > 0 ? `, ${assumed} of them assumed` : ''}; the runbook's own steps come on top`;
  return {
    title,
    lines: [
      recommended === null
        ? 'it needs no cadence: it is issued anew by itself, or nothing uses it here'
        : `by what its leaked value can reach: every ${sayIso(recommended)}`,
      ...declaredCadence,
      ...last,
      ...(due === null ? [] : [`due on ${due}`]),
      handwork,
      ...(minutes === 0 ? [] : [`a year of it: ${costs.map(sayCost).join(', ')}`]),
    ].map((text) => statement(text)),
  };
}

function sayCost({ cadence, minutesAYear }: WireUpkeep['costs'][number]): string {
  const every = parseDuration(cadence);
  return `every ${every === null ? cadence : sayDuration(every)} ${minutesAYear} min`;
}
