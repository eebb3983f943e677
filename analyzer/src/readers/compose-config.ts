/**
 * Configs of a Compose project: files put into services, some of them made from variables. A config is no place made for secrets, so
 * it is told as the file, the variable or the text that it is.
 */
import type { CarrierRef, DeliveryFact, DerivationFact, Fact, Note } from '../model/fact.ts';
import { composeServices, mountedInto, NOT_HERE, variableOf, variablesIn, writtenIn } from '../syntax/compose.ts';
import { withDefaults } from '../syntax/interpolation.ts';
import { narrow } from '../syntax/line-index.ts';
import { folderOf, namePath } from '../syntax/path.ts';
import { type Entry, entriesAt, type Scalar, scalarAt } from '../syntax/tree.ts';
import type { Unit } from '../syntax/unit.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'compose-config',
  reads: 'configs of Docker Compose and Swarm: files, variables and texts put into services as files',
  syntax: 'compose',
  accepts: () => true,
  read(unit, sight) {
    const notes: Note[] = [];
    const configs = new Map(
      entriesAt(unit.content, 'configs').map((entry) => [entry.key.text, originOf(unit, entry, sight, notes)]),
    );
    const declared = [...configs.values()].flatMap((origin) => origin?.facts ?? []);
    return { facts: [...declared, ...deliveriesOf(unit, configs)], notes };
  },
});

/** What a config's file is made from, and what has to be said about that. */
interface Origin {
  readonly from: CarrierRef;
  readonly facts: readonly Fact[];
}

function originOf(unit: Unit<'compose'>, { key, value }: Entry, sight: Sight, notes: Note[]): Origin | null {
  const file = scalarAt(value, 'file');
  const variable = scalarAt(value, 'environment');
  const content = scalarAt(value, 'content');
  if (variable?.text) return { from: variableOf(unit, variable.text), facts: [] };
  if (content?.text) return textOrigin(unit, key, content, sight);
  const path = file?.text ? withDefaults(file.text) : null;
  if (file && path !== null) {
    const name = namePath(folderOf(file.span.file), path);
    return { from: { type: 'file', scope: null, name, key: null }, facts: [] };
  }
  if (file?.text) {
    notes.push({ note: 'unresolved', what: `config ${key.text} is a file whose path is a variable`, at: file.span });
    return null;
  }
  const from = writtenIn(key, 'configs', key.text);
  return {
    from,
    facts: [{ fact: 'carrier', carrier: from, value: NOT_HERE, secretType: null, frozen: null, at: key.span }],
  };
}

/** A text written in the Compose file, with the variables that are put into it. */
function textOrigin(unit: Unit<'compose'>, key: Scalar, content: Scalar, sight: Sight): Origin {
  const to = writtenIn(content, 'configs', key.text);
  const value = sight.look(content.text, content.span, key.text);
  const embedded = value.form === 'connection-string' ? value.form : 'document';
  const derivations = variablesIn(content.text).map(
    ({ name, start, end }): DerivationFact => ({
      fact: 'derivation',
      from: variableOf(unit, name),
      to,
      by: 'interpolation',
      row: null,
      interval: null,
      frozen: null,
      embedded: start === 0 && end === content.text.trimEnd().length ? 'whole' : embedded,
      alternatives: [],
      confidence: 'exact',
      at: narrow(content.span, content.text, start, end),
    }),
  );
  return {
    from: to,
    facts: [{ fact: 'carrier', carrier: to, value, secretType: null, frozen: null, at: content.span }, ...derivations],
  };
}

function deliveriesOf(unit: Unit<'compose'>, configs: ReadonlyMap<string, Origin | null>): readonly DeliveryFact[] {
  return composeServices(unit).flatMap(({ consumer, tree }) =>
    mountedInto(tree, 'configs').flatMap(({ name, path, pointer, at }): readonly DeliveryFact[] => {
      const origin = configs.get(name);
      if (!origin) return [];
      return [
        {
          fact: 'delivery',
          consumer,
          container: null,
          from: origin.from,
          form: 'config-file',
          variable: pointer?.key.text ?? null,
          path,
          optional: false,
          role: null,
          row: 'docker-compose-secrets',
          value: null,
          at,
        },
      ];
    }),
  );
}
