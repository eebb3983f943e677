/** Env files: every variable is a carrier, and `A=${B}` fills one from another. Example files are documentation and say nothing. */
import type { CarrierFact, CarrierRef, DerivationFact, Fact, Note } from '../model/fact.ts';
import { findInterpolations, isWholeInterpolation } from '../syntax/interpolation.ts';
import { narrow } from '../syntax/line-index.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import type { EnvLine, Unit } from '../syntax/unit.ts';
import { defineReader, type Sight } from './contract.ts';

/** `.env.example`, `sample.env`, `.env.local.template`: what to fill in, not what is filled in. */
const DOCUMENTATION = /(?:^|[._-])(?:example|examples|sample|template|tmpl|tpl|dist)(?:[._-]|$)/i;

export default defineReader({
  id: 'env-file',
  reads: 'env files (.env, .env.production, app.env), plain or encrypted with SOPS',
  syntax: 'env',
  accepts: (unit) => !DOCUMENTATION.test(baseName(unit.file)),
  read(unit, sight) {
    // The last line of a name holds.
    const lines = [...new Map(unit.content.map((line) => [line.name, line])).values()];
    const names = new Set(lines.map(({ name }) => name));
    const readings = lines
      .filter(({ name }) => !SOPS_METADATA.test(name))
      .map((line) => readLine(unit, line, names, sight));
    return { facts: readings.flatMap(({ facts }) => facts), notes: readings.flatMap(({ notes }) => notes) };
  },
});

/** What SOPS writes beside the values: keys and checksums of its own, encrypted for their readers. */
const SOPS_METADATA = /^sops_(?:age|kms|gcp_kms|azure_kv|hc_vault|pgp|version|mac|lastmodified|unencrypted|encrypted)/;

/** A value that a shell computes (`.envrc`). */
const COMMAND = /\$\(|`/;

function readLine(
  unit: Unit<'env'>,
  line: EnvLine,
  names: ReadonlySet<string>,
  sight: Sight,
): { readonly facts: readonly Fact[]; readonly notes: readonly Note[] } {
  const to = variableOf(unit.file, line.name);
  const value = sight.look(line.value, line.valueSpan, line.name);
  const carrier: CarrierFact = {
    fact: 'carrier',
    carrier: to,
    value,
    secretType: null,
    frozen: null,
    at: line.nameSpan,
  };
  if (line.literal) return { facts: [carrier], notes: [] };
  const embedded = value.form === 'connection-string' ? value.form : 'document';
  const derivations = findInterpolations(line.value)
    .filter(({ name }) => name !== line.name)
    .map(({ name, start, end }): DerivationFact => {
      const own = names.has(name);
      const outside: CarrierRef = { type: 'environment', scope: folderOf(unit.file), name, key: null };
      return {
        fact: 'derivation',
        from: own ? variableOf(unit.file, name) : outside,
        to,
        by: 'interpolation',
        row: null,
        interval: null,
        frozen: null,
        embedded: isWholeInterpolation(line.value) ? 'whole' : embedded,
        alternatives: [],
        confidence: 'exact',
        at: narrow(line.valueSpan, line.value, start, end),
      };
    });
  const notes: readonly Note[] = COMMAND.test(line.value)
    ? [{ note: 'unresolved', what: `${line.name} is computed by a command`, at: line.valueSpan }]
    : [];
  return { facts: [carrier, ...derivations], notes };
}

function variableOf(file: string, key: string): CarrierRef {
  return { type: 'env-file', scope: null, name: file, key };
}
