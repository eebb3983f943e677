/** Places move with what is typed: the same place as searching the new text for what stood there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromClient, toClient } from '../../language-server/src/encoding.ts';
import { editOf, moveRange } from '../../language-server/src/moved.ts';

const range = (line: number, character: number, endLine: number, end: number) => ({
  start: { line, character },
  end: { line: endLine, character: end },
});

describe('a place', () => {
  const place = range(3, 8, 3, 15);

  it.each([
    ['a line above it', range(1, 0, 1, 0), 'anchor: up\n', range(4, 8, 4, 15)],
    ['a line taken away above it', range(0, 0, 1, 0), '', range(2, 8, 2, 15)],
    ['text before it on its line', range(3, 2, 3, 2), 'oar ', range(3, 12, 3, 19)],
    ['text right before it', range(3, 8, 3, 8), 'oar', range(3, 11, 3, 18)],
    ['text right behind it', range(3, 15, 3, 15), 'oar', place],
    ['text inside it', range(3, 10, 3, 10), 'oar', range(3, 8, 3, 18)],
    ['another name over it', range(3, 8, 3, 15), 'lighthouse', range(3, 8, 3, 18)],
    ['a line break before it', range(3, 6, 3, 6), '\n  ', range(4, 4, 4, 11)],
    ['text below it', range(4, 0, 4, 0), 'oar', place],
  ])('goes along with %s', (_, at, text, expected) => expect(moveRange(place, [editOf(at, text)])).toEqual(expected));

  it.each([
    ['its text is deleted', range(3, 8, 3, 15), ''],
    ['all around it is replaced', range(2, 0, 5, 0), 'buoy: 7\n'],
  ])('is gone when %s', (_, at, text) => expect(moveRange(place, [editOf(at, text)])).toBeNull());

  it('is found where its text is after any edits elsewhere', () => {
    const filler = fc.stringMatching(/^[a-z \n]{0,12}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), filler), { maxLength: 8 }),
        filler,
        filler,
        (edits, before, behind) => {
          let [head, tail] = [before, behind];
          const start = positionIn(head);
          const moves = edits.map(([above, text]) => {
            // In front of everything, or behind it: never inside the word.
            const at = above ? { line: 0, character: 0 } : positionIn(`${head}KEYSTONE${tail}`);
            if (above) head = text + head;
            else tail = tail + text;
            return editOf({ start: at, end: at }, text);
          });
          const moved = moveRange({ start, end: { ...start, character: start.character + 8 } }, moves);
          const expected = positionIn(head);
          expect(moved).toEqual({ start: expected, end: { ...expected, character: expected.character + 8 } });
        },
      ),
    );
  });
});

function positionIn(text: string) {
  const lines = text.split('\n');
  return { line: lines.length - 1, character: (lines.at(-1) ?? '').length };
}

describe('columns', () => {
  it('are bytes for a client that counts UTF-8, and go there and back', () => {
    const line = 'añb🐚c';
    expect([...'añb🐚c'].map((_, at) => at).length).toBe(5);
    expect(toClient(line, line.indexOf('c'), 'utf-8')).toBe(8);
    expect(fromClient(line, 8, 'utf-8')).toBe(line.indexOf('c'));
    expect(toClient(line, line.indexOf('c'), 'utf-16')).toBe(5);
  });

  it('inside a character are its start', () => expect(fromClient('🐚c', 2, 'utf-8')).toBe(0));
});
