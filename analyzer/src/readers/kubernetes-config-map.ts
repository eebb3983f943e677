/**
 * ConfigMaps: every key, and in a key that holds a configuration file the lines that look like credentials. They are found
 * by shape alone; whether a name means a secret is decided to the right of the facts.
 */
import type { CarrierFact, CarrierRef, ValueSeen } from '../model/fact.ts';
import { languageOfName } from '../syntax/code/languages.ts';
import {
  configMapOf,
  isEncrypted,
  type Kinds,
  type KubernetesObject,
  mayHold,
  readObjects,
  unseen,
} from '../syntax/kubernetes.ts';
import { settingsIn } from '../syntax/settings.ts';
import { type Entry, entriesAt, isTrue, type Scalar } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

const KINDS: Kinds = { ConfigMap: [''] };

export default defineReader({
  id: 'kubernetes-config-map',
  reads: 'ConfigMaps, and credentials inside the configuration files they hold',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit, sight) => readObjects(unit.content, KINDS, (object) => ({ facts: carriersOf(object, sight) })),
});

function carriersOf(object: KubernetesObject, sight: Sight): readonly CarrierFact[] {
  const frozen = isTrue(object.tree, 'immutable') ? 'immutable: true' : null;
  const carrier = (key: string, value: ValueSeen, at: CarrierFact['at']): CarrierFact => {
    const ref: CarrierRef = configMapOf(object, object.name, key);
    return { fact: 'carrier', carrier: ref, value, secretType: null, frozen, at };
  };
  const texts = entriesAt(object.tree, 'data').flatMap(({ key, value }) => {
    if (value.kind !== 'scalar') return [];
    const whole = carrier(key.text, look(value, key.text, sight), key.span);
    return [
      whole,
      ...insideOf(value, isProgram(key.text), sight).map((found) =>
        carrier(`${key.text}/${found.name}`, found.value, found.at),
      ),
    ];
  });
  const binaries = entriesAt(object.tree, 'binaryData').flatMap(({ key, value }: Entry) =>
    value.kind === 'scalar'
      ? [carrier(key.text, sight.look(value.text, value.span, key.text, 'base64'), key.span)]
      : [],
  );
  return [...texts, ...binaries];
}

function look(value: Scalar, name: string, sight: Sight): ValueSeen {
  return isEncrypted(value.text) ? unseen('encrypted') : sight.look(value.text, value.span, name);
}

/** The words a secret is named by in configuration files (detection notes, section 2, strong ones): a sieve, not a verdict. */
const NAMED_LIKE_A_SECRET =
  /pass(?:word|wd|phrase)?$|pwd$|secret|token|api[_.-]?key|access[_.-]?key|private[_.-]?key|credential|dsn$/i;

interface Inside {
  readonly name: string;
  readonly value: ValueSeen;
  readonly at: CarrierFact['at'];
}

/** Source code that a program is run from: what stands behind a name there is a value only in quotes. Shells need none. */
function isProgram(key: string): boolean {
  const language = languageOfName(key);
  return Boolean(language) && language !== 'shell';
}

/** Settings named like a secret or shaped like one; a name that comes twice is counted from the second on. */
function insideOf(scalar: Scalar, inProgram: boolean, sight: Sight): readonly Inside[] {
  const times = new Map<string, number>();
  return settingsIn(scalar).flatMap(({ name, value, span, exact, quoted }) => {
    if (inProgram && !quoted) return [];
    const seen = sight.look(value, span, name);
    const shows = seen.kind !== null || (seen.form === 'connection-string' && seen.state !== 'reference');
    if (seen.form === 'plain-setting' || !(shows || NAMED_LIKE_A_SECRET.test(name))) return [];
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return [{ name: time > 1 ? `${name}~${time}` : name, value: exact ? seen : { ...seen, valueAt: null }, at: span }];
  });
}
