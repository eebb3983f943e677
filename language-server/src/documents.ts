/**
 * The texts that are open in the editor, with what was typed since each version: the text is what a request is about, the
 * edits carry the places of an older snapshot to it. Wrong ranges and unknown documents are passed over, never thrown at.
 */
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { type Encoding, fromClient } from './encoding.ts';
import { type Edit, editOf } from './moved.ts';
import type { Position, Range } from './protocol.ts';

/** More edits than this since a snapshot: places of it are no longer told. */
const MOST_EDITS = 2_000;

export interface Open {
  readonly uri: string;
  readonly languageId: string;
  readonly document: TextDocument;
  /** What led from each version to the next, oldest first. */
  readonly edits: ReadonlyArray<{ readonly version: number; readonly edit: Edit }>;
  /** Edits up to here are forgotten. */
  readonly since: number;
  /** Version that was the text of the disk; null: it was another text from the start. */
  readonly onDisk: number | null;
}

export interface Documents {
  /** `onDisk`: the text is the file's. */
  open(uri: string, languageId: string, version: number, text: string, onDisk: boolean): void;
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  close(uri: string): void;
  get(uri: string): Open | null;
  all(): readonly Open[];
  /** Edits from `version` on; null: they are forgotten, or the version never was. */
  editsSince(uri: string, version: number): readonly Edit[] | null;
  /** Forgets what led to `version`. */
  forget(uri: string, version: number): void;
}

/** `encoding` is asked late: it is agreed on after the start. */
export function openDocuments(encoding: () => Encoding): Documents {
  const documents = new Map<string, Open>();
  return {
    open(uri, languageId, version, text, onDisk) {
      const document = TextDocument.create(uri, languageId, version, text);
      documents.set(uri, { uri, languageId, document, edits: [], since: version, onDisk: onDisk ? version : null });
    },
    change(uri, version, changes) {
      const known = documents.get(uri);
      if (!known) return;
      const edits = [...known.edits];
      for (const change of changes) {
        const range = 'range' in change ? inUnits(known.document, change.range, encoding()) : wholeOf(known.document);
        edits.push({ version, edit: editOf(range, change.text) });
        TextDocument.update(known.document, [{ range, text: change.text }], version);
      }
      const kept = edits.slice(-MOST_EDITS);
      const dropped = edits.length > kept.length ? edits[edits.length - kept.length - 1] : undefined;
      documents.set(uri, { ...known, edits: kept, since: Math.max(known.since, dropped?.version ?? 0) });
    },
    close: (uri) => void documents.delete(uri),
    get: (uri) => documents.get(uri) ?? null,
    all: () => [...documents.values()],
    editsSince(uri, version) {
      const known = documents.get(uri);
      if (!known || version < known.since || version > known.document.version) return null;
      return known.edits.filter((one) => one.version > version).map(({ edit }) => edit);
    },
    forget(uri, version) {
      const known = documents.get(uri);
      if (!known || version <= known.since) return;
      documents.set(uri, { ...known, since: version, edits: known.edits.filter((one) => one.version > version) });
    },
  };
}

function wholeOf(document: TextDocument): Range {
  return { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
}

function inUnits(document: TextDocument, { start, end }: Range, encoding: Encoding): Range {
  return { start: unitsOf(document, start, encoding), end: unitsOf(document, end, encoding) };
}

/** The position in UTF-16 units, clamped to the text. */
export function unitsOf(document: TextDocument, { line, character }: Position, encoding: Encoding): Position {
  if (encoding === 'utf-16') return document.positionAt(document.offsetAt({ line, character }));
  return { line, character: fromClient(lineOf(document, line), character, encoding) };
}

/** Text of a line without its end. */
export function lineOf(document: TextDocument, line: number): string {
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  return text.replace(/[\r\n]+$/, '');
}
