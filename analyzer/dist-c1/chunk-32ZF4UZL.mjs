import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

// analyzer/package.json
var package_default = {
  name: "keyturn",
  version: "0.1.0",
  description: "Who breaks, when, and what must be true before an old secret may die.",
  license: "Apache-2.0",
  type: "module",
  engines: {
    node: ">=20"
  },
  bin: {
    keyturn: "bin/keyturn.mjs"
  },
  exports: {
    ".": {
      types: "./src/index.ts",
      default: "./dist/index.mjs"
    },
    "./schema/inventory.json": "./schema/inventory.schema.json",
    "./schema/keyturn.yaml.json": "./schema/keyturn-yaml.schema.json"
  },
  files: [
    "bin",
    "dist",
    "schema",
    "README.md"
  ],
  dependencies: {
    croner: "11.0.1",
    fdir: "6.5.0",
    graphology: "0.26.0",
    ignore: "7.0.16",
    "oxc-parser": "0.150.0",
    picomatch: "4.0.7",
    "web-tree-sitter": "0.27.2",
    yaml: "2.9.1"
  }
};

// analyzer/src/wire/version.ts
var TOOL = { name: "keyturn", version: package_default.version };

export {
  TOOL
};
