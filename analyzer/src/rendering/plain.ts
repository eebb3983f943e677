/**
 * Which plain files are read, as what, and which are put aside by a look at their bytes. This decides the speed of a scan: a
 * file without a keyword is never decoded or parsed. A keyword may let too much in; it must never keep a secret's user out.
 */
import { isCodeCandidate, languageOf, languageOfName, SCRIPT_HEAD } from '../syntax/code/languages.ts';
import { isSkippedSource } from '../syntax/code/skip.ts';
import { LANGUAGES, type Language } from '../syntax/code/source.ts';
import type { SyntaxName } from '../syntax/unit.ts';
import { PACKAGE_FILES } from './package-files.ts';
import { PLATFORM_FILES } from './platform-files.ts';

export interface PlainSyntax {
  readonly syntax: Exclude<SyntaxName, 'compose'>;
  /** Matches the path. */
  readonly path: RegExp;
  /** Matches a path that is of another kind after all. */
  readonly except?: RegExp;
  /** All of them must match the text, or one document of it, for it to be worth parsing. ASCII only: they run on bytes. */
  readonly keywords: readonly RegExp[];
  /** Any of them is enough, whatever the keywords say. */
  readonly words?: RegExp;
  /** Of source code: what the name tells; absent: its `#!` line does. */
  readonly language?: Language;
}

/** Kubernetes kinds that use, hold or shape secrets without the word in every one of their documents. */
const KINDS = [
  'Pod',
  'PodTemplate',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'CronJob',
  'ConfigMap',
  'ServiceAccount',
  'RoleBinding',
  'ClusterRoleBinding',
  'Ingress',
  'HelmRelease',
  'Kustomization',
  'Application',
  'ApplicationSet',
  'HorizontalPodAutoscaler',
  'ScaledObject',
  'ScaledJob',
  'Rollout',
  'AlertmanagerConfig',
  'ReplicationSource',
  'ReplicationDestination',
  'KopiaMaintenance',
  'OnePasswordItem',
  'KafkaUser',
  'RabbitmqCluster',
  'Cluster',
  'List',
  'Template',
];

/** A role over every resource may read Secrets without naming them. */
const EVERY_RESOURCE = `\\bresources["']?[ \\t]*:[^:]*["']\\*["']`;

/**
 * Not the start of a description of an API (OpenAPI 3, Swagger 2): often the largest text of a repository, with a `kind` and a `token` among its
 * schemas, and no object that anything deploys. A text of several documents is looked at one by one.
 */
const NO_API_DESCRIPTION = /^(?!(?:---|[\s{]|#[^\n]*\n)*["']?(?:openapi|swagger)["']?[ \t]*:(?![\s\S]*\n---))/;

/** The first that fits the path holds. */
const PLAIN_SYNTAXES: readonly PlainSyntax[] = [
  // YAML of Rails is ERB first: what it says is in its Ruby.
  {
    syntax: 'code',
    path: /(?:^|\/)config\/(?:database|cable|cache|queue|redis|storage|secrets|sidekiq|application|settings|mongoid|elasticsearch|email|omniauth|solid_\w+)\.ya?ml(?:\.erb)?$/,
    keywords: [/<%/],
    language: 'ruby',
  },
  ...PLATFORM_FILES,
  ...PACKAGE_FILES,
  {
    syntax: 'yaml',
    path: /(?:^|\/)\.(?:github|forgejo|gitea)\/workflows\/[^/]+\.ya?ml$/,
    keywords: [
      // The last is a value written out in an `env`, under the name of a secret or an address.
      /\bsecrets\b|\b(?:github|gitea|forgejo|forge)\.token\b|build-push-action|\bbuild\b.*\s-t\s|--tag\b|bake-action|op:\/\/|^[ \t]+\w*(?:PASS|PASSWORD|SECRET|TOKEN|_KEY|URL|URI|DSN|CREDENTIALS)[ \t]*:/im,
    ],
  },
  { syntax: 'yaml', path: /(?:^|\/)catalog-info\.ya?ml$/, keywords: [/backstage\.io/] },
  {
    syntax: 'yaml',
    path: /(?:^|\/)package\.json$/,
    except: /(?:^|\/)(?:node_modules|tests?|__tests__|fixtures|examples?|dist|build|vendor|\.next)\//,
    keywords: [/"(?:name|scripts|dependencies)"/],
  },
  {
    syntax: 'yaml',
    path: /\.(?:ya?ml|json)$/,
    // Of tools that keep no secret in them, and often large.
    except:
      /(?:^|\/)(?:node_modules\/.*|(?:package|package-lock|npm-shrinkwrap|composer|tsconfig[^/]*|jsconfig|angular|nx|turbo|lerna|biome|deno|renovate|vercel)\.json|(?:pnpm-lock|pubspec|mkdocs|dependabot|\.pre-commit-config|\.golangci|\.prettierrc|\.eslintrc[^/]*)\.ya?ml|[^/]*\.(?:schema|min|lock|geojson|map)\.json)$/,
    keywords: [
      NO_API_DESCRIPTION,
      /\bkind\b["']?[ \t]*:|(?:^|[\n{,])[ \t]*["']?sops["']?[ \t]*:|AWSTemplateFormatVersion|AWS::(?:Serverless|ECS|Lambda)|\bcontainerDefinitions\b/,
      new RegExp(
        `[sS]ecret|\\bkind["']?[ \\t]*:[ \\t]*["']?(?:${KINDS.join('|')})\\b|\\bsops\\b|skaffold/v|${EVERY_RESOURCE}|reloader|[pP]assword|[tT]oken|[cC]redential|certificateRefs`,
      ),
    ],
  },
  {
    syntax: 'env',
    path: /(?:^|\/)(?:\.env|\.env\.[^/]+|[^/]+\.env|\.envrc)$/,
    keywords: [/(?:^|[\r\n])[ \t]*(?:export[ \t]+)?[A-Za-z_][\w.-]*[ \t]*[=:]/],
  },
  {
    syntax: 'crontab',
    path: /(?:^|\/)(?:crontab|[^/]+\.(?:crontab|cron)|crontabs\/[^/]+|cron\.d\/[^/]+)$/,
    keywords: [/(?:^|[\r\n])[ \t]*[@\d*]/],
  },
  { syntax: 'lines', path: /^(?:|\.github\/|\.gitlab\/|\.gitea\/|\.forgejo\/|docs\/)CODEOWNERS$/, keywords: [/@/] },
];

/** How the file at `path` is read when no rendering root claims it; null: not at all. */
export function plainSyntaxOf(path: string): PlainSyntax | null {
  const known = remembered.get(path);
  if (known !== undefined) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const found = PLAIN_SYNTAXES.find((candidate) => candidate.path.test(path)) ?? codeSyntaxOf(path);
  const plain = !found || found.except?.test(path) ? null : found;
  remembered.set(path, plain);
  return plain;
}

/** Every stage asks again for each of its paths, and an answer takes some dozens of expressions. */
const remembered = new Map<string, PlainSyntax | null>();
const MOST_REMEMBERED = 50_000;

const CODE: ReadonlyMap<Language, PlainSyntax> = new Map(
  LANGUAGES.map((language) => [language, { syntax: 'code', path: /./, keywords: [], language }]),
);
const SCRIPT: PlainSyntax = { syntax: 'code', path: /./, keywords: [SCRIPT_HEAD] };

/** Source code, told by its name; a name without an extension may be a script, which only its `#!` line tells. */
function codeSyntaxOf(path: string): PlainSyntax | null {
  const language = languageOfName(path);
  if (language === null || isSkippedSource(path)) return null;
  return language === undefined ? SCRIPT : (CODE.get(language) ?? null);
}

/** The syntax with words that let a text in whatever its keywords say: YAML and code, where teams have technology of their own. */
export function withWords(plain: PlainSyntax, words: RegExp | null): PlainSyntax {
  return words === null || (plain.syntax !== 'yaml' && plain.syntax !== 'code') ? plain : { ...plain, words };
}

/** Whether the text (of the file, or of one of its documents) may say something. */
export function hasKeywords(plain: PlainSyntax, text: string): boolean {
  if (plain.words?.test(text)) return true;
  if (!plain.keywords.every((keyword) => keyword.test(text))) return false;
  if (plain.syntax !== 'code') return true;
  const language = plain.language ?? languageOf('', text);
  return language !== null && isCodeCandidate(language, text);
}

/** Files that a renderer reads, whatever they say. */
const RENDERED = /(?:^|\/)(?:[^/]*compose[^/]*|docker-stack|stack)\.ya?ml$/;

/** Whether a file is worth decoding, by its path and its bytes read as latin1. */
export function isCandidate(path: string, latin1Text: string, also: RegExp | null = null): boolean {
  if (RENDERED.test(path)) return true;
  const plain = plainSyntaxOf(path);
  return plain !== null && hasKeywords(withWords(plain, also), latin1Text);
}
