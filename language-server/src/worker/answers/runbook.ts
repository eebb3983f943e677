/** The runbook of one credential as text. */
import { makePlan, toHtml, toMarkdown } from '../../../../analyzer/src/index.ts';
import type { Runbook } from '../../protocol.ts';
import { type Asked, nobodyUses } from '../asked.ts';
import { flagOf, numberOf, textOf } from '../params.ts';

type Plan = NonNullable<ReturnType<typeof makePlan>>;

const WRITERS: Readonly<Record<Runbook['format'], (plan: Plan) => string>> = {
  md: toMarkdown,
  html: toHtml,
  json: (plan) => `${JSON.stringify(plan, null, 2)}\n`,
};

export function runbook({ live, wire, credential, params }: Asked): object {
  const format = formatOf(textOf(params, 'format'));
  const kind = live.knowledge.kinds.get(credential.kind ?? '') ?? null;
  const plan = makePlan(wire, credential, kind, {
    mode: textOf(params, 'mode') === 'compromise' ? 'compromise' : 'routine',
    drill: flagOf(params, 'drill'),
    start: null,
    window: numberOf(params, 'window') || null,
  });
  if (plan === null) return nobodyUses(credential);
  return { format, text: WRITERS[format](plan), fileName: `${fileNameOf(credential.name)}.runbook.${format}` };
}

function formatOf(text: string | null): Runbook['format'] {
  return text === 'html' || text === 'json' ? text : 'md';
}

/** Names come from repositories: what is left is a plain file name. */
function fileNameOf(name: string): string {
  return (
    name
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[-.]+/, '')
      .slice(0, 80) || 'credential'
  );
}
