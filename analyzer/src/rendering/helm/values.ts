/**
 * Which values a chart and its subcharts see: their own defaults, below the parent's, below the release's; `global` goes down to
 * all. As Helm coalesces them (`pkg/chartutil/coalesce.go`). It must never change what it is given.
 */
import { asDict, dict } from '../../syntax/go-template/trace.ts';
import type { Dict, Entry, Traced } from '../../syntax/go-template/types.ts';
import { merge } from '../../syntax/go-template/values.ts';
import type { Chart } from './chart.ts';

const GLOBAL = 'global';

/** Values files in the order they are given: the later wins, and a null stays, because it is meant for the chart's own default. */
export function overlay(base: Dict, over: Dict): Dict {
  const entries = new Map(base.entries);
  for (const [name, entry] of over.entries) {
    const [below, above] = [entries.get(name)?.value, entry.value];
    entries.set(
      name,
      below?.kind === 'map' && above.kind === 'map' ? { ...entry, value: overlay(below, above) } : entry,
    );
  }
  return { kind: 'map', entries, via: over.via };
}

/** All values as the chart sees them, those of each subchart under its name. */
export function coalesce(chart: Chart, given: Dict): Dict {
  const values = mergeDicts(chart.values, given);
  const entries = new Map(values.entries);
  for (const { chart: subchart } of chart.subcharts) {
    const below = withGlobals(asDict(entries.get(subchart.name)?.value) ?? dict([]), entries.get(GLOBAL));
    entries.set(subchart.name, { via: below.via, value: coalesce(subchart, below) });
  }
  return { ...values, entries };
}

/** The parent's globals win over those it gives the subchart. */
function withGlobals(values: Dict, globals: Entry | undefined): Dict {
  const own = asDict(values.entries.get(GLOBAL)?.value) ?? dict([]);
  const joined = mergeDicts(own, asDict(globals?.value) ?? dict([]));
  return { ...values, entries: new Map([...values.entries, [GLOBAL, { via: globals?.via ?? [], value: joined }]]) };
}

/** `over` over `base`; null in `over` takes a key away. */
export function mergeDicts(base: Dict, over: Dict): Dict {
  return asDict(merge(base, over)) ?? base;
}

/** The value at a dotted path; undefined where there is none. */
export function valueAt(values: Traced | undefined, path: string): Traced | undefined {
  return path.split('.').reduce((found: Traced | undefined, name) => asDict(found)?.entries.get(name)?.value, values);
}
