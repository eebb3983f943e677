/**
 * Looks at values for the readers and tells only their shape (`ValueSeen`): state, form, kind, place, host. The value
 * stays here: nothing that is computed from it leaves, no length, no prefix, no hash.
 */
import type { ValueSeen } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { hostOfUrl, isUrl, readConnectionString } from './connection-string.ts';
import { createKindProof } from './kinds.ts';
import { referredItem } from './referred-item.ts';
import { TABLES } from './rows.ts';
import type { Knowledge } from './tables.ts';
import { isSecretUrl, isSetting, stateOf } from './values.ts';

/** A document is judged by this much of it. */
const HEAD = 65_536;

type Shape = Omit<ValueSeen, 'valueAt' | 'encoding'> & {
  /** Offsets of the secret part in the looked-at text; null: all of it. */
  readonly part: { readonly start: number; readonly end: number; readonly percent: boolean } | null;
};

/** Structurally the `Sight` of the readers' contract, which this folder must not import. */
export interface ValueSight {
  look(text: string, span: Span, name: string, encoding?: 'plain' | 'base64'): ValueSeen;
  isClientImage(image: string): boolean;
}

/** Registries that an image's name may leave out (https://docs.docker.com/reference/cli/docker/image/tag/). */
const REGISTRY = /^(?:docker\.io|quay\.io)\//;

/** Makes the sight over the fact tables. Total: any text, any span; a text it cannot read is a value of unknown form. */
export function createSight(knowledge: Knowledge): ValueSight {
  const kinds = createKindProof([...knowledge.kinds.values()], TABLES.values, knowledge.kindsOfName);

  function shapeOf(text: string, name: string): Shape {
    const trimmed = text.trim();
    const lead = text.indexOf(trimmed);
    const verdict = knowledge.judgeName(name);
    const kind = kinds.ofValue(trimmed, name)?.id ?? null;
    const plain = { kind, host: null, part: null } as const;
    const state = stateOf(trimmed, name);
    if (state === 'empty' || state === 'encrypted') return { ...plain, state, form: 'unknown' };
    if (isDocument(trimmed)) return { ...plain, state: 'value', form: 'document' };

    const url = isUrl(trimmed);
    if (url && (isSecretUrl(trimmed) || verdict.row === 'webhook'))
      return { ...plain, state, form: 'plain', host: hostOfUrl(trimmed) };
    const connection = state === 'reference' && !/[:=]/.test(trimmed) ? null : readConnectionString(trimmed);
    if (connection) {
      const secret = trimmed.slice(connection.start, connection.end);
      const byScheme = connection.scheme === null ? null : kinds.ofScheme(connection.scheme, name);
      return {
        state: stateOf(secret, name, connection.user ?? ''),
        form: 'connection-string',
        kind: kind ?? byScheme?.id ?? null,
        host: connection.host,
        part: { start: lead + connection.start, end: lead + connection.end, percent: connection.percent },
      };
    }
    // op://… is itself the reference; http://${HOST} only contains one.
    if (url && state !== 'reference') return { ...plain, state: 'value', form: 'plain-setting' };
    if (url && /[{(%]/.test(trimmed)) return { ...plain, state, form: 'plain-setting' };
    const secretNamed = verdict.is === 'secret';
    const setting = isSetting(trimmed, secretNamed || kind !== null) && !(secretNamed && state === 'weak-default');
    return setting ? { ...plain, state: 'value', form: 'plain-setting' } : { ...plain, state, form: 'plain' };
  }

  const clients = new Set(TABLES.images.flatMap(({ images }) => images));
  return {
    isClientImage: (image) =>
      clients.has(
        image
          .replace(REGISTRY, '')
          .replace(/[:@].*$/, '')
          .toLowerCase(),
      ),
    look(text, span, name, encoding = 'plain') {
      const decoded = encoding === 'base64' ? decodeBase64(text) : text.slice(0, HEAD);
      if (decoded === null)
        return { state: 'value', form: 'unknown', kind: null, valueAt: span, encoding: 'base64', host: null };
      const refersTo = referredItem(decoded.trim());
      if (refersTo)
        return { state: 'reference', form: 'plain', kind: null, valueAt: null, encoding, host: null, refersTo };
      const { part, ...shape } = shapeOf(decoded, name);
      if (shape.state !== 'value' || shape.form === 'plain-setting') return { ...shape, valueAt: null, encoding };
      if (encoding === 'base64') return { ...shape, valueAt: span, encoding };
      if (part === null) return { ...shape, valueAt: verbatim(text, span, 0, text.length) ?? span, encoding };
      const percent = part.percent && /%[0-9a-f]{2}/i.test(text.slice(part.start, part.end));
      return { ...shape, valueAt: verbatim(text, span, part.start, part.end), encoding: percent ? 'percent' : 'plain' };
    },
  };
}

/** Several lines that are no single key, or a JSON document. */
function isDocument(text: string): boolean {
  if (text.startsWith('-----BEGIN ')) return false;
  return text.includes('\n') || /^\{\s*"[\s\S]*\}$/.test(text) || /^\[\s*[{"][\s\S]*\]$/.test(text);
}

/**
 * The place of `text.slice(start, end)` inside the span the text was written at; null where the span is no verbatim copy.
 * Two columns more than the text are its quotes: escapes would need three.
 */
function verbatim(text: string, span: Span, start: number, end: number): Span | null {
  if (span.line !== span.endLine) return null;
  const extra = span.endColumn - span.column - text.length;
  if (extra !== 0 && extra !== 2) return null;
  const column = span.column + extra / 2;
  return { ...span, column: column + start, endColumn: column + end };
}

/** The text behind base64, or the text itself where it is a template in place of base64; null for binary. */
function decodeBase64(text: string): string | null {
  const compact = text.replace(/\s+/g, '');
  if (/[^A-Za-z0-9+/=_-]/.test(compact)) return text.slice(0, HEAD);
  const decoded = Buffer.from(compact.slice(0, (HEAD / 3) * 4), 'base64').toString('utf8');
  return /[\0\ufffd]/.test(decoded) ? null : decoded;
}
