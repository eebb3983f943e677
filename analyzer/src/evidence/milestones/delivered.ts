/** Delivered: the carriers that a consumer reads were filled after publication. */
import { ASK } from '../asks.ts';
import type { Case, Of } from '../case.ts';
import { isoOf, latest } from '../moments.ts';
import type { JudgedConsumer } from '../runbook.ts';
import { pass, unknown, type Verdict, wait } from '../verdict.ts';

type Delivered = JudgedConsumer['expected']['delivered'][number];

/** The last of its carriers decides. */
export function delivered(about: Case, consumer: JudgedConsumer, publishedThen: Verdict): Verdict {
  if (publishedThen.verdict === 'wait') return wait('not published yet');
  const { delivered: carriers } = consumer.expected;
  if (carriers.length === 0) return unknown('its carrier is not in the runbook', ASK.statement);
  const each = carriers.map((carrier) => carrierOf(about, consumer, carrier));
  const open = each.find(({ verdict }) => verdict === 'wait') ?? each.find(({ verdict }) => verdict === 'unknown');
  const [first] = each;
  if (open !== undefined || first === undefined) return open ?? unknown('nothing shows it', ASK.filled(consumer));
  const files = each.flatMap((one) => one.files.map((file) => ({ file })));
  return pass(first.says, latest(each.flatMap(({ at }) => at ?? [])), files, {
    earliest: latest(each.flatMap(({ earliest }) => earliest ?? [])),
  });
}

function carrierOf(about: Case, consumer: JudgedConsumer, carrier: Delivered): Verdict {
  const { at } = about.published;
  if (carrier.direct) return pass('it reads the origin itself', at, []);
  const fills = about.of('filled').filter((fill) => isOf(carrier, fill));
  const newest = fills.at(-1);
  if (newest === undefined) return unknown(`nothing shows when ${carrier.name} was filled`, ASK.filled(consumer));
  if (!newest.worked) return wait(`the last sync of ${carrier.name} failed`, [newest]);
  if (newest.at < at)
    return wait(`${carrier.name} was last filled at ${isoOf(newest.at)}, before publication`, [newest]);
  const since = fills.filter((fill) => fill.worked && fill.at >= at);
  const changed = since.find((fill) => fill.changed);
  if (changed !== undefined) return pass(`${carrier.name} changed at ${isoOf(changed.at)}`, changed.at, [changed]);
  const first = since[0] ?? newest;
  return pass(`${carrier.name} was filled by ${isoOf(first.at)}`, first.at, [first], { earliest: at });
}

function isOf({ cluster, namespace, name }: Delivered, fill: Of<'filled'>): boolean {
  const same = (known: string | null, said: string | null) => known === null || said === null || known === said;
  return fill.name === name && same(namespace, fill.namespace) && same(cluster, fill.cluster);
}
