/**
 * Scope radius: what the leaked value can reach (design, section 7): 65 × privilege × reach, 25 for how many hold it, 10 where unrelated owners
 * share one identity. Who may fetch it without using it is shown apart and earns no points.
 */
import { absent, type Because, type Evidence } from '../model/evidence.ts';
import type { Factor, Radius } from '../model/radius.ts';
import type { Privilege, Reach } from '../model/vocabulary.ts';
import { countedAt, countInstances, type Footprint, nameSome, nothingAt, ownersOf } from './footprint.ts';
import { factor, radiusOf, sat } from './score.ts';
import { unrelatedOwners } from './teams.ts';

const PRIVILEGE: Readonly<Record<Privilege, number>> = {
  superuser: 1,
  admin: 1,
  sign: 0.85,
  decrypt: 0.85,
  'read-write': 0.7,
  unknown: 0.7,
  'read-only': 0.35,
  'send-only': 0.35,
};

const REACH: Readonly<Record<Reach, number>> = {
  'customer-data': 1,
  production: 0.8,
  'derived-data': 0.35,
  staging: 0.25,
  development: 0.1,
};

const POWER_MAX = 65;
/** This many holders and more earn all of the points. */
const MANY_HOLDERS = 1000;

export function scopeRadius(footprint: Footprint): Radius {
  return radiusOf([power(footprint), holders(footprint), mixedUse(footprint)]);
}

function power({ credential }: Footprint): Factor {
  const { privilege, reach } = credential;
  const share = PRIVILEGE[privilege.value] * REACH[reach.value];
  const because: Because = [...privilege.because, ...reach.because, ...whatDeclaringChanges(reach, privilege.value)];
  return factor('privilege × reach', `${privilege.value} × ${reach.value}`, POWER_MAX, share, because);
}

/** Where nobody said what data it reaches: the points it would earn with customer data. */
function whatDeclaringChanges(reach: Footprint['credential']['reach'], privilege: Privilege): readonly Evidence[] {
  const [first] = reach.because;
  if (reach.value !== 'production' || first.from === 'default' || first.from === 'declared') return [];
  const points = Math.round(POWER_MAX * PRIVILEGE[privilege] * 10) / 10;
  return [absent(first.span, `no data class declared: customer or payment data would make this ${points}`)];
}

function holders(footprint: Footprint): Factor {
  const { credential, consumers } = footprint;
  const people = countInstances(consumers.filter(({ kind }) => kind === 'person'));
  const running = countInstances(consumers.filter(({ kind }) => kind !== 'person'));
  const count = credential.carriers.length + running.count + people.count;
  const { length: carriers } = credential.carriers;
  const parts = [`${carriers} carrier${carriers === 1 ? '' : 's'}`];
  parts.push(`${running.count} instance${running.count === 1 ? '' : 's'}`);
  if (people.count > 0) parts.push(people.count === 1 ? '1 person' : `${people.count} people`);
  const says = `held by ${parts.join(' + ')}${running.open || people.open ? ', or more' : ''}`;
  return factor('holders', count, 25, sat(count, MANY_HOLDERS), countedAt(footprint, says, consumers));
}

function mixedUse(footprint: Footprint): Factor {
  const { consumers, measured } = footprint;
  const pair = unrelatedOwners(consumers, measured.graph.teams);
  if (!pair) return factor('unrelated owners', 'no', 10, 0, nothingAt(footprint, 'no two unrelated owners share it'));
  const says = `${nameSome(ownersOf(consumers))} share one identity: legitimate and illegitimate use look alike`;
  return factor('unrelated owners', 'yes', 10, 1, countedAt(footprint, says, pair));
}
