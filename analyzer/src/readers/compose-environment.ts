/**
 * What Compose puts into the environment and the command of a service: literals, `${VAR}`, bare names passed through, env files.
 * It never looks a variable up: whose `.env` fills it is for linking.
 */
import type { CarrierFact, CarrierRef, DeliveryFact, Fact, Note, ValueSeen } from '../model/fact.ts';
import {
  type ComposeService,
  composeServices,
  pointersOf,
  variableOf,
  variablesIn,
  writtenIn,
} from '../syntax/compose.ts';
import { type Interpolation, isWholeInterpolation, withDefaults } from '../syntax/interpolation.ts';
import { narrow } from '../syntax/line-index.ts';
import { folderOf, namePath } from '../syntax/path.ts';
import { at, type Entry, entriesAt, itemsAt, type Scalar, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import type { Unit } from '../syntax/unit.ts';
import { defineReader, type Sight } from './contract.ts';

const ROW = 'docker-compose-env-file';

export default defineReader({
  id: 'compose-environment',
  reads: 'environment, env_file and variables in commands of Docker Compose services',
  syntax: 'compose',
  accepts: () => true,
  read(unit, sight) {
    const notes: Note[] = [];
    const written = new Map<string, CarrierRef>();
    const services = composeServices(unit);
    const filled = new Set(services.flatMap(filledBy));
    const facts = services.flatMap((service) => {
      const reading: Reading = { unit, service, sight, notes, written, filled };
      const pointers = pointersOf(service.tree);
      const variables = entriesAt(service.tree, 'environment').filter(({ key }) => !pointers.has(key.text));
      return [
        ...variables.flatMap((entry) => readVariable(reading, entry)),
        ...itemsAt(service.tree, 'env_file').flatMap((item) => readEnvFile(reading, item)),
        ...COMMANDS.flatMap((path) => textsBelow(at(service.tree, ...path))).flatMap((text) =>
          readCommand(reading, text),
        ),
      ];
    });
    return { facts, notes };
  },
});

interface Reading {
  readonly unit: Unit<'compose'>;
  readonly service: ComposeService;
  readonly sight: Sight;
  readonly notes: Note[];
  /** Literals by place: a text that services share (anchors, `extends`) is one carrier, named by the first of them. */
  readonly written: Map<string, CarrierRef>;
  /** Variables that some service of the file is given a text for. */
  readonly filled: ReadonlySet<string>;
}

function filledBy({ tree }: ComposeService): readonly string[] {
  return entriesAt(tree, 'environment').flatMap(({ key, value }) =>
    value.kind === 'scalar' && value.text ? [key.text] : [],
  );
}

/** Texts that Compose fills with variables and hands to the container or its log driver. */
const COMMANDS = [['command'], ['entrypoint'], ['healthcheck', 'test'], ['logging', 'options']] as const;

function textsBelow(tree: Tree | null): readonly Scalar[] {
  if (tree === null) return [];
  if (tree.kind === 'scalar') return [tree];
  const children = tree.kind === 'sequence' ? tree.items : entriesAt(tree).map(({ value }) => value);
  return children.flatMap((child) => (child.kind === 'scalar' ? [child] : []));
}

function readVariable(reading: Reading, entry: Entry): readonly Fact[] {
  const { unit, sight } = reading;
  const { key, value } = entry;
  if (value.kind !== 'scalar') return [];
  if (value.value === null)
    return [deliver(reading, { from: variableOf(unit, key.text), form: 'env', variable: key.text, at: key.span })];
  const found = variablesIn(value.text);
  if (found.length === 0) return readLiteral(reading, key, value);
  // Where one variable is the whole text there is nothing more to see in it.
  const seen = isWholeInterpolation(value.text) ? null : sight.look(value.text, value.span, key.text);
  return found.flatMap((variable) => [
    ...fallback(reading, variable, value, key.text),
    deliver(reading, {
      from: variableOf(unit, variable.name),
      form: 'env',
      variable: key.text,
      optional: variable.operator === '-' || variable.operator === '+',
      value: seen,
      at: narrow(value.span, value.text, variable.start, variable.end),
    }),
  ]);
}

function readLiteral(reading: Reading, key: Scalar, value: Scalar): readonly Fact[] {
  const { service, sight, written, filled } = reading;
  const { file, line, column } = value.span;
  const place = `${file}:${line}:${column}`;
  const known = written.get(place);
  const from = known ?? writtenIn(value, service.consumer.name, key.text);
  written.set(place, from);
  const looked = sight.look(value.text, value.span, key.text);
  // Empty here and filled for another service: kept from this one on purpose, not left for an operator to fill in.
  const withheld = looked.state === 'empty' && filled.has(key.text);
  const seen: ValueSeen = withheld ? { ...looked, form: 'plain-setting' } : looked;
  return [
    ...(known ? [] : [carrier(from, seen, value.span)]),
    deliver(reading, { from, form: 'literal', variable: key.text, value: seen, at: value.span }),
  ];
}

/** The text a variable falls back to is a value of it that stands in the file. */
function fallback(reading: Reading, variable: Interpolation, value: Scalar, name: string): readonly CarrierFact[] {
  const { operator, fallback: text } = variable;
  if (operator !== '-' || !text?.text || variablesIn(text.text).length > 0) return [];
  const span = narrow(value.span, value.text, text.start, text.start + text.text.length);
  const seen = reading.sight.look(text.text, span, isWholeInterpolation(value.text) ? name : variable.name);
  return [carrier(variableOf(reading.unit, variable.name), seen, span)];
}

function readEnvFile(reading: Reading, item: Tree): readonly Fact[] {
  const written = scalarAt(item) ?? scalarAt(item, 'path');
  if (!written?.text) return [];
  const path = withDefaults(written.text);
  if (path === null) {
    reading.notes.push({ note: 'unresolved', what: 'an env_file whose path is a variable', at: written.span });
    return [];
  }
  const name = namePath(folderOf(written.span.file), path);
  const optional = textAt(item, 'required')?.toLowerCase() === 'false';
  const from: CarrierRef = { type: 'env-file', scope: null, name, key: null };
  return [deliver(reading, { from, form: 'env-file', optional, at: written.span })];
}

function readCommand(reading: Reading, text: Scalar): readonly Fact[] {
  return variablesIn(text.text).map((variable) =>
    deliver(reading, {
      from: variableOf(reading.unit, variable.name),
      form: 'env',
      optional: variable.operator === '-' || variable.operator === '+',
      at: narrow(text.span, text.text, variable.start, variable.end),
    }),
  );
}

type Delivered = Pick<DeliveryFact, 'from' | 'form' | 'at'> &
  Partial<Pick<DeliveryFact, 'variable' | 'optional' | 'value'>>;

function deliver({ service }: Reading, delivered: Delivered): DeliveryFact {
  return {
    fact: 'delivery',
    consumer: service.consumer,
    container: null,
    variable: null,
    path: null,
    optional: false,
    role: null,
    row: ROW,
    value: null,
    ...delivered,
  };
}

function carrier(ref: CarrierRef, value: CarrierFact['value'], place: CarrierFact['at']): CarrierFact {
  return { fact: 'carrier', carrier: ref, value, secretType: null, frozen: null, at: place };
}
