/** An address may hold a password: whatever is shown of it must not. */
import { describe, expect, it } from 'vitest';
import { readAddress, showAddress } from '../../analyzer/src/organisation/address.ts';
import { failureOf } from '../../analyzer/src/organisation/failure.ts';
import { keyturn } from '../cli/run.ts';

describe('an address', () => {
  it.each([
    [
      'postgres://keeper:p%2Fw@coast.example:6432/lights?sslmode=require',
      'postgres://keeper@coast.example:6432/lights',
    ],
    ['postgresql://coast.example/lights?user=keeper&password=p%2Fw', 'postgres://coast.example/lights'],
    ['postgres:///lights?host=%2Frun', 'postgres://localhost/lights'],
    ['./lights', './lights'],
    ['C:\\lights', 'C:\\lights'],
  ])('%s is shown as %s', (typed, shown) => {
    const read = readAddress(typed);
    expect('address' in read && showAddress(read.address)).toBe(shown);
  });

  it.each([
    'postgres://keeper:lens/glass@coast.example/lights',
    'postgres://keeper:12/glass@coast.example/lights',
    'postgres://keeper:lens?glass@coast.example/lights',
    'postgres://keeper:lens#glass@coast.example/lights',
    'postgres://keeper:lens@glass@coast.example/lights',
    'postgres://keeper:lens%zz@coast.example:port/lights',
    'mysql://keeper:lens-glass@coast.example/lights',
  ])('%s is refused without a word of it', async (typed) => {
    const { code, out, err } = await keyturn(['registry', 'query', 'top-radii', '--to', typed]);
    expect(code).toBe(2);
    expect(out + err).not.toMatch(/lens|glass|keeper|12/);
  });
});

it('a failure is told by its code: the message of a driver is never used', () => {
  const error = Object.assign(new Error('password "lens-glass" of postgres://keeper:lens-glass@coast'), {
    code: 'XX000',
  });
  expect(failureOf(error, 'postgres://coast')).toMatchObject({ message: 'postgres://coast cannot be used (XX000)' });
  const defect = new TypeError('lens-glass');
  expect(failureOf(defect, 'postgres://coast')).toBe(defect);
});
