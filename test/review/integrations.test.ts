/**
 * The integrations as far as they run without a network: scripts with the environment of their CI against a local bare repository, the built
 * command line in them, and a stand-in for `gh` that writes down what it was asked.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { git, plant, temporaryTree } from '../workspace/temporary.ts';
import { harbour, SHAPES } from './estate.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const ACTION = join(REPOSITORY, 'integrations/github-action');
const CLI = join(REPOSITORY, 'analyzer/bin/keyturn.mjs');
const read = (file: string) => readFileSync(file, 'utf8');

beforeAll(() => {
  execFileSync(process.execPath, [join(REPOSITORY, 'scripts/build.mjs')], { stdio: 'ignore' });
}, 120_000);

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function sh(script: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Ran {
  const base = { PATH: process.env.PATH ?? '', HOME: cwd, GIT_CONFIG_GLOBAL: '/dev/null' };
  const ran = spawnSync('sh', [...script], { cwd, env: { ...base, ...env }, encoding: 'utf8' });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

/** A bare repository with a pull request, and the shallow checkout of its merge that a runner begins with. */
function pullRequest(name: string): { readonly outer: string; readonly work: string } {
  const source = harbour(SHAPES.filter((shape) => shape.name === name));
  git(source, 'commit', '--quiet', '--allow-empty', '--message=meanwhile');
  git(source, 'checkout', '--quiet', '-b', 'merge', 'pier');
  git(source, 'merge', '--quiet', '--no-ff', '--message=Merge', name);
  const outer = temporaryTree();
  const bare = join(outer, 'origin.git');
  git(outer, 'clone', '--quiet', '--bare', source, bare);
  const work = join(outer, 'work');
  git(outer, 'clone', '--quiet', '--depth=1', '--branch=merge', `file://${bare}`, work);
  return { outer, work };
}

function review(name: string, more: Readonly<Record<string, string>> = {}) {
  const { outer, work } = pullRequest(name);
  mkdirSync(join(outer, 'runner'));
  const files = { GITHUB_STEP_SUMMARY: join(outer, 'summary.md'), GITHUB_OUTPUT: join(outer, 'output') };
  const ran = sh([join(ACTION, 'review.sh')], work, {
    GITHUB_BASE_REF: 'pier',
    RUNNER_TEMP: join(outer, 'runner'),
    KEYTURN_COMMAND: `${process.execPath} ${CLI}`,
    KEYTURN_CACHE: join(outer, 'cache'),
    ...files,
    ...more,
  });
  const text = (file: string) => (existsSync(file) ? read(file) : '');
  const outputs = Object.fromEntries(
    text(files.GITHUB_OUTPUT)
      .split('\n')
      .map((line) => line.split('=') as [string, string]),
  );
  return { ...ran, summary: text(files.GITHUB_STEP_SUMMARY), outputs };
}

describe('the GitHub Action', () => {
  test('fetches what a shallow checkout lacks, annotates, fills the summary and writes valid SARIF', () => {
    const { code, out, err, summary, outputs } = review('newly-shared-across-owners');
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(
      /^::warning file=deploy\/tariff\/nightly\.yaml,line=\d+,.*title=keyturn%3A new-shared-credential::/m,
    );
    expect(summary).toBe(read(join(import.meta.dirname, 'golden/newly-shared-across-owners.md')));
    expect(read(outputs.comment ?? '')).toBe(summary);
    const { $schema: _, id, ...schema } = JSON.parse(read(join(import.meta.dirname, '../schemas/sarif-2.1.0.json')));
    const isSarif = new Ajv({ strict: false, logger: false, validateFormats: false }).compile({ ...schema, $id: id });
    expect(isSarif(JSON.parse(read(outputs.sarif ?? '')))).toBe(true);
  });

  test('is silent and green where nothing about rotation changed', () => {
    const { code, out, summary, outputs } = review('nothing-about-secrets');
    expect([code, out, summary]).toEqual([0, '', '']);
    expect(JSON.parse(read(outputs.sarif ?? '')).runs[0].results).toEqual([]);
  });

  test('takes inputs as data: options and commands in them stay words', () => {
    const { code, err } = review('owner-removed', {
      KEYTURN_FAIL_ON: 'error',
      KEYTURN_BASELINE: '$(touch SPRUNG); --out=SPRUNG',
    });
    expect(code).toBe(2);
    expect(err).toContain('cannot read $(touch SPRUNG); --out=SPRUNG: no such file');
    expect(review('owner-removed', { KEYTURN_FAIL_ON: 'error' }).code).toBe(0);
    expect(
      review('newly-shared-across-owners', { KEYTURN_FAIL_ON: 'never', KEYTURN_MAX_ROLLOUT_RADIUS: '5' }).code,
    ).toBe(1);
  });

  test('is a composite action whose scripts hold no expression and whose inputs all arrive', () => {
    const action = parse(read(join(ACTION, 'action.yml')));
    expect(action.runs.using).toBe('composite');
    const given = JSON.stringify(action.runs.steps);
    for (const input of Object.keys(action.inputs)) expect(given).toContain(`inputs.${input}`);
    for (const { run } of action.runs.steps) expect(run).not.toContain('${{');
    for (const [, script] of given.matchAll(/GITHUB_ACTION_PATH\/([\w.]+)/g))
      expect(existsSync(join(ACTION, script ?? ''))).toBe(true);
    const passed = new Set(action.runs.steps.flatMap(({ env }: { env: object }) => Object.keys(env)));
    const used = ['review.sh', 'comment.sh'].flatMap((script) => [
      ...read(join(ACTION, script)).matchAll(/\b(KEYTURN_[A-Z_]+)/g),
    ]);
    expect([...passed].filter((name) => name !== 'GH_TOKEN').sort()).toEqual(
      [...new Set(used.map(([name]) => name))].sort(),
    );
  });
});

describe('the sticky comment', () => {
  /** `gh` that answers with the id of a known comment, or refuses to write. */
  function comment(setting: { readonly body: string; readonly known?: string; readonly refuses?: boolean }) {
    const outer = temporaryTree({
      'comment.md': setting.body,
      'bin/gh': `#!/bin/sh
echo "$@" >>"$ASKED"
case "$*" in
  *--paginate*) [ -z "$KNOWN" ] || echo "$KNOWN" ;;
  *) ${setting.refuses ? 'exit 1' : 'exit 0'} ;;
esac
`,
    });
    chmodSync(join(outer, 'bin/gh'), 0o755);
    plant(outer, { asked: '' });
    const ran = sh([join(ACTION, 'comment.sh')], outer, {
      PATH: `${join(outer, 'bin')}:${process.env.PATH}`,
      ASKED: join(outer, 'asked'),
      KNOWN: setting.known ?? '',
      GITHUB_REPOSITORY: 'harbour/quay',
      KEYTURN_PULL_REQUEST: '12',
      KEYTURN_COMMENT: join(outer, 'comment.md'),
    });
    return { ...ran, asked: read(join(outer, 'asked')).trimEnd().split('\n').slice(1) };
  }

  test('is written once and replaced after that', () => {
    expect(comment({ body: 'news' }).asked).toEqual([
      expect.stringMatching(
        /^api --silent --method POST repos\/harbour\/quay\/issues\/12\/comments -F body=@.*comment\.md$/,
      ),
    ]);
    expect(comment({ body: 'news', known: '77' }).asked).toEqual([
      expect.stringMatching(
        /^api --silent --method PATCH repos\/harbour\/quay\/issues\/comments\/77 -F body=@.*comment\.md$/,
      ),
    ]);
  });

  test('says that it holds no longer, and is not begun for nothing', () => {
    expect(comment({ body: '' }).asked).toEqual([]);
    const { asked } = comment({ body: '', known: '77' });
    expect(asked).toHaveLength(1);
    const body = /body=@(.*)$/.exec(asked[0] ?? '')?.[1] ?? '';
    expect(read(body)).toBe('<!-- keyturn-review -->\nKeyturn: nothing about rotation changes any more.\n');
  });

  test('is no failure where the token may not write', () => {
    expect(comment({ body: 'news', refuses: true })).toMatchObject({
      code: 0,
      out: 'keyturn: this token may not comment; see the job summary\n',
    });
  });
});

test('the GitLab job writes a code quality report', () => {
  const { work, outer } = pullRequest('lost-restart-trigger');
  git(work, 'fetch', '--quiet', '--unshallow', 'origin', '+refs/heads/*:refs/remotes/origin/*');
  const job = parse(read(join(REPOSITORY, 'integrations/gitlab/keyturn.gitlab-ci.yml')))['keyturn-review'];
  expect(job.variables.GIT_DEPTH).toBe('0');
  const ran = sh(['-c', job.script.join('\n')], work, {
    ...job.variables,
    KEYTURN: `${process.execPath} ${CLI}`,
    KEYTURN_CACHE: join(outer, 'cache'),
    CI_MERGE_REQUEST_DIFF_BASE_SHA: git(work, 'rev-parse', 'HEAD^1').trim(),
    CI_COMMIT_SHA: git(work, 'rev-parse', 'HEAD').trim(),
  });
  expect(ran.code).toBe(1);
  const issues = JSON.parse(read(join(work, job.artifacts.reports.codequality)));
  expect(issues).toMatchObject([{ check_name: 'refresh-regression', severity: 'major' }]);
  expect(read(join(work, job.artifacts.paths[0]))).toContain('refresh-regression');
});

test('the pre-commit hook judges what is about to be committed', () => {
  const [hook] = parse(read(join(REPOSITORY, '.pre-commit-hooks.yaml')));
  const root = harbour(SHAPES.filter(({ name }) => name === 'slip-in-a-key'));
  git(root, 'checkout', '--quiet', 'slip-in-a-key');
  git(root, 'reset', '--quiet', '--soft', 'pier');
  const outer = temporaryTree({ 'bin/keyturn': `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n` });
  chmodSync(join(outer, 'bin/keyturn'), 0o755);
  const ran = sh(['-c', hook.entry], root, {
    PATH: `${join(outer, 'bin')}:${process.env.PATH}`,
    KEYTURN_CACHE: join(outer, 'cache'),
  });
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('dangling-reference');
});

test('the container file copies what is there', () => {
  const text = read(join(REPOSITORY, 'integrations/container/Containerfile'));
  const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) => sources.split(' '));
  expect(copied.length).toBeGreaterThan(4);
  for (const source of copied) expect([source, existsSync(join(REPOSITORY, source))]).toEqual([source, true]);
});
