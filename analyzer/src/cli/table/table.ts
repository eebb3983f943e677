/** What `keyturn scan` shows a person: head, credentials, findings, what was not read, what to do next. */
import { type View, viewOf } from '../../explain/view.ts';
import type { WireInventory } from '../../wire/types.ts';
import { coverageLines } from './coverage.ts';
import { credentialLines } from './credentials.ts';
import { findingLines } from './findings.ts';
import { headLines } from './head.ts';
import type { Look } from './look.ts';
import { nextLines } from './next.ts';

type Part = (view: View, look: Look) => readonly string[];

const PARTS: readonly Part[] = [headLines, credentialLines, findingLines, coverageLines, nextLines];

/** The whole table; parts with nothing to say are left out. */
export function renderTable(inventory: WireInventory, look: Look): string {
  const view = viewOf(inventory);
  const parts = PARTS.map((part) => part(view, look)).filter((lines) => lines.length > 0);
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
