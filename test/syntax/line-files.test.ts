/** Env files and crontabs: their grammar, line by line. */
import { describe, expect, test } from 'vitest';
import { parseCrontab } from '../../analyzer/src/syntax/crontab.ts';
import { parseEnv } from '../../analyzer/src/syntax/env.ts';
import { createLineIndex } from '../../analyzer/src/syntax/line-index.ts';

function env(text: string): readonly (readonly [string, string])[] {
  return parseEnv(createLineIndex('.env', text)).map(({ name, value }) => [name, value] as const);
}

describe('env files', () => {
  test.each([
    ['PIKE=lake', [['PIKE', 'lake']]],
    ['export PIKE = lake  ', [['PIKE', 'lake']]],
    ['PIKE: lake', [['PIKE', 'lake']]],
    ['PIKE=a#b # comment', [['PIKE', 'a#b']]],
    ['PIKE=# comment', [['PIKE', '']]],
    ['PIKE="a # b" # comment', [['PIKE', 'a # b']]],
    ['PIKE="a\\n\\"b\\""', [['PIKE', 'a\n"b"']]],
    ["PIKE='a\\n$B'", [['PIKE', 'a\\n$B']]],
    [
      'PIKE="two\nlines"\r\nROACH=1',
      [
        ['PIKE', 'two\nlines'],
        ['ROACH', '1'],
      ],
    ],
    [
      'PIKE="never closed\nROACH=1',
      [
        ['PIKE', '"never closed'],
        ['ROACH', '1'],
      ],
    ],
    ['# PIKE=no\n\nPIKE\nhttp://not.one\n=x\nROACH=', [['ROACH', '']]],
    [
      'PIKE=1\nPIKE=2',
      [
        ['PIKE', '1'],
        ['PIKE', '2'],
      ],
    ],
  ])('%j', (text, expected) => {
    expect(env(text)).toEqual(expected);
  });

  test('places are those of the name and of the value without quotes', () => {
    const [line] = parseEnv(createLineIndex('.env', '\uFEFF\r\n  export exported="lake" # x'));
    expect([line?.nameSpan.line, line?.nameSpan.column, line?.nameSpan.endColumn]).toEqual([2, 10, 18]);
    expect([line?.valueSpan.column, line?.valueSpan.endColumn, line?.literal]).toEqual([20, 24, false]);
  });

  test('single quotes are literal, a file of open quotes is read to its end', () => {
    expect(parseEnv(createLineIndex('.env', "PIKE='$X'"))[0]?.literal).toBe(true);
    const lines = Array.from({ length: 20_001 }, (_, i) => `P${i}=\`x`).join('\n');
    expect(env(lines).at(-1)).toEqual(['P20000', '`x']);
  });
});

function cron(text: string, file = 'deploy/crontab') {
  return parseCrontab(createLineIndex(file, text));
}

describe('crontabs', () => {
  test.each([
    ['*/5 1-4,7 * jan-mar mon  run', '*/5 1-4,7 * jan-mar mon', 'run'],
    ['@hourly run it', '@hourly', 'run it'],
    ['@every 1h30m run', '@every 1h30m', 'run'],
    ['  0\t3 * * *\trun --date \\%F % stdin', '0 3 * * *', 'run --date %F'],
    ['0 3 L * ? run', '0 3 L * ?', 'run'],
  ])('%j', (text, schedule, command) => {
    expect(cron(text).map((line) => [line.schedule, line.command])).toEqual([[schedule, command]]);
  });

  test.each(['# 0 3 * * * run', '0 3 * * *', '0 3 * * run', 'PIKE=lake', 'run it', '', '60 3 * * * %'])(
    'no entry: %j',
    (text) => {
      expect(cron(text)).toEqual([]);
    },
  );

  test('a user stands only in system crontabs, or where it can be nothing else', () => {
    const users = [
      cron('0 3 * * * angler fish', 'host/etc/cron.d/lake'),
      cron('0 3 * * * angler fish'),
      cron('0 3 * * * root fish'),
    ];
    expect(users.map(([line]) => [line?.user, line?.command])).toEqual([
      ['angler', 'fish'],
      [null, 'angler fish'],
      ['root', 'fish'],
    ]);
  });

  test('environment lines hold for the entries below them', () => {
    const lines = cron(
      '@daily first\nPIKE = "blue lake"\nCRON_TZ=Asia/Kathmandu\n@daily second\nPIKE=river\n@daily third',
    );
    expect(
      lines.map(({ environment, timeZone }) => [environment.find(({ name }) => name === 'PIKE')?.value, timeZone]),
    ).toEqual([
      [undefined, null],
      ['blue lake', 'Asia/Kathmandu'],
      ['river', 'Asia/Kathmandu'],
    ]);
    expect(lines[1]?.environment[0]?.valueSpan).toMatchObject({ line: 2, column: 9, endColumn: 18 });
  });
});
