/** Tests run as they are written: no globals, no transforms beyond types. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**', '**/node_modules/**'],
    // Tests that start the built command line wait for processes on shared machines; the limit only ends what hangs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
