/** Scanning many repositories: the script over local bare repositories, and both manifests that run it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { KEYTURN } from './estate.ts';
import { asked } from './suite.ts';

const docs = (file: string): string => fileURLToPath(new URL(`../../docs/organisation/${file}`, import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'keyturn-campaign-'));
const registry = join(scratch, 'registry');
const names = ['beacon', 'breakwater', 'dredger', 'slipway'];

function git(folder: string, ...words: readonly string[]): string {
  const who = ['-c', 'user.name=Keeper', '-c', 'user.email=keeper@coast.example', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', ['-C', folder, ...who, ...words], { encoding: 'utf8' }).trim();
}

function commit(name: string, says: string): void {
  const folder = join(scratch, 'work', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'compose.yaml'),
    `# ${says}\nservices:\n  lamp:\n    image: lamp\n    environment:\n      LAMP_PASSWORD: \${LAMP_PASSWORD}\n`,
  );
  if (says === 'first') git(folder, 'init', '--quiet');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '-m', says);
  if (says === 'first') execFileSync('git', ['clone', '--quiet', '--bare', folder, join(scratch, `${name}.git`)]);
  else git(folder, 'push', '--quiet', join(scratch, `${name}.git`), 'main');
}

/** Runs one share; gives its exit code and what it said of each repository. */
function share(
  list: string,
  index: number,
  shares: number,
): { readonly status: number | null; readonly said: readonly string[] } {
  const bin = join(scratch, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'keyturn'), `#!/bin/sh\nexec "${process.execPath}" "${KEYTURN}" "$@"\n`);
  chmodSync(join(bin, 'keyturn'), 0o755);
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    KEYTURN_REGISTRY: registry,
    JOB_COMPLETION_INDEX: String(index),
    JOB_COMPLETIONS: String(shares),
  };
  const { status, stderr } = spawnSync('sh', [docs('scan-repositories.sh'), list], { env, encoding: 'utf8' });
  return { status, said: stderr.trim().split('\n') };
}

const listOf = (lines: readonly string[]): string => {
  const file = join(scratch, 'repositories.txt');
  writeFileSync(file, ['# the coast', '', ...lines].join('\n'));
  return file;
};
const lines = names.map((name) => `coast/${name} ${join(scratch, `${name}.git`)}`);
const published = async () => (await asked(registry, 'SELECT count(*)::int AS n FROM keyturn.snapshot'))[0]?.n;

beforeAll(() => {
  for (const name of names) commit(name, 'first');
});

describe('the script', () => {
  it('publishes its share, and every repository belongs to one share', async () => {
    const [even, odd] = [0, 1].map((index) => share(listOf(lines), index, 2));
    expect(even).toEqual({ status: 0, said: ['coast/beacon: published', 'coast/dredger: published'] });
    expect(odd).toEqual({ status: 0, said: ['coast/breakwater: published', 'coast/slipway: published'] });
    expect(await published()).toBe(4);
  });

  it('publishes nothing twice, and only what has a new commit', async () => {
    expect(share(listOf(lines), 0, 1)).toEqual({
      status: 0,
      said: names.map((name) => `coast/${name}: already there`),
    });
    commit('dredger', 'second');
    const { said } = share(listOf(lines), 0, 1);
    expect(said.filter((line) => line.endsWith(': published'))).toEqual(['coast/dredger: published']);
    expect(await published()).toBe(5);
    const head = git(join(scratch, 'dredger.git'), 'rev-parse', 'main');
    expect(await asked(registry, "SELECT commit FROM keyturn.current WHERE repository = 'coast/dredger'")).toEqual([
      { commit: head },
    ]);
  });

  it('goes on past a repository that cannot be reached, and says so at the end', () => {
    commit('slipway', 'second');
    const missing = `coast/atlantis ${join(scratch, 'atlantis.git')}`;
    const { status, said } = share(listOf([missing, ...lines]), 0, 1);
    expect(status).toBe(1);
    expect(said).toContain('coast/atlantis: cannot be reached');
    expect(said).toContain('coast/slipway: published');
    expect(said.at(-1)).toBe('1 of share 0 failed; run it again');
  });

  it('runs nothing that a repository or the list brings', () => {
    const trap = join(scratch, 'sprung');
    const options = ['--upload-pack=touch', 'x --upload-pack=touch'].map((url) => `coast/option ${url}\${IFS}${trap}`);
    const { status } = share(listOf([`coast/trap ext::sh -c touch% ${trap}`, ...options]), 0, 1);
    expect(status).toBe(1);
    expect(() => readFileSync(trap)).toThrow(/ENOENT/);
  });
});

describe('the manifests', () => {
  const manifest = (file: string) => parse(readFileSync(docs(file), 'utf8'));

  it('the matrix runs the script once for each share', () => {
    const { permissions, jobs } = manifest('github-matrix.yml');
    expect(permissions).toEqual({ contents: 'read' });
    const { matrix } = jobs.scan.strategy;
    const step = jobs.scan.steps.find((one: { run?: string }) => one.run?.includes('scan-repositories.sh'));
    expect(matrix.share).toEqual(Array.from({ length: step.env.JOB_COMPLETIONS }, (_, index) => index));
    expect(step.env.JOB_COMPLETION_INDEX).toMatch(/^\$\{\{ matrix\.share \}\}$/);
    expect(step.env.KEYTURN_REGISTRY).not.toContain('secrets.');
  });

  it('the job has as many indexes as it tells the script, and no rights it does not need', () => {
    const { spec } = manifest('kubernetes-indexed-job.yaml');
    const [container] = spec.template.spec.containers;
    const env = Object.fromEntries(container.env.map((one: { name: string; value?: string }) => [one.name, one.value]));
    expect(spec.completionMode).toBe('Indexed');
    expect(Number(env.JOB_COMPLETIONS)).toBe(spec.completions);
    expect(container.command).toContain('/campaign/scan-repositories.sh');
    expect(container.securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true });
    expect(spec.template.spec.automountServiceAccountToken).toBe(false);
  });
});
