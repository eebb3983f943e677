/** What the texts as they stand, buffers included, change for rotation against a commit. */
import { compareInventories, readTwoTrees, toComment, toWire } from '../../../../analyzer/src/index.ts';
import { spanOf } from '../../places-of-wire.ts';
import { type Told, unanswered } from '../asked.ts';
import { textOf } from '../params.ts';

export async function review({ live, inventory, params }: Told): Promise<object> {
  const base = textOf(params, 'base');
  try {
    const { root, today } = live;
    const trees = await readTwoTrees({ root, cache: live.cached, base, head: null, direct: false, today });
    const found = compareInventories(trees.before, toWire(inventory));
    return {
      base: trees.base,
      markdown: toComment(found, trees.prefix) ?? '',
      changes: found.changes.map(({ rule, severity, message, credentials, consumer, place }) => ({
        rule,
        severity,
        message,
        location: spanOf(place),
        credential: credentials[0] ?? null,
        consumer,
      })),
    };
  } catch (error) {
    // Its words are ours and say what to do; anything else is for the log.
    if (error instanceof Error && error.name === 'HistoryError') return unanswered('not-possible', error.message);
    throw error;
  }
}
