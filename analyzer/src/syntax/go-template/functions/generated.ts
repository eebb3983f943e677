/**
 * What only a cluster can know (random text, keys, certificates, the time, what it holds already) is one marker: never a value,
 * the same in every scan, and known for a placeholder by whoever looks at it.
 */
import { alsoBy, dict, object, text } from '../trace.ts';
import type { GoObject, Text, Traced } from '../types.ts';
import { type Call, type Family, type GoFunction, renamed, textArgument } from './contract.ts';

export const GENERATED = '<generated>';

/** Whether the marker is in a text, so that what is made of it is no value either. */
export function isGenerated(value: Traced): value is Text {
  return value.kind === 'string' && value.text.includes(GENERATED);
}

/** A function of one text that cuts, codes or hashes it: of a generated text nothing but the marker is left. */
export function opaque(family: Family): Family {
  const through = (compute: GoFunction): GoFunction => {
    return (args, call) => {
      const made = args.find(isGenerated);
      return made ? alsoBy(text(GENERATED), made.via) : compute(args, call);
    };
  };
  return Object.fromEntries(Object.entries(family).map(([name, compute]) => [name, through(compute)]));
}

function generate(what: string): GoFunction {
  return (_, call) => generated(call, what);
}

function generated(call: Call, what: string): Text {
  call.unknown(`${what}: a new value at every rendering, not known here`);
  return text(GENERATED);
}

/** A certificate of Sprig: `.Cert` and `.Key`. */
function certificate(_: readonly Traced[], call: Call): Traced {
  const pem = generated(call, 'a generated certificate');
  const inner = dict([
    ['Cert', pem],
    ['Key', pem],
  ]);
  return object('sprig.certificate', inner);
}

/** A moment nobody knows here: every way to print it is the marker. */
function moment(call: Call): GoObject {
  const unknown = generated(call, 'the time of rendering');
  const methods = [
    'Format',
    'String',
    'Unix',
    'UnixNano',
    'Year',
    'Month',
    'Day',
    'Hour',
    'Minute',
    'Second',
    'Weekday',
    'YearDay',
  ];
  const known = Object.fromEntries(methods.map((name) => [name, () => unknown]));
  const same = Object.fromEntries(
    ['UTC', 'Local', 'Add', 'AddDate', 'Truncate', 'Round'].map((name) => [name, () => moment(call)]),
  );
  return object('time.Time', dict([]), { ...known, ...same }, GENERATED);
}

const RANDOM: Family = Object.fromEntries(
  ['randAlphaNum', 'randAlpha', 'randNumeric', 'randAscii', 'randBytes', 'randInt', 'uuidv4', 'shuffle'].map((name) => [
    name,
    generate('a random value'),
  ]),
);

const KEYS: Family = Object.fromEntries(
  ['genPrivateKey', 'derivePassword', 'bcrypt', 'encryptAES', 'decryptAES'].map((name) => [
    name,
    generate('a generated key or hash'),
  ]),
);

const CERTIFICATES: Family = Object.fromEntries(
  [
    'genCA',
    'genCAWithKey',
    'genSelfSignedCert',
    'genSelfSignedCertWithKey',
    'genSignedCert',
    'genSignedCertWithKey',
    'buildCustomCert',
  ].map((name) => [name, certificate]),
);

const TIMES: Family = Object.fromEntries(
  ['date', 'dateInZone', 'htmlDate', 'htmlDateInZone', 'ago', 'unixEpoch'].map((name) => [
    name,
    generate('a text made of a time'),
  ]),
);

const MOMENTS: Family = Object.fromEntries(
  ['now', 'toDate', 'mustToDate', 'dateModify', 'mustDateModify'].map(
    (name) => [name, (_, call) => moment(call)] as const,
  ),
);

/** A line of a password file: the name is known, the hash is new every time. */
function htpasswd(args: readonly Traced[], call: Call): Traced {
  const name = textArgument(args, 0);
  const hash = generated(call, 'a password hash');
  return alsoBy(text(`${name.text}:${hash.text}`), name.via);
}

/** Random, crypto and time functions of Sprig (https://masterminds.github.io/sprig/). */
export const GENERATING: Family = {
  ...RANDOM,
  ...KEYS,
  htpasswd,
  ...CERTIFICATES,
  ...TIMES,
  ...MOMENTS,
  ...renamed(TIMES, { date_in_zone: 'dateInZone' }),
  ...renamed(MOMENTS, { date_modify: 'dateModify', must_date_modify: 'mustDateModify' }),
};
