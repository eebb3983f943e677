/** The core is pure: no clock, no chance, no environment, no disk, no terminal. "Now" is an argument. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { EDGE } from './layers.ts';
import { areaOf, readSources } from './sources.ts';

const core = readSources().filter(({ file }) => !EDGE.has(areaOf(file)));

/** What a pure file must not touch, as `object.member`, and why. */
const IMPURE: ReadonlyArray<{ readonly touches: RegExp; readonly why: string }> = [
  { touches: /^process\b/, why: 'environment' },
  { touches: /^Date\.now$/, why: 'clock' },
  { touches: /^performance\.\w+$/, why: 'clock' },
  { touches: /^Math\.random$/, why: 'chance' },
  { touches: /^crypto\.\w+$/, why: 'chance' },
  { touches: /^console\.\w+$/, why: 'terminal' },
  { touches: /^(?:fetch|setTimeout|setInterval)$/, why: 'the world outside' },
  { touches: /\.(?:localeCompare|toLocale\w+)$/, why: 'locale of the machine' },
];

describe('the core', () => {
  it('imports no module of Node', () => {
    const found = core.flatMap(({ file, packages }) =>
      packages.filter((name) => name.startsWith('node:')).map((name) => `${file} → ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('touches no clock, chance, environment or terminal', () =>
    expect(core.flatMap(({ file, text }) => impurities(file, text))).toEqual([]));

  it('is judged by a test that sees what it looks for', () => {
    const text = `
      // process.env is fine in a comment, and so is 'Date.now()' in a text
      const home = process.env.HOME; const now = new Date(); const then = new Date(0); const at = Date.now();
      import('node:fs'); const dice = Math.random(); 'a'.localeCompare('b'); const date: Date = then;`;
    expect(impurities('lantern.ts', text).map((found) => found.replace(/^lantern\.ts:\d+ /, ''))).toEqual([
      'process.env (environment)',
      'new Date() (clock)',
      'Date.now (clock)',
      'Math.random (chance)',
      "'a'.localeCompare (locale of the machine)",
    ]);
  });
});

function impurities(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const say = (node: ts.Node, what: string, why: string) =>
    found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what} (${why})`);
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      say(node, 'new Date()', 'clock');
    const touched = touchedBy(node);
    const rule = touched === null ? undefined : IMPURE.find(({ touches }) => touches.test(touched));
    if (rule && touched !== null) say(node, touched, rule.why);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `object.member` of a property access, the name of a called function, else null. */
function touchedBy(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node) && !ts.isPropertyAccessExpression(node.expression)) return node.getText();
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return node.expression.text;
  return null;
}
