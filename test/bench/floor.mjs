/**
 * The node floor F: what it costs to list a tree, read every candidate and test one expression on its bytes. No scan in this
 * language can be cheaper, so other costs are told as multiples of it. Usage: node test/bench/floor.mjs [TREE]
 */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What may mention a secret: the candidates that the ratios of the performance anchors were taken with. */
const CANDIDATE =
  /(?:\.(?:[cm]?[jt]sx?|ya?ml|json|py|go|java|tf|tfvars|hcl|env|sh|tpl)|(?:^|\/)(?:\.env[^/]*|Dockerfile[^/]*|[^/]*crontab))$/;
const MENTION =
  /process\.env|import\.meta\.env|os\.environ|os\.getenv|os\.Getenv|os\.LookupEnv|System\.getenv|secretKeyRef|secretRef|envFrom|secretName|ExternalSecret|env_file|imagePullSecrets/;

/** Paths below a folder, from git where it knows them. */
function list(tree) {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: tree,
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
    const paths = listed.split('\0').filter(Boolean);
    if (paths.length > 0) return paths;
  } catch {
    // Not a work tree.
  }
  return readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(tree, join(entry.parentPath, entry.name)))
    .filter((path) => !/(?:^|\/)(?:node_modules|\.git)\//.test(path));
}

let buffer = Buffer.allocUnsafe(1 << 20);

/** Bytes of a file, in one buffer for all files; null where there is none. */
function read(path) {
  let file;
  try {
    file = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    let length = 0;
    for (let got = -1; got !== 0; length += got) {
      if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
      got = readSync(file, buffer, length, buffer.length - length, null);
    }
    return buffer.subarray(0, length);
  } catch {
    return null;
  } finally {
    closeSync(file);
  }
}

/** Lists, reads and tests; the counts keep the work from being optimised away. */
export function floor(tree) {
  const counts = { listed: 0, candidates: 0, bytes: 0, mentions: 0 };
  for (const path of list(tree)) {
    counts.listed += 1;
    if (!CANDIDATE.test(path)) continue;
    const bytes = read(join(tree, path));
    if (!bytes) continue;
    counts.candidates += 1;
    counts.bytes += bytes.length;
    if (MENTION.test(bytes.latin1Slice(0, bytes.length))) counts.mentions += 1;
  }
  return counts;
}

if (import.meta.filename === process.argv[1] || process.argv[1]?.endsWith('floor.mjs'))
  process.stdout.write(`${JSON.stringify(floor(process.argv[2] ?? '.'))}\n`);
