/**
 * Names that the bjw-s library chart gives the objects of a release: the release's name, and the identifier behind it where there
 * are several of a sort. Source: bjw-s-labs/helm-charts, charts/library/common/templates/lib/chart/_names.tpl and
 * lib/common/_determineResourceName*.tpl.
 */
import { madeText } from '../made-tree.ts';
import { fillTemplate, type Release } from '../release.ts';
import { at, type Entry, entriesAt, isTrue, type Scalar, scalarAt, type Tree, textAt } from '../tree.ts';

/** The entries of a section (`controllers`, `secrets`, `persistence`) that are not switched off. */
export function enabledEntries(values: Tree, section: string): readonly Entry[] {
  return entriesAt(values, section).filter(
    ({ value }) => value.kind === 'mapping' && (textAt(value, 'enabled') === null || isTrue(value, 'enabled')),
  );
}

/** What every name of the release begins with: app-template, a subchart too, sets the chart's name to the release's, unless the values do. */
export function fullName({ values, name }: Release): string {
  return textAt(values, 'global', 'fullnameOverride') ?? textAt(values, 'fullnameOverride') ?? name;
}

/** The object's name, at the place of its identifier. */
export function objectName(release: Release, section: string, { key, value }: Entry): Scalar {
  const forced = scalarAt(value, 'forceRename');
  if (forced?.text) return fillTemplate(forced, release);
  const full = fullName(release);
  const override = scalarAt(value, 'nameOverride');
  const several = enabledEntries(release.values, section).length > 1;
  const part = override?.text ? fillTemplate(override, release).text : several ? key.text : full;
  return madeText(part === full ? full : `${full}-${part}`, key);
}

/** A Secret or ConfigMap said by name, or by its identifier in the values; null: neither is written. */
export function referredName(release: Release, section: string, reference: Tree | null): Scalar | null {
  const name = scalarAt(reference, 'name');
  if (name?.text) return fillTemplate(name, release);
  const identifier = scalarAt(reference, 'identifier');
  return identifier?.text ? nameOfIdentifier(release, section, identifier) : null;
}

/** The name behind an identifier of the values; the text itself where it is none. */
export function nameOfIdentifier(release: Release, section: string, identifier: Scalar): Scalar {
  const entry = enabledEntries(release.values, section).find(({ key }) => key.text === identifier.text);
  if (!entry) return fillTemplate(identifier, release);
  const target = section === 'externalSecrets' ? scalarAt(at(entry.value, 'target'), 'name') : null;
  return madeText(
    target?.text ? fillTemplate(target, release).text : objectName(release, section, entry).text,
    identifier,
  );
}
