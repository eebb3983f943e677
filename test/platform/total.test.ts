/** Whatever a platform's file holds, it is read to the end, and no word of a command that may be a secret becomes a fact. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { READERS } from '../../analyzer/src/readers/registry.generated.ts';
import systemd from '../../analyzer/src/rendering/systemd.ts';
import { planUnits } from '../../analyzer/src/rendering/units.ts';
import { filesOf } from '../reading/folder.ts';
import { standInSight } from '../reading/stand-in-sight.ts';

const NAMES = [
  'Dockerfile',
  'docker-bake.hcl',
  'docker-bake.json',
  'Tiltfile',
  'cloudbuild.yaml',
  'Procfile',
  'fly.toml',
  'netlify.toml',
  'wrangler.toml',
  'vercel.json',
  'app.json',
  'render.yaml',
  'serverless.yml',
  'kiln.service',
  'kiln.timer',
  'supervisord.conf',
  'task.json',
  'stack.template.yaml',
];

function factsOf(file: string, text: string) {
  const { units } = planUnits([file], filesOf(new Map([[file, text]])), [systemd]);
  return units.flatMap((unit) =>
    READERS.filter((reader) => reader.syntax === unit.syntax && reader.accepts(unit as never)).flatMap(
      (reader) => reader.read(unit as never, standInSight).facts,
    ),
  );
}

const PIECES = [
  'FROM',
  'COPY --from=',
  'RUN --mount=type=secret,id=',
  'ARG ',
  'ENV A',
  '\\\n',
  '<<EOF',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '=',
  '[Service]\n',
  '[program:x]\n',
  'command=',
  'target "a" {',
  'docker_build(',
  'web: ',
  '${',
  '$',
  ':',
  ',',
  '\n',
  '  - ',
  'services:',
  'functions:',
  'Resources:',
  '[[a]]\n',
  '\u0000',
  'é',
  '#',
];

it('reads anything to its end', () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), text, (name, written) => {
      expect(Array.isArray(factsOf(name, written))).toBe(true);
    }),
    { numRuns: 1500, seed: 20_831 },
  );
});

it.each([
  ['Procfile', 'web: bin/kiln serve --glaze-key=umber-and-ochre-17 -p umber-and-ochre-17\n'],
  ['Dockerfile', 'FROM kiln\nCMD ["bin/kiln", "serve", "--requirepass", "umber-and-ochre-17"]\n'],
  ['kiln.service', '[Service]\nExecStart=/opt/bin/kiln serve --token umber-and-ochre-17\n'],
  ['fly.toml', '[processes]\nweb = "bin/kiln serve --dsn=umber-and-ochre-17"\n'],
])('%s: the program is shown, its secret is not', (name, text) => {
  const said = JSON.stringify(factsOf(name, text));
  expect(said).toContain('serve');
  expect(said).not.toContain('umber-and-ochre-17');
});

it.each([
  ['Dockerfile', `FROM a AS a\nCOPY --from=a x y\nFROM b AS b\nFROM b AS c\nCOPY --from=c z /\n`],
  ['Dockerfile', `FROM a\n${'RUN x \\\n'.repeat(20_000)}`],
  ['docker-bake.hcl', 'target "a" { inherits = ["b"] }\ntarget "b" { inherits = ["a"]\n tags = ["kiln/b:1"] }\n'],
])('%s: circles and endless lines end', (name, text) => expect(factsOf(name, text).length).toBeGreaterThan(0));
