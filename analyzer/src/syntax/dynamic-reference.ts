/**
 * References to secrets inside values of CloudFormation and the Serverless Framework: `{{resolve:secretsmanager:…}}`, `${ssm:/path}`,
 * `${env:NAME}`. They are filled when a stack is deployed.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
import type { CarrierRef, StoreFact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { amazonParameter, amazonSecretNamed, type CloudSecret } from './cloud-secret.ts';

export interface Referenced {
  readonly from: CarrierRef;
  readonly facts: readonly StoreFact[];
  readonly pinned: string | null;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

const RESOLVE = /\{\{resolve:(secretsmanager|ssm|ssm-secure):([^}]+)\}\}/g;
const VARIABLE = /\$\{(ssm|secretsManager|env)(?:\([^)]*\))?:([^},~]+)(?:~\w+)?(?:,[^}]*)?\}/g;

/** The references of a text in order. A name that is itself computed is left out: `computed` counts those. */
export function referencesIn(
  text: string,
  at: Span,
): { readonly found: readonly Referenced[]; readonly computed: number } {
  const matches = [...text.matchAll(RESOLVE), ...text.matchAll(VARIABLE)];
  const found = matches.flatMap((match): readonly Referenced[] => {
    const secret = secretOf(match[1] ?? '', (match[2] ?? '').trim(), at);
    const place = { start: match.index, end: match.index + match[0].length };
    return secret ? [{ ...secret, ...place }] : [];
  });
  return { found, computed: matches.length - found.length };
}

function secretOf(kind: string, name: string, at: Span): CloudSecret | null {
  if (kind === 'env')
    return { from: { type: 'environment', scope: 'serverless', name, key: null }, facts: [], pinned: null };
  if (name.includes('${')) return null;
  // Framework: a path into Secrets Manager through SSM.
  const through = /^\/aws\/reference\/secretsmanager\/(.+)$/.exec(name)?.[1];
  if (through) return amazonSecretNamed(through, null, at);
  if (kind === 'ssm' || kind === 'ssm-secure') return amazonParameter(name, at);
  return resolved(name, at);
}

/** `NAME:SecretString:KEY:STAGE:VERSION`, where the name may be an ARN. */
function resolved(written: string, at: Span): CloudSecret | null {
  const [, name = '', key, , version] =
    /^(arn:(?:[^:]*:){5}[^:]+|[^:]+)(?::SecretString(?::([^:]*))?(?::([^:]*))?(?::([^:]*))?)?$/.exec(written) ?? [];
  if (name === '') return null;
  return {
    ...amazonSecretNamed(name, key || null, at),
    ...(version ? { pinned: `pinned to version ${version}` } : {}),
    ...keyed(name, key, at),
  };
}

/** An ARN keeps its own account; the key stands outside of it. */
function keyed(name: string, key: string | undefined, at: Span): Partial<CloudSecret> {
  if (!name.startsWith('arn:') || !key) return {};
  const { from } = amazonSecretNamed(name, null, at);
  return { from: { ...from, key } };
}
