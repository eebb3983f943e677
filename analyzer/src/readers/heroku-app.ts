/**
 * Heroku's `app.json`: the config variables an app is created with. They reach every process type; the platform restarts them on
 * each change. https://devcenter.heroku.com/articles/app-json-schema
 */
import type { ConsumerRef, Fact, RestartTriggerFact } from '../model/fact.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import {
  buildFact,
  carrierFact,
  consumerFact,
  deliveryFact,
  folderName,
  folderNamespace,
  platformVariable,
} from '../syntax/platform-app.ts';
import { at, type Entry, entriesAt, isTrue, scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'heroku-app',
  reads: 'app.json of Heroku: config variables, generated secrets, process types',
  syntax: 'yaml',
  accepts: ({ file, content }) => baseName(file) === 'app.json' && at(content, 'expo') === null,
  read({ content, file }, sight) {
    const application = textAt(content, 'name') ?? folderName(file, 'app');
    const types = entriesAt(content, 'formation').map(({ key }) => key.text);
    // Without a formation the platform starts one `web`; named as in the Procfile, which may stand beside it.
    const consumers = (types.length > 0 ? types : ['web']).map(
      (name): ConsumerRef => ({ kind: 'procfile', namespace: folderNamespace(file), name }),
    );
    const variables = entriesAt(content, 'env').flatMap((entry) => readVariable(entry, consumers, application, sight));
    if (variables.length === 0 && types.length === 0) return { facts: [], notes: [] };
    const place = (scalarAt(content, 'name') ?? at(content, 'env') ?? content).span;
    const processes = consumers.flatMap((consumer): readonly Fact[] => [
      consumerFact(consumer, consumer.name === 'web' ? 'service' : 'worker', place, { application }),
      buildFact(folderOf(file), place, { consumer }),
      restarts(consumer, place),
    ]);
    return { facts: [...processes, ...variables], notes: [] };
  },
});

function restarts(consumer: ConsumerRef, place: RestartTriggerFact['at']): RestartTriggerFact {
  return { fact: 'restart-trigger', consumer, row: 'heroku-config-vars', watches: 'references', except: [], at: place };
}

/** A value written here is a default of the variable, which the platform keeps; `generator: secret` is made there. */
function readVariable(
  { key, value }: Entry,
  consumers: readonly ConsumerRef[],
  application: string,
  sight: Sight,
): readonly Fact[] {
  const from = platformVariable(`heroku/${application}`, key.text);
  const literal = scalarAt(value) ?? scalarAt(value, 'value');
  const written = literal?.text
    ? [carrierFact(from, sight.look(literal.text, literal.span, key.text), literal.span)]
    : [];
  const optional = textAt(value, 'required') !== null && !isTrue(value, 'required');
  return [
    ...written,
    ...consumers.map((consumer) => deliveryFact(consumer, from, 'env', key.span, { variable: key.text, optional })),
  ];
}
