/** Inventories to export: a sample as it is scanned, an estate whose every name attacks a medium, and one of any size. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPORTERS } from '../../analyzer/src/registry/registry.generated.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';
import { tearoom } from '../wire/tearoom.ts';

export const TEAROOM: WireInventory = toWire(tearoom);

/** One attack for each medium; `MARK` must be found as text, and nothing around it as markup. */
export const ATTACKS = [
  '<script>steep()</script>',
  '"><img src=x onerror=steep()>',
  "' onmouseover='steep()",
  '=HYPERLINK("http://kettle.test","MARK")',
  '+cmd|/c calc!A0',
  '@SUM(1+1)',
  '[MARK](javascript:steep()) **bold** `code` | cell',
  '\u001b]8;;http://kettle.test\u0007MARK\u001b[31m',
  'line\nbreak\r\n# EOF\nfake 1',
  'quote " backslash \\ \\N \\" ]; } %% %%{init: {}}%% ]] -->',
  '"]\n  click n0 "javascript:steep()"',
  ']]></data><node id="x"/>',
  '--- \n- !!js/function steep',
  '\u202egnp.exe\u2066',
  '../../../etc/kettle',
  '$KETTLE $(steep) `steep`',
] as const;

/** The tearoom with every name, id, owner and message replaced by attacks. */
export function hostile(): WireInventory {
  let at = 0;
  const named = new Map<string, string>();
  const attack = (text: string) => {
    const known = named.get(text);
    if (known !== undefined) return known;
    const made = `${ATTACKS[at++ % ATTACKS.length]} ${at}`;
    named.set(text, made);
    return made;
  };
  return rename(TEAROOM, attack) as WireInventory;
}

/** Fields that hold text of a scanned repository. */
const NAMING: ReadonlySet<string> = new Set(
  'id name application cluster namespace environment owner says message from to by credential consumer container variable path file key root does contact who schedule frozen what slowest dependency behind carriers owners environments neverWithoutAction axis'.split(
    ' ',
  ),
);
/** Words of the contract that stand under such a name elsewhere. */
const CLOSED: ReadonlySet<string> = new Set(['text', 'absence', 'default', 'declared', 'presents', 'accepts', 'both']);

function rename(value: unknown, attack: (text: string) => string, naming = false): unknown {
  if (typeof value === 'string') return naming && !CLOSED.has(value) && !/^P[T\d]/.test(value) ? attack(value) : value;
  if (Array.isArray(value)) return value.map((item) => rename(item, attack, naming));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, key === 'tool' ? field : rename(field, attack, NAMING.has(key))]),
  );
}

/** As many credentials as asked for, each with the tearoom's consumers under names of its own. */
export function many(count: number): WireInventory {
  const copies = Array.from({ length: count }, (_, at) => {
    const inventory = JSON.stringify(TEAROOM);
    return JSON.parse(
      inventory.replaceAll('samovar', `samovar-${at}`).replaceAll('kettle', `kettle-${at}`),
    ) as WireInventory;
  });
  const all = <
    K extends 'credentials' | 'carriers' | 'derivations' | 'consumers' | 'paths' | 'findings' | 'dependencies',
  >(
    key: K,
  ) => copies.flatMap((copy) => copy[key] as readonly unknown[]) as unknown as WireInventory[K];
  return {
    ...TEAROOM,
    credentials: all('credentials'),
    carriers: all('carriers'),
    derivations: all('derivations'),
    paths: all('paths'),
    findings: all('findings'),
  };
}

export interface Written {
  readonly path: string;
  readonly text: string;
}

/** Every file an exporter makes, as whole texts. */
export async function exported(format: string, inventory: WireInventory): Promise<readonly Written[]> {
  const exporter = await EXPORTERS.get(format)?.();
  if (exporter === undefined) throw new Error(`no exporter ${format}`);
  return [...exporter.files(inventory)].map(({ path, text }) => ({ path, text: [...text].join('') }));
}

/** The text of an exporter that makes one. */
export async function textOf(format: string, inventory: WireInventory): Promise<string> {
  const [file] = await exported(format, inventory);
  return file?.text ?? '';
}

export const FORMATS = [...EXPORTERS.keys()];

/** Every text below a folder, by its path. */
export function filesBelow(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file.slice(folder.length + 1), readFileSync(file, 'utf8')];
    }),
  );
}
