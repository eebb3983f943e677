/** Commands that follow each other: the second is answered from the first while nothing changed, and never after something did. */
import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { isBuilt, keyturn } from '../safety/tool.ts';
import { temporaryTree } from '../workspace/temporary.ts';

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata: { name: ferry }
spec:
  template:
    spec:
      containers:
        - name: ferry
          image: ferry
          env:
            - name: TOLL_PASSWORD
              valueFrom: { secretKeyRef: { name: toll-one, key: password } }
`;
/** Longer than a look needs to prove what the files hold. Milliseconds. */
const SETTLING = 3_500;

const filesOf = (cache: string, kind: string) =>
  readdirSync(join(cache, 'facts')).filter((name) => name.endsWith(kind));

describe.runIf(isBuilt)('the built command', () => {
  test('answers again without a look at a file, and anew after an edit that keeps size and time', async () => {
    const [root, cache] = [temporaryTree({ 'ferry.yaml': MANIFEST }), temporaryTree()];
    const scan = () => keyturn(cache, 'scan', root, '--format', 'json', '--fail-on', 'never').stdout;
    await setTimeout(SETTLING);
    const first = scan();
    expect(first).toContain('toll-one');
    // Facts that nobody asked for are not written again: that is how an answer without reading shows.
    for (const name of filesOf(cache, '.json')) rmSync(join(cache, 'facts', name));
    expect(scan()).toBe(first);
    expect(filesOf(cache, '.json')).toEqual([]);
    const file = join(root, 'ferry.yaml');
    const { atime, mtime } = statSync(file);
    writeFileSync(file, MANIFEST.replace('toll-one', 'toll-two'));
    utimesSync(file, atime, mtime);
    const edited = scan();
    expect(edited).toContain('toll-two');
    expect(edited).not.toContain('toll-one');
    expect(filesOf(cache, '.json')).toHaveLength(1);
  });

  test('keeps no answer of files that were just written, or where no cache is wanted', () => {
    const [root, cache] = [temporaryTree({ 'ferry.yaml': MANIFEST }), temporaryTree()];
    keyturn(cache, 'scan', root, '--format', 'json');
    expect(filesOf(cache, '.last')).toEqual([]);
    const none = temporaryTree();
    keyturn(none, 'scan', root, '--format', 'json', '--no-cache');
    expect(readdirSync(none)).toEqual([]);
  });
});
