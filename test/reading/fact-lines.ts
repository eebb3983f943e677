/** Facts in one line each, for people to read and for fixtures to compare. It shows every field that is not null. */
import type {
  CarrierRef,
  CodeSource,
  ConsumerRef,
  Fact,
  Note,
  ReloadStages,
  ValueSeen,
} from '../../analyzer/src/model/fact.ts';
import type { Span } from '../../analyzer/src/model/place.ts';

type Part = string | null | false;

export function factLine(fact: Fact): string {
  return words(fact.fact, ...PARTS[fact.fact](fact as never), place(fact.at));
}

export function noteLine(note: Note): string {
  return words('note', `${note.note}:`, note.what, place(note.at));
}

const PARTS: { readonly [K in Fact['fact']]: (fact: Extract<Fact, { fact: K }>) => readonly Part[] } = {
  consumer: (fact) => [
    object(fact.consumer),
    fact.kind,
    named('application', fact.application),
    `instances=${fact.instances.min}..${fact.instances.max ?? ''}${fact.instances.declared ? '' : '?'}`,
    ...fact.schedules.map((schedule) =>
      words(
        `schedule="${schedule.cron}"`,
        named('zone', schedule.timeZone),
        schedule.concurrency !== 'Allow' && schedule.concurrency,
        named('deadline', schedule.startingDeadline),
        `row=${schedule.row}`,
        `at=${schedule.at.line}:${schedule.at.column}`,
      ),
    ),
    fact.dormant !== null && `dormant="${fact.dormant}"`,
    fact.freshProcess && 'fresh-process',
    fact.lifecycle &&
      words(
        `lifecycle=${fact.lifecycle.strategy}`,
        named('surge', fact.lifecycle.maxSurge),
        named('unavailable', fact.lifecycle.maxUnavailable),
        named('startup', fact.lifecycle.startup),
        `min-ready=${fact.lifecycle.minReady}`,
        `grace=${fact.lifecycle.grace}`,
      ),
    ...fact.images.map(({ container, image }) => `image=${container === null ? '' : `${container}:`}${image}`),
    named('service-account', fact.serviceAccount),
    named('owner', fact.owner),
  ],
  delivery: (fact) => [
    object(fact.consumer),
    named('container', fact.container),
    fact.form,
    fact.variable,
    named('path', fact.path),
    `<- ${carrier(fact.from)}`,
    fact.optional && 'optional',
    named('role', fact.role),
    named('row', fact.row),
    fact.value && value(fact.value),
  ],
  carrier: (fact) => [
    carrier(fact.carrier),
    value(fact.value),
    named('type', fact.secretType),
    fact.frozen !== null && `frozen="${fact.frozen}"`,
  ],
  derivation: (fact) => [
    `${carrier(fact.to)} <- ${carrier(fact.from)}`,
    `by=${fact.by}`,
    named('row', fact.row),
    named('interval', fact.interval),
    fact.frozen !== null && `frozen="${fact.frozen}"`,
    fact.embedded !== 'whole' && `embedded=${fact.embedded}`,
    ...fact.alternatives.map((alternative) => `or ${carrier(alternative)}`),
    fact.confidence,
  ],
  store: (fact) => [fact.store, named('namespace', fact.namespace), fact.provider, named('account', fact.account)],
  'restart-trigger': (fact) => [
    object(fact.consumer),
    `row=${fact.row}`,
    fact.watches === 'references' ? 'watches=references' : `watches=[${fact.watches.map(carrier).join(', ')}]`,
    fact.except.length > 0 && `except=[${fact.except.map(carrier).join(', ')}]`,
  ],
  'service-account': (fact) => [
    fact.namespace === null ? fact.name : `${fact.namespace}/${fact.name}`,
    ...fact.pullSecrets.map(({ name, at }) => `pulls-with=${name}(${at.line}:${at.column})`),
  ],
  ownership: (fact) => [fact.pattern, `owner=${fact.owner}`, fact.source],
  call: (fact) => [
    `${object(fact.caller)} -> ${object(fact.callee)}`,
    fact.hands === 'inherit' ? 'inherit' : fact.hands.map(({ to, from }) => `${to}=${from}`).join(' '),
  ],
  read: (fact) => [
    source(fact.source),
    fact.moment,
    named('every', fact.interval),
    stages(fact.stages),
    named('role', fact.role),
    named('by', fact.implicitBy),
    fact.optional && 'optional',
    `"${fact.says}"`,
    `decided=${fact.decidedAt.line}:${fact.decidedAt.column}`,
  ],
  connection: (fact) => [
    `row=${fact.row}`,
    named('lifetime', fact.lifetime),
    fact.off && 'off',
    fact.asksEachTime && 'asks-each-time',
    fact.uses.length > 0 && `uses=[${fact.uses.map(source).join(', ')}]`,
    fact.moment,
    fact.attributable !== null && (fact.attributable ? 'attributable' : 'unattributable'),
  ],
  import: (fact) => [fact.specifier],
  package: (fact) => [
    fact.name,
    `folder=${fact.folder || '.'}`,
    fact.application && 'application',
    fact.entries.length > 0 && `entries=[${fact.entries.join(', ')}]`,
    fact.dependencies.length > 0 && `needs=[${fact.dependencies.join(', ')}]`,
  ],
  build: (fact) => [
    named('image', fact.image),
    fact.consumer && object(fact.consumer),
    `context=${fact.context || '.'}`,
    named('dockerfile', fact.dockerfile),
    named('target', fact.target),
    fact.mounted === true && 'mounted',
  ],
  recipe: (fact) => [
    fact.dockerfile,
    named('target', fact.target),
    `copies=[${fact.copies.join(', ')}]`,
    fact.builds !== undefined && `builds=[${fact.builds.join(', ')}]`,
    fact.base !== undefined && `base=${fact.base}`,
    fact.command.length > 0 && `command="${fact.command.join(' ')}"`,
  ],
  scaling: (fact) => [object(fact.consumer), `instances=${fact.min}..${fact.max ?? ''}`],
  'access-grant': (fact) => [
    object(fact.role),
    fact.verbs.join(','),
    fact.secrets === null ? 'every-secret' : `secrets=[${fact.secrets.join(', ')}]`,
  ],
  'access-binding': (fact) => [
    `${object(fact.subject)} -> ${object(fact.role)}`,
    fact.holds === 'everywhere' ? 'everywhere' : `in=${fact.holds.namespace ?? '-'}`,
  ],
  signal: (fact) => [fact.name],
  entry: (fact) => [fact.name, fact.schedule && `schedule="${fact.schedule.cron}"`],
};

function source(of: CodeSource): string {
  if (of.kind === 'env') return `env ${of.name}`;
  return of.kind === 'file' ? `file ${of.path}` : `store ${carrier(of.carrier)}`;
}

/** Only the stages the file tells of: `observes !swaps`. */
function stages(of: ReloadStages): string {
  const told = (['observes', 'validates', 'swaps', 'drains'] as const).filter((stage) => of[stage] !== null);
  return told.map((stage) => `${of[stage] ? '' : '!'}${stage}`).join(' ');
}

function words(...parts: readonly Part[]): string {
  return parts.filter((part) => part !== null && part !== false && part !== '').join(' ');
}

function named(name: string, of: string | number | null): Part {
  return of === null ? null : `${name}=${of}`;
}

/** A consumer, or any other object that is told by kind, namespace and name. */
function object({ kind, namespace, name }: ConsumerRef): string {
  return [kind, namespace, name].filter((part) => part !== null).join('/');
}

function carrier({ type, scope, name, key }: CarrierRef): string {
  return `${type} ${scope === null ? '' : `[${scope}] `}${name}${key === null ? '' : `#${key}`}`;
}

function value(seen: ValueSeen): string {
  const { state, form, kind, valueAt, encoding, host, refersTo } = seen;
  const where =
    valueAt &&
    `${valueAt.line}:${valueAt.column}-${valueAt.endLine}:${valueAt.endColumn}${encoding === 'plain' ? '' : `,${encoding}`}`;
  return words(
    `${state}/${form}`,
    named('kind', kind),
    named('host', host),
    where && `value-at=${where}`,
    refersTo ? `refers-to=(${carrier(refersTo)})` : null,
  );
}

function place(span: Span): string {
  return `@${span.file}:${span.line}:${span.column}`;
}
