#!/usr/bin/env node
// The installed command. Committed, so that it exists before the first build; it only finds the bundle and starts it.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`keyturn needs Node 20 or newer; this is Node ${process.versions.node}.`);
  process.exit(3);
}

const bundle = new URL('../dist/cli.mjs', import.meta.url);
const { existsSync } = await import('node:fs');
if (existsSync(bundle)) {
  const { start } = await import(bundle.href);
  await start();
} else {
  console.error('keyturn is not built yet: run `npm run build` in the repository.');
  process.exitCode = 3;
}
