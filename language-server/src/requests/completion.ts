/**
 * Completion where a reference is being typed: names of Secrets, their keys, variables. It looks at the text before the cursor alone,
 * because what is being typed does not parse; elsewhere it stays silent, so that other servers on the file are heard.
 */
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import { compareText, escapeTerminal } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import { lineOf } from '../documents.ts';
import type { Position } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';

interface Asked {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

interface Offer {
  readonly name: string;
  readonly detail: string;
}

/** What is being typed, by the line up to the cursor; the group is the part that is there. */
const TYPING: ReadonlyArray<
  readonly [pattern: RegExp, offers: (snapshot: Snapshot, before: readonly string[]) => readonly Offer[]]
> = [
  [/\bsecretName:\s*["']?([\w.-]*)$/, secretNames],
  [/\bsecret(?:KeyRef|Ref)\b.*\bname:\s*["']?([\w.-]*)$/, secretNames],
  [/^\s*(?:- )?name:\s*["']?([\w.-]*)$/, (snapshot, before) => (isReference(before) ? secretNames(snapshot) : [])],
  [/\bsecretKeyRef\b.*\bkey:\s*["']?([\w.-]*)$/, keys],
  [/^\s*(?:- )?key:\s*["']?([\w.-]*)$/, (snapshot, before) => (isReference(before) ? keys(snapshot, before) : [])],
  [/\b(?:process|import\.meta)\.env(?:\.|\[["'`])(\w*)$/, variables],
  [/\bos\.environ(?:\[|\.get\()["'](\w*)$/, variables],
  [/\b(?:os\.)?(?:getenv|Getenv|LookupEnv|GetEnvironmentVariable)\(["'](\w*)$/, variables],
  [/\bENV(?:\[|\.fetch\()["'](\w*)$/, variables],
  [/\benv::var\("(\w*)$/, variables],
  [/\$\{(\w*)$/, variables],
];

/** Lines above the cursor in which a reference begins. */
const ABOVE = 3;

export function completion(context: Context, { textDocument: { uri }, position }: Asked): CompletionItem[] {
  const snapshot = context.folders.place(uri)?.folder.snapshot;
  const open = context.documents.get(uri);
  if (!snapshot || !open) return [];
  const { line, character } = context.convert.position(uri, position);
  const typed = lineOf(open.document, line).slice(0, character);
  const before = Array.from({ length: Math.min(ABOVE, line) }, (_, index) => lineOf(open.document, line - 1 - index));
  for (const [pattern, offers] of TYPING) {
    const part = pattern.exec(typed)?.[1];
    if (part === undefined) continue;
    const start = { line, character: character - part.length };
    const range = context.convert.toClientRange(uri, { start, end: { line, character } });
    const offered = offers(snapshot, [typed, ...before]).filter(({ name }) => name !== part);
    if (offered.length > 0) return offered.map((offer) => itemOf(offer, range));
  }
  return [];
}

function itemOf({ name, detail }: Offer, range: { start: Position; end: Position }): CompletionItem {
  const shown = escapeTerminal(name);
  return {
    label: shown,
    detail: escapeTerminal(detail),
    kind: CompletionItemKind.Reference,
    textEdit: { range, newText: shown },
  };
}

/** Whether one of the lines opens a reference to a Secret. */
function isReference(lines: readonly string[]): boolean {
  return lines.some((line) => /\bsecret(?:KeyRef|Ref)\b\s*:/.test(line));
}

function secretNames({ wire }: Snapshot): readonly Offer[] {
  const secrets = wire.carriers.filter(({ type, declared }) => type === 'kubernetes-secret' && declared !== false);
  return distinct(secrets.map(({ name, namespace }) => ({ name, detail: namespace ?? 'Secret' })));
}

/** Keys of the object that is named beside the cursor; of every object where none is. */
function keys({ wire }: Snapshot, lines: readonly string[]): readonly Offer[] {
  const named = lines.map((line) => /\bname:\s*["']?([\w.-]+)/.exec(line)?.[1]).find((name) => name !== undefined);
  const secrets = wire.carriers.filter(({ type, declared }) => type === 'kubernetes-secret' && declared !== false);
  const own = secrets.filter(({ name }) => name === named);
  const among = named !== undefined ? own : secrets;
  return distinct(among.flatMap(({ key, name }) => (key === null ? [] : [{ name: key, detail: name }])));
}

function variables({ wire }: Snapshot): readonly Offer[] {
  const labels = new Map(wire.credentials.map(({ id, name }) => [id, name]));
  return distinct(
    wire.paths.flatMap(({ delivery: { variable }, credential }) =>
      variable === null ? [] : [{ name: variable, detail: labels.get(credential) ?? '' }],
    ),
  );
}

function distinct(offers: readonly Offer[]): readonly Offer[] {
  return [...new Map(offers.map((offer) => [offer.name, offer])).values()].sort((a, b) => compareText(a.name, b.name));
}
