/** Which files are source code, in which language, and which consume nothing. */
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../analyzer/src/syntax/code/languages.ts';
import { isSkippedSource, SKIPPED_SOURCES } from '../../../analyzer/src/syntax/code/skip.ts';

describe('a file is written in', () => {
  test.each([
    ['web/lagoon.tsx', '', 'typescript'],
    ['web/Lagoon.vue', '', 'typescript'],
    ['db/lagoon.prisma', '', 'prisma'],
    ['Rakefile', '', 'ruby'],
    ['bin/lagoon', '#!/usr/bin/env -S node --no-warnings\n', 'typescript'],
    ['bin/lagoon', '#!/usr/bin/env DEBUG=1 python3.12\n', 'python'],
    ['bin/lagoon', '\uFEFF#! /bin/bash -e\n', 'shell'],
    ['bin/lagoon', '#!/usr/bin/lagoon\n', null],
    ['bin/lagoon', 'no first line', null],
    ['lagoon.md', '#!/bin/sh\n', null],
  ])('%s %j: %s', (path, text, language) => {
    expect(languageOf(path, text)).toBe(language);
  });
});

describe('left out by name', () => {
  test.each([
    'web/lagoon.test.ts',
    'web/lagoon.clienttest.ts',
    'web/__tests__/lagoon.ts',
    'go/lagoon_test.go',
    'py/test_lagoon.py',
    'java/src/LagoonTest.java',
    'node_modules/lagoon/index.js',
    'dist/lagoon.js',
    'web/lagoon.d.ts',
    'web/lagoon.min.js',
    'proto/lagoon.pb.go',
    'vitest.config.ts',
    'src/Lagoon.UnitTests/Harbour.cs',
    'Lagoon.Tests/Harbour.cs',
  ])('%s', (path) => expect(isSkippedSource(path)).toBe(true));

  test.each([
    'Lagoon.Contests/Entry.cs',
    'web/latest.ts',
    'web/contest/entry.ts',
    'src/testimony.py',
    'src/builder/lagoon.ts',
    'spec.ts',
    'build.ts',
  ])('kept: %s', (path) => expect(isSkippedSource(path)).toBe(false));

  test('each row says why', () => {
    expect(
      SKIPPED_SOURCES.filter(({ because, folder, folders, name }) => !because || !(folder || folders || name)),
    ).toEqual([]);
  });
});
