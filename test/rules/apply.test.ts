/** What happens to claims: defaults, order, and what `keyturn.yaml` ignores. */
import { expect, test } from 'vitest';
import type { IgnoreDeclaration } from '../../analyzer/src/model/configuration.ts';
import { declared, type Evidence, seen } from '../../analyzer/src/model/evidence.ts';
import { applyRules } from '../../analyzer/src/rules/apply.ts';
import { type Claim, defineRule, type Rule } from '../../analyzer/src/rules/contract.ts';
import { CREDENTIAL, consumer, layersOf, line } from '../judging/estate.ts';

const heron = consumer('grey-heron', { namespace: 'weir' });
const place = seen(line(12), 'stands in the reeds', 'inferred');

function rule(id: string, ...claims: readonly Claim[]): Rule {
  return defineRule({ id, severity: 'warning', claims: 'c', why: 'w', fix: 'f', check: () => claims });
}
const about = (says: Partial<Claim> = {}): Claim => ({
  message: 'it wades',
  place,
  credential: CREDENTIAL,
  consumer: heron.id,
  ...says,
});

function findings(rules: readonly Rule[], ...ignore: readonly Partial<IgnoreDeclaration>[]) {
  const entries = ignore.map((entry): IgnoreDeclaration => ({ ...ENTRY, ...entry }));
  return applyRules(rules, layersOf({ uses: [{ by: heron }], configuration: { ignore: entries } }));
}
const ENTRY: IgnoreDeclaration = {
  at: line(3, 'keyturn.yaml'),
  within: '',
  rule: 'wading',
  credential: null,
  consumer: null,
  reason: 'wading is fine here',
  expires: null,
};

test('a claim takes severity from its rule and confidence from its place', () => {
  const [finding] = findings([rule('wading', { message: 'it wades', place })]);
  expect(finding).toEqual({
    rule: 'wading',
    severity: 'warning',
    confidence: 'inferred',
    message: 'it wades',
    place,
    related: [],
    credential: null,
    consumer: null,
  });
});

test('what a claim says of itself wins', () => {
  const related = [declared(line(9, 'keyturn.yaml'), 'said')];
  const [finding] = findings([rule('wading', about({ severity: 'note', confidence: 'assumed', related }))]);
  expect(finding).toMatchObject({ severity: 'note', confidence: 'assumed', related, consumer: heron.id });
});

const byDefault: Evidence = { from: 'default', row: 'reed-row', says: 'd', confidence: 'assumed', unverified: false };

test('the worst comes first, then rule, file, line and message; what stands in no file comes last; nothing comes twice', () => {
  const at = (number: number, file?: string) => seen(line(number, file), 'reed');
  const claims = [
    about({ message: 'default', place: byDefault }),
    about({ message: 'b', place: at(9) }),
    about({ message: 'a', place: at(9) }),
    about({ message: 'line ten', place: at(10) }),
    about({ message: 'other file', place: at(1, 'weir/zander.yaml') }),
    about({ message: 'a', place: at(9) }),
  ];
  const rules = [rule('wading', ...claims), rule('a-fishing', about({ severity: 'error' })), rule('a-roost', about())];
  const order = findings(rules).map(({ rule: id, message }) => `${id}: ${message}`);
  expect(order).toEqual([
    'a-fishing: it wades',
    'a-roost: it wades',
    'wading: a',
    'wading: b',
    'wading: line ten',
    'wading: other file',
    'wading: default',
  ]);
  expect(findings([...rules].reverse()).map(({ rule: id, message }) => `${id}: ${message}`)).toEqual(order);
});

test.each<readonly [what: string, entry: Partial<IgnoreDeclaration>, isIgnored: boolean]>([
  ['the rule alone', {}, true],
  ['another rule', { rule: 'fishing' }, false],
  ['part of the rule', { rule: 'wad*' }, false],
  ['the name of the credential', { credential: 'heron' }, true],
  ['its id', { credential: CREDENTIAL }, true],
  ['a glob over its name', { credential: '{bittern,her?n}' }, true],
  ['another credential', { credential: 'bittern' }, false],
  ['the beginning of its name', { credential: 'her' }, false],
  ['the name of the consumer', { consumer: 'grey-*' }, true],
  ['its kind and name', { consumer: 'Deployment/grey-heron' }, true],
  ['its namespace, kind and name', { consumer: 'weir/*/grey-heron' }, true],
  ['another namespace', { consumer: 'lake/*/grey-heron' }, false],
  ['a namespace alone', { consumer: 'weir' }, false],
  ['both', { credential: 'heron', consumer: 'grey-heron' }, true],
  ['one of both', { credential: 'heron', consumer: 'white-heron' }, false],
  ['a folder above', { within: 'weir' }, true],
  ['another folder', { within: 'wei' }, false],
  ['an entry past its day, which needs a clock to tell', { expires: '2001-02-03' }, true],
])('ignoring by %s', (_, entry, isIgnored) => {
  expect(findings([rule('wading', about())], entry)).toHaveLength(isIgnored ? 0 : 1);
});

test('an entry for one credential ignores nothing that names none', () => {
  expect(findings([rule('wading', { message: 'it wades', place })], { credential: '**' })).toHaveLength(1);
});

test('a folder speaks for no finding that stands in no file', () => {
  const claim = about({ place: byDefault });
  expect(findings([rule('wading', claim)], { within: 'weir' })).toHaveLength(1);
  expect(findings([rule('wading', claim)], { within: '' })).toHaveLength(0);
});

test('an entry past its day ignores nothing, where the day is known', () => {
  const weir = (today?: string) => ({
    uses: [{ by: heron }],
    configuration: { ignore: [{ ...ENTRY, expires: '2026-11-26' }] },
    ...(today === undefined ? {} : { today }),
  });
  const found = (today?: string) => applyRules([rule('wading', about())], layersOf(weir(today))).length;
  expect([found(), found('2026-11-25'), found('2026-11-26')]).toEqual([0, 0, 1]);
});

test('a rule about findings sees what the others found, before anything is ignored', () => {
  const judge = defineRule({
    ...rule('judging'),
    aboutFindings: true,
    check: (_, seenBefore) => seenBefore.map(({ rule: id }) => about({ message: `after ${id}` })),
  });
  expect(findings([judge, rule('wading', about())], {}).map(({ message }) => message)).toEqual(['after wading']);
});
