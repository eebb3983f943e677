/** Markdown, HTML and JSON of one plan: the same content, and names from a hostile repository stay text in each of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { toHtml } from '../../analyzer/src/runbook/html.ts';
import { toMarkdown } from '../../analyzer/src/runbook/markdown.ts';
import type { Plan } from '../../analyzer/src/runbook/plan.ts';
import { readRecord } from '../../analyzer/src/runbook/record.ts';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';
import { inventoryOf, plan, stepTexts } from './planned.ts';

const NAME = 'x`$(touch sunk)`\n```\n<img src=x onerror=alert(1)>--> @harbourmaster |;rm "\u202Eevil';
const SPACE = "bay'; reboot #";

let made: Plan;
let hostile: Plan;
beforeAll(async () => {
  const redis = await inventoryOf('redis-team');
  made = plan(redis, 'feed-cache');
  const renamed: WireInventory = {
    ...redis,
    consumers: redis.consumers.map((one) =>
      one.name === 'feed-indexer' ? { ...one, name: NAME, namespace: SPACE, owner: NAME } : one,
    ),
  };
  hostile = plan(renamed, 'feed-cache');
}, 60_000);

/** Lines of Markdown outside of fenced code. */
function prose(markdown: string): readonly string[] {
  let fence: string | null = null;
  return markdown.split('\n').filter((line) => {
    const [, marks = null] = /^\s*(`{3,})/.exec(line) ?? [];
    if (fence === null && marks !== null) fence = marks;
    else if (fence !== null && line.trim() === fence) fence = null;
    else return fence === null;
    return false;
  });
}

describe('Markdown', () => {
  it('starts with the verdict and draws a timeline', () => {
    const [first] = toMarkdown(made).split('\n');
    expect(first).toBe(
      '**PARTIAL**: adoption without process death: feed-indexer; revocation only on evidence: cache-console',
    );
    expect(toMarkdown(made)).toContain('```mermaid\ngantt\n');
  });

  it('shows hostile names as text', () => {
    const text = toMarkdown(hostile);
    expect(prose(text).join('\n')).toContain('onerror=alert\\(1\\)');
    expect(prose(text).join('\n')).not.toMatch(/<img|@harbourmaster/);
    expect(text).not.toContain('\u202E');
    expect(text.match(/-->/g)?.length).toBe(1 + (text.match(/alert\(1\)>-->/g)?.length ?? 0));
    expect(text.trimEnd().endsWith('-->')).toBe(true);
  });

  it('keeps hostile names one word in commands and out of Mermaid', () => {
    const text = toMarkdown(hostile);
    expect(text).toContain(`-n 'bay'\\''; reboot #' rollout restart deployment/'x\`$(touch sunk)\``);
    const chart = /```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1] ?? '';
    const bars = chart.split('\n').filter((line) => line.includes('touch sunk'));
    expect(bars).toHaveLength(1);
    expect(bars[0]).toMatch(/^ {4}[\p{L}\p{N} ._/()-]+:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d, \d+s$/u);
  });
});

describe('HTML', () => {
  it('is one file that loads nothing and runs nothing', () => {
    const html = toHtml(made);
    expect(html).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\ssrc=|\shref=|\son\w+=/);
    expect(html).toMatch(/<p class="verdict"><strong>PARTIAL: /);
  });

  it('shows hostile names as text', () => {
    const html = toHtml(hostile);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;--&gt;');
    expect(html.match(/-->/g)).toHaveLength(1);
  });

  it('holds every step and every gate', () => {
    const html = toHtml(made);
    const ids = [...made.phases.flatMap(({ groups }) => groups.flatMap(({ steps }) => steps)), ...made.gates];
    expect(ids.length).toBeGreaterThan(15);
    for (const { id } of ids) expect(html).toContain(`<strong>${id}</strong>`);
  });
});

describe('every format', () => {
  it('carries the record it is checked by', () => {
    const json = `${JSON.stringify(hostile, null, 2)}\n`;
    for (const text of [toMarkdown(hostile), toHtml(hostile), json])
      expect(readRecord(text)).toEqual({ credential: hostile.credential.id, ...hostile.madeFrom });
  });

  it('has no record where there is none, whatever the file is', () => {
    const broken = [
      '',
      '{',
      '{}',
      'keyturn-runbook: {"credential":1}',
      'keyturn-runbook: [',
      '{"madeFrom":{"digest":"d","facts":[7]}}',
    ];
    for (const text of broken) expect(readRecord(text)).toBeNull();
  });

  it('is the same twice', async () => {
    expect(toMarkdown(plan(await inventoryOf('redis-team'), 'feed-cache'))).toBe(toMarkdown(made));
  });
});

it('names no production context in a drill', async () => {
  const drill = plan(await inventoryOf('redis-team'), 'feed-cache', { drill: true });
  expect(stepTexts(drill).join('\n')).toContain('--context "$DRILL_CONTEXT"');
  expect(toMarkdown(drill)).not.toContain('CONTEXT_FEED_PROD');
  const last = drill.phases
    .at(-1)
    ?.groups.flatMap(({ steps }) => steps.map(({ does }) => does))
    .join('\n');
  for (const trouble of ['40 %', 'one reload fail', 'one session open', 'Revoke under that uncertainty'])
    expect(last).toContain(trouble);
});
