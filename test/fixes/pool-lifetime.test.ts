/** The limit of a pool's connections, written into the call that makes it: the finding is gone after reading again, and every other character stays. */
import { describe, expect, it } from 'vitest';
import { offerFixes } from '../../analyzer/src/fixes/offer.ts';
import type { Live } from '../../analyzer/src/live/live.ts';
import type { Finding } from '../../analyzer/src/model/finding.ts';
import { edited, tideWith } from './tide.ts';

const RULE = 'unbounded-connection-lifetime';

const findingIn = (live: Live): Finding | undefined => live.inventory().findings.find(({ rule }) => rule === RULE);

/** The code after the fix; null: none is offered. Fails where the finding stays. */
async function limited(file: string, code: string): Promise<string | null> {
  const live = await tideWith(file, code);
  const finding = findingIn(live);
  expect(finding, 'no finding to settle').toBeDefined();
  const situation = { inventory: live.inventory(), marks: [], text: live.text, finding: finding ?? null };
  const fix = offerFixes(situation).find(({ title }) => title.startsWith('Limit the life'));
  if (!fix) return null;
  const path = `services/tide-api/${file}`;
  expect(fix.edits.map(({ span }) => span.file)).toEqual(fix.edits.map(() => path));
  const after = edited(code, fix.edits);
  await live.setBuffers([{ file: path, text: after }]);
  expect(findingIn(live)).toBeUndefined();
  return after;
}

const password = 'process.env.TIDE_DB_PASSWORD';
const pg = (call: string) => `import { Pool } from 'pg';\n\n${call}\n`;
const alchemy = (call: string) =>
  `import os\n\nfrom sqlalchemy import create_engine\n\nURL = os.environ["TIDE_DB_PASSWORD"]\n${call}\n`;
const go = (imports: string, body: string) => `package main

${imports}

func main() {
	dsn := "postgres://tide:" + os.Getenv("TIDE_DB_PASSWORD") + "@tide-db/tide"
${body}
	serve(db)
}
`;
const IMPORTS = `import (
	"database/sql"
	"os"
	"time"

	_ "github.com/lib/pq"
)`;
const CHECK = `	if err != nil {
		panic(err) // no tide, no ferry
	}`;

interface Case {
  readonly does: string;
  readonly file: string;
  readonly before: string;
  /** What stands in place of `before`'s text; both are whole stretches of the file. */
  readonly changes: readonly (readonly [from: string, to: string])[];
}

const CASES: readonly Case[] = [
  {
    does: 'pg: one line',
    file: 'main.ts',
    before: pg(`export const pool = new Pool({ host: 'tide-db', password: ${password} }); // the tide`),
    changes: [[`${password} }`, `${password}, maxLifetimeSeconds: 1800 }`]],
  },
  {
    does: 'pg: lines, with a comment behind the last and a bracket in a string',
    file: 'main.ts',
    before: pg(
      `export const pool = new Pool({\n  application_name: 'tide ) }', // told to the server, (ebb\n  password: ${password} // rotated\n});`,
    ),
    changes: [[`${password} // rotated`, `${password}, // rotated\n  maxLifetimeSeconds: 1800`]],
  },
  {
    does: 'pg: a spread, which must not win',
    file: 'main.ts',
    before: `import { Pool } from 'pg';\nimport { quay } from './quay.ts';\n\nexport const pool = new Pool({ password: ${password}, ...quay });\n`,
    changes: [['...quay }', '...quay, maxLifetimeSeconds: 1800 }']],
  },
  {
    does: 'pg: a trailing comma',
    file: 'main.ts',
    before: pg(`export const pool = new Pool({\n    password: ${password},\n    max: 9, /* berths */\n});`),
    changes: [['/* berths */', '/* berths */\n    maxLifetimeSeconds: 1800,']],
  },
  {
    does: 'pg: a limit that is switched off',
    file: 'main.ts',
    before: pg(`export const pool = new Pool({ maxLifetimeSeconds: 0 /* for ever */, password: ${password} });`),
    changes: [['maxLifetimeSeconds: 0 ', 'maxLifetimeSeconds: 1800 ']],
  },
  {
    does: 'pg: a password that is asked for',
    file: 'main.ts',
    before: pg(`export const pool = new Pool({ password: async () => ${password} });`),
    changes: [[`${password} }`, `${password}, maxLifetimeSeconds: 1800 }`]],
  },
  {
    does: 'postgres.js: a limit that is switched off behind a positional address',
    file: 'main.ts',
    before: `import postgres from 'postgres';\n\nexport const sql = postgres('postgres://tide-db/tide', { password: ${password}, max_lifetime: null });\n`,
    changes: [['max_lifetime: null', 'max_lifetime: 1800']],
  },
  {
    does: 'SQLAlchemy: positional arguments',
    file: 'main.py',
    before: alchemy('engine = create_engine(URL)  # (the tide'),
    changes: [['create_engine(URL)', 'create_engine(URL, pool_recycle=1800)']],
  },
  {
    does: 'SQLAlchemy: lines, with a comment behind the last',
    file: 'main.py',
    before: alchemy('engine = create_engine(\n    URL,\n    echo=False,  # quiet )\n)'),
    changes: [['# quiet )', '# quiet )\n    pool_recycle=1800,']],
  },
  {
    does: 'SQLAlchemy: a limit that is switched off',
    file: 'main.py',
    before: alchemy('engine = create_engine(URL, pool_recycle=-1, echo=True)'),
    changes: [['pool_recycle=-1', 'pool_recycle=1800']],
  },
  {
    does: 'database/sql: behind the check of the error',
    file: 'main.go',
    before: go(IMPORTS, `	db, err := sql.Open("postgres", dsn) // lazily\n${CHECK}`),
    changes: [[CHECK, `${CHECK}\n	db.SetConnMaxLifetime(30 * time.Minute)`]],
  },
  {
    does: 'database/sql: without a check, and with time to import',
    file: 'main.go',
    before: go(IMPORTS.replace('\t"time"\n', ''), `	db, _ := sql.Open("postgres", dsn)`),
    changes: [
      ['\t"os"\n', '\t"os"\n\t"time"\n'],
      ['"postgres", dsn)', '"postgres", dsn)\n	db.SetConnMaxLifetime(30 * time.Minute)'],
    ],
  },
  {
    does: 'database/sql: a limit that is switched off',
    file: 'main.go',
    before: go(IMPORTS, `	db, err := sql.Open("postgres", dsn)\n${CHECK}\n	db.SetConnMaxLifetime(0) // for ever`),
    changes: [['SetConnMaxLifetime(0)', 'SetConnMaxLifetime(30 * time.Minute)']],
  },
];

describe.each(CASES)('$does', ({ file, before, changes }) => {
  it('gets the limit, and nothing else changes', async () => {
    const expected = changes.reduce((text, [from, to]) => text.replace(from, () => to), before);
    expect(await limited(file, before)).toBe(expected);
  });

  it('gets it in a file with Windows line ends, too', async () => {
    const dos = (text: string) => text.replaceAll('\n', '\r\n');
    const expected = changes.reduce((text, [from, to]) => text.replace(from, () => to), before);
    expect(await limited(file, dos(before))).toBe(dos(expected));
  });
});

describe('nothing is offered where the edit would be a guess', () => {
  it.each([
    [
      'options that are made elsewhere',
      'main.ts',
      `import { Pool } from 'pg';\nimport { quay } from './quay.ts';\n\nconst options = quay(${password});\nexport const pool = new Pool(options);\n`,
    ],
    [
      'a limit that is switched off elsewhere',
      'main.ts',
      `import postgres from 'postgres';\n\nconst options = { password: ${password}, max_lifetime: 0 };\nexport const sql = postgres(options);\n`,
    ],
    ['arguments that are unpacked', 'main.py', alchemy('engine = create_engine(URL, **QUAY)')],
    [
      'a handle that has no name',
      'main.go',
      go(IMPORTS, '	serve(sql.Open("postgres", dsn))').replace('\tserve(db)\n', ''),
    ],
    [
      'a handle of another library',
      'main.go',
      go(IMPORTS.replace('database/sql', 'gorm.io/gorm'), '	db, err := gorm.Open(dsn)'),
    ],
  ])('%s', async (_, file, code) => expect(await limited(file, code)).toBeNull());

  it('psycopg_pool, which ends every connection within an hour by itself', async () => {
    const code =
      'import os\n\nfrom psycopg_pool import ConnectionPool\n\npool = ConnectionPool(os.environ["TIDE_DB_PASSWORD"])\n';
    const live = await tideWith('main.py', code);
    expect(live.inventory().graph.connections.map(({ row }) => row)).toEqual(['psycopg-pool-max-lifetime']);
    expect(findingIn(live)).toBeUndefined();
  });
});
