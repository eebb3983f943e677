/** The published rules of other tools: CycloneDX 1.6 by its schema, Backstage by its own policies, XML and HTML by parsers. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  DefaultNamespaceEntityPolicy,
  type Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const require = createRequire(import.meta.url);
const SCHEMAS = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res/schema');
const schema = (name: string) => JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8'));

const ajv = new Ajv.default({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addFormat('iri-reference', true);
ajv.addFormat('idn-email', true);
for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
  const file = `${name}.SNAPSHOT.schema.json`;
  ajv.addSchema(schema(file), `http://cyclonedx.org/schema/${file}`);
}
const validateBom = ajv.compile(schema('bom-1.6.SNAPSHOT.schema.json'));

/** What the schema says against a bill of materials; empty: nothing. */
export function bomErrors(bom: unknown): readonly string[] {
  validateBom(bom);
  return (validateBom.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** Fails as Backstage would on ingestion: policies, kind, and every reference. */
export async function checkEntity(entity: Entity): Promise<void> {
  const enforced = await policy.enforce(entity);
  if (enforced === undefined || !(await resourceEntityV1alpha1Validator.check(enforced)))
    throw new Error('Backstage knows no such kind');
  const { owner, dependencyOf } = enforced.spec ?? {};
  for (const reference of [owner, ...(Array.isArray(dependencyOf) ? dependencyOf : [])])
    parseEntityRef(String(reference));
}

/** Rows of a CSV text, as RFC 4180 reads it. */
export function readCsv(text: string): ReadonlyArray<Readonly<Record<string, string>>> {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  const [header = [], ...body] = rows.filter((row) => row.join('') !== '');
  return body.map((row) => Object.fromEntries(header.map((title, at) => [title, row[at] ?? ''])));
}

interface SaxParser {
  onopentag: (tag: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }) => void;
  onerror: (error: Error) => void;
  write(text: string): SaxParser;
  close(): void;
}

export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Every element of an XML text, in order. Fails where it is not well-formed. */
export function xmlTags(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  const parser: SaxParser = require('sax').parser(true);
  parser.onopentag = ({ name, attributes }) => tags.push({ name, attributes });
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(text).close();
  return tags;
}

interface HtmlNode {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  readonly childNodes?: readonly HtmlNode[];
}

export interface Html {
  /** Names of the elements, each once, sorted. */
  readonly elements: readonly string[];
  /** Names of the attributes, each once, sorted. */
  readonly attributes: readonly string[];
  /** Addresses of links. */
  readonly links: readonly string[];
  /** Texts of scripts. */
  readonly scripts: readonly string[];
  /** Errors of the parser, by their code. */
  readonly errors: readonly string[];
  readonly text: string;
}

/** An HTML page as a browser would read it. */
export function readHtml(text: string): Html {
  const errors: string[] = [];
  const document: HtmlNode = require('parse5').parse(text, {
    onParseError: ({ code }: { readonly code: string }) => errors.push(code),
  });
  const nodes = [...walk(document)];
  const attributes = nodes.flatMap((node) => node.attrs ?? []);
  const sorted = (names: readonly string[]) => [...new Set(names)].sort();
  return {
    elements: sorted(nodes.map(({ nodeName }) => nodeName).filter((name) => !name.startsWith('#'))),
    attributes: sorted(attributes.map(({ name }) => name)),
    links: attributes.filter(({ name }) => name === 'href').map(({ value }) => value),
    scripts: nodes
      .filter(({ nodeName }) => nodeName === 'script')
      .map(({ childNodes }) => childNodes?.[0]?.value ?? ''),
    errors,
    text: nodes.map(({ nodeName, value }) => (nodeName === '#text' ? value : '')).join('\n'),
  };
}

function* walk(node: HtmlNode): Iterable<HtmlNode> {
  yield node;
  for (const child of node.childNodes ?? []) yield* walk(child);
}
