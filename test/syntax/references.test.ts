/** References inside texts: `${VAR}`, `${{ secrets.X }}`, and what a command line shows. */
import { describe, expect, test } from 'vitest';
import { envFilesOf, programOf, variablesOf } from '../../analyzer/src/syntax/command.ts';
import { findSecretUses } from '../../analyzer/src/syntax/expression.ts';
import { findInterpolations, isWholeInterpolation, withDefaults } from '../../analyzer/src/syntax/interpolation.ts';

describe('interpolation', () => {
  test.each([
    ['$HAY-${OATS}', ['$HAY', '${OATS}']],
    ['${HAY:-${OATS:-straw}}', ['${HAY:-${OATS:-straw}}', '${OATS:-straw}']],
    ['${HAY:?no hay} ${HAY+more}', ['${HAY:?no hay}', '${HAY+more}']],
    ['$$HAY $${HAY} \\$HAY ${{ HAY }} ${1} $1 $ ${HAY', []],
    ['$$$HAY', ['$HAY']],
  ])('%j', (text, expected) => {
    expect(findInterpolations(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  test('tells the operator and what it falls back to', () => {
    const text = '${HAY:-dry} ${OATS?} ${BARLEY}';
    expect(
      findInterpolations(text).map(({ name, operator, fallback }) => [name, operator, fallback?.text ?? null]),
    ).toEqual([
      ['HAY', '-', 'dry'],
      ['OATS', '?', ''],
      ['BARLEY', null, null],
    ]);
  });

  test('whole, and with its defaults', () => {
    expect([isWholeInterpolation('${HAY:-x}'), isWholeInterpolation('${HAY}x'), isWholeInterpolation('hay')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([withDefaults('a/${HAY:-b${OATS-c}}/d'), withDefaults('${HAY}'), withDefaults('plain')]).toEqual([
      'a/bc/d',
      null,
      'plain',
    ]);
  });

  test('references that never close are read once, however many', () => {
    expect(findInterpolations('${HAY:-'.repeat(20_000))).toEqual([]);
  });
});

describe('expressions', () => {
  test.each([
    ['${{ secrets.hay_key }} ${{secrets["x"]}}', false, ['HAY_KEY', null]],
    ["a ${{ secrets['HAY'] || secrets.OATS-KEY }}", false, ['HAY', 'OATS-KEY']],
    ["${{ format('secrets.NO }} {0}', secrets.YES) }}", false, ['YES']],
    ['${{ toJSON(secrets) }} ${{ secrets[matrix.key] }}', false, [null, null]],
    ['${{ github.token }} ${{ secrets.GITHUB_TOKEN }}', false, ['GITHUB_TOKEN', 'GITHUB_TOKEN']],
    ['${{ steps.secrets.outputs.a }} ${{ inputs.secrets_path }} ${{ my-secrets.x }}', false, []],
    ['secrets.HAY == 1', true, ['HAY']],
    ['secrets.HAY', false, []],
    ["${{ 'never closed secrets.HAY", false, []],
  ])('%j', (text, whole, expected) => {
    expect(findSecretUses(text, whole).map(({ name }) => name)).toEqual(expected);
  });

  test('places cover the use alone', () => {
    const text = 'key=${{ secrets.HAY }}';
    expect(findSecretUses(text).map(({ start, end }) => text.slice(start, end))).toEqual(['secrets.HAY']);
  });
});

describe('commands', () => {
  test.each([
    ['/opt/stable/feed.sh --all', 'feed.sh'],
    ['cd /opt && . ./a.env && HAY="x y" nice -n 10 ./feed', 'feed'],
    ['flock -n /tmp/feed.lock timeout 30m bash -e /opt/feed.sh', 'feed.sh'],
    ['docker run --rm -v /a:/b -e HAY ghcr.io/stable/feeder:3 go', 'feeder'],
    ['(cd /x; python3 -u muck_out.py)', 'muck_out.py'],
    ['', 'command'],
  ])('program of %j', (command, expected) => {
    expect(programOf(command)).toBe(expected);
  });

  test('env files, seen from where the command went', () => {
    const command = 'cd /opt/stable && . ./hay.env; source "/etc/oats.env" && docker run --env-file=run.env x';
    expect(envFilesOf(command).map(({ text }) => text)).toEqual([
      '/opt/stable/run.env',
      '/opt/stable/hay.env',
      '/etc/oats.env',
    ]);
  });

  test('variables it reads and does not set', () => {
    expect(
      variablesOf('HAY=1 feed $HAY ${OATS_KEY} "$OATS_KEY" $HOME $(date) $BARLEY').map(({ text }) => text),
    ).toEqual(['OATS_KEY', 'BARLEY']);
  });
});
