/**
 * What the name of a field says about the text in it: whether it is the name of a Secret, the name of a key, and how the Secret is
 * likely to be used. A field like `clientSecret` may hold the secret itself, so a bare text is taken for a name only where the
 * field says that it is one: a value must never be shown as a name.
 */
import type { DeliveryForm } from '../model/vocabulary.ts';

interface FieldRow {
  readonly field: RegExp;
  /** null: told by where the field stands. */
  readonly form: DeliveryForm | null;
  /** Row of the fact tables for this very field. */
  readonly row?: string;
}

/** Fields whose text, or whose items' text, is the name of a Secret; the first that fits holds. Habits of Helm charts and of CRDs. */
const NAMES_A_SECRET: readonly FieldRow[] = [
  { field: /^githubConfigSecret$/, form: 'api', row: 'arc-github-config-secret' },
  { field: /^(?:\w*image)?pullSecrets?$/i, form: 'image-pull' },
  { field: /^(?:docker|registry)(?:Pull|Credentials?)?Secret(?:Name)?$/i, form: 'image-pull' },
  {
    field: /^(?:extra)?env(?:Vars?)?From(?:Existing)?Secrets?(?:Name)?s?$|^extraEnvVarsSecrets?$|^envSecretName$/i,
    form: 'env-from',
  },
  { field: /^(?:\w*(?:tls|cert|certificate|certificates|ssl)(?:s|Existing)?Secret(?:Name)?)$/i, form: 'tls' },
  { field: /secretName$/i, form: null },
  { field: /existingSecret(?:Name|Ref)?s?$|^existing\w+Secret(?:Name)?$/i, form: null },
  { field: /secretRef(?:erence)?(?:Name)?$/i, form: null },
  { field: /^(?:\w+)?credentialsSecret$/i, form: null },
];

/** A Kubernetes object's name (RFC 1123), or one that is still a template or a variable. */
const OBJECT_NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$|\{\{|\$\{/;

/** How a text in `field` names a Secret; null: it does not. */
export function namesSecret(field: string, text: string): FieldRow | null {
  if (!OBJECT_NAME.test(text) || /^(?:true|false|null|none)$/.test(text)) return null;
  return NAMES_A_SECRET.find((row) => row.field.test(field)) ?? null;
}

/** Fields of a mapping with the reference in them: `{ name }`, `{ name, key }`. */
export function refersToSecret(field: string): boolean {
  return (
    /secret(?:key)?(?:to)?(?:ref|reference|selector)?$|secretKeyRef|existingSecret/i.test(field) &&
    !NOT_A_REFERENCE.test(field)
  );
}

/** References of other sorts that end in the same words. */
const NOT_A_REFERENCE = /^(?:external|sealed|cluster|generated)\w*secrets?$|^secretStore/i;

/** Where an operator writes: what stands below is made, not used. */
export function isOutput(field: string): boolean {
  return /^(?:write\w*Secret\w*|outputSecret\w*|publish\w*To|connectionSecret\w*|managedSecretReference|managedKubeSecretReferences|secretTemplate|generatedSecret\w*)$/.test(
    field,
  );
}

const KEY_FIELD =
  /(?:password|passwd|username|user|token|secret|credentials?|uri|url|dsn|host|port|database|clientId|access|accessKey(?:Id)?)Key(?:Name)?$|^(?:key|apiKey|rootKey|adminKey)$/i;
/** Next to `existingSecret` these hold a value as often as a name. */
const MAY_HOLD_VALUE = /^(?:secret|access|api|root|admin)?Key$/i;
/** A key as people call one: words, never a random text. */
const KEY_NAME = /^(?=.{1,80}$)\.?[A-Za-z]+\d{0,2}(?:[._-](?:[A-Za-z]+\d{0,2}|\d{1,2}))*$/;

/** Whether the text can be a key's name rather than a value, where no field says which it is. */
export function isKeyName(text: string): boolean {
  return KEY_NAME.test(text);
}

/** Whether a text can be an object's name. */
export function isObjectName(text: string): boolean {
  return OBJECT_NAME.test(text);
}

/** Whether the text of `field`, beside a Secret named in `named`, is one of its keys. */
export function namesKey(field: string, text: string, named: string): boolean {
  if (!KEY_FIELD.test(field) || !KEY_NAME.test(text)) return false;
  return !MAY_HOLD_VALUE.test(field) || /secretName$|^name$/i.test(named);
}

interface Surroundings {
  readonly around: RegExp;
  readonly form: DeliveryForm;
}

/** The form a section of values is about; the nearest that says something holds. */
const SECTIONS: readonly Surroundings[] = [
  {
    around: /^(?:extra|additional)?(?:env(?:ironment)?|envVars)?From$|^envFrom|^envFromSecret|^extraEnvFrom/i,
    form: 'env-from',
  },
  { around: /volumes?(?:Spec)?$|secretMounts?$|^projected$/i, form: 'volume' },
  { around: /^(?:\w*tls|\w*certificates?|certs?|ssl|extraTls)$/i, form: 'tls' },
];

/** The form by the fields around, nearest first; null: they do not tell. */
export function formAround(fields: readonly string[]): DeliveryForm | null {
  for (const field of fields.toReversed()) {
    const found = SECTIONS.find(({ around }) => around.test(field));
    if (found) return found.form;
  }
  return null;
}

/** Sections whose entries or items are variables. */
export function holdsVariables(field: string): boolean {
  return /^(?:\w*env|\w*envs|\w*env(?:ironment)?(?:Vars?|Variables?|Values?|List|ValueFrom)?|environment)$/i.test(
    field,
  );
}
