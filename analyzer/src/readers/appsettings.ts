/**
 * appsettings*.json of .NET: connection strings and secret-named keys, each a variable that overrides it (`ConnectionStrings__Orders`), and
 * a carrier where the value is written out. The environment is in the file's name.
 */
import type { CarrierFact, Fact, ReadFact } from '../model/fact.ts';
import { isSecretName } from '../syntax/code/strong-words.ts';
import type { LineIndex } from '../syntax/line-index.ts';
import { jsonSettingsIn, type NestedSetting } from '../syntax/nested-settings.ts';
import { baseName } from '../syntax/path.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'appsettings',
  reads: 'appsettings*.json of .NET: connection strings, secret-named keys and the variables that override them',
  syntax: 'text',
  accepts: ({ file }) => /^appsettings(?:\.[\w-]+)?\.json$/i.test(baseName(file)),
  read({ file, content }, sight) {
    const settings = jsonSettingsIn(content.text).filter((setting) => isConnection(setting) || isSecret(setting));
    return { facts: settings.flatMap((setting) => factsOf(file, setting, content, sight)), notes: [] };
  },
});

function isConnection({ path }: NestedSetting): boolean {
  return /^ConnectionStrings$/i.test(path[0] ?? '') && path.length === 2;
}

function isSecret({ path }: NestedSetting): boolean {
  return isSecretName((path.at(-1) ?? '').replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

function factsOf(file: string, setting: NestedSetting, index: LineIndex, sight: Sight): readonly Fact[] {
  const key = setting.path.at(-1) ?? '';
  const at = index.span(setting.keyStart, setting.keyStart + key.length);
  const read: ReadFact = {
    fact: 'read',
    source: { kind: 'env', name: setting.path.join('__') },
    language: 'csharp',
    moment: 'start-up',
    interval: null,
    stages: { observes: null, validates: null, swaps: null, drains: null },
    role: null,
    implicitBy: null,
    optional: true,
    at,
    decidedAt: at,
    says: 'when the host builds its configuration',
  };
  const value = sight.look(setting.value, index.span(setting.start, setting.start + setting.value.length), key);
  const carrier: CarrierFact = {
    fact: 'carrier',
    carrier: { type: 'file', scope: null, name: file, key: setting.path.join(':') },
    value,
    secretType: null,
    frozen: null,
    at,
  };
  const holds = value.state !== 'empty' && (isSecret(setting) || value.form === 'connection-string');
  return holds ? [read, carrier] : [read];
}
