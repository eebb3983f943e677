/** `${VAR}` as Flux expands it; the table of drone/envsubst's README and its tests (funcs_test.go), and what stays as it is. */
import { describe, expect, test } from 'vitest';
import { substitute } from '../../analyzer/src/rendering/flux/envsubst.ts';

const VALUES: ReadonlyMap<string, string> = new Map([
  ['REEF', 'coral'],
  ['PATH_TO', 'a/b/c.tar.gz'],
  ['EMPTY', ''],
]);
const fill = (text: string) => substitute(text, (name) => VALUES.get(name) ?? null);

describe('a reference', () => {
  test.each([
    [`\${REEF}`, 'coral'],
    [`x-\${REEF}-\${REEF}`, 'x-coral-coral'],
    [`\${#REEF}`, '5'],
    [`\${REEF^}`, 'Coral'],
    [`\${REEF^^}`, 'CORAL'],
    [`\${REEF:1}`, 'oral'],
    [`\${REEF:1:2}`, 'or'],
    [`\${REEF/or/hor}`, 'choral'],
    [`\${PATH_TO//./-}`, 'a/b/c-tar-gz'],
    [`\${PATH_TO%.gz}`, 'a/b/c.tar'],
    [`\${PATH_TO%%.*}`, 'a/b/c'],
    [`\${PATH_TO##*/}`, 'c.tar.gz'],
    [`\${PATH_TO#*/}`, 'b/c.tar.gz'],
    [`\${NONE:=shoal}`, 'shoal'],
    [`\${NONE:-shoal}`, 'shoal'],
    [`\${NONE=\${REEF}}`, 'coral'],
    [`\${EMPTY:=shoal}`, 'shoal'],
    [`\${EMPTY}`, ''],
    [`\${NONE:='}\${REEF}\${NONE:='}`, "'coral'"],
    [`$\${REEF}`, `\${REEF}`],
    ['$REEF', '$REEF'],
    [`\${NONE}`, `\${NONE}`],
    [`\${{ REEF }}`, `\${{ REEF }}`],
    ['${REEF', '${REEF'],
    [`\${1REEF}`, `\${1REEF}`],
  ])('%s becomes %s', (text, expected) => {
    expect(fill(text).text).toBe(expected);
  });

  test('names what it used and what it does not know; a default needs no name', () => {
    expect(fill(`\${REEF} \${NONE} \${LOST:=x} \${NONE}`)).toMatchObject({ used: ['REEF'], unknown: ['NONE'] });
  });

  test('opened without end costs no more than its length', () => {
    expect(fill('${A:='.repeat(20_000)).text).toBe('${A:='.repeat(20_000));
  });
});
