/** What something else starts in Python code: management commands, queue tasks, and the schedules written beside them. */
import { type Call, numberOf } from '../call-rows.ts';
import { type CodeNode, child } from '../code-tree.ts';
import type { FoundEntry } from '../findings.ts';
import { JOB_DECORATOR } from './frameworks.ts';
import { COMMAND_FILE } from './moments.ts';
import { argumentsOf, type PythonNames, textOfString } from './names.ts';

export function entriesOf(names: PythonNames): readonly FoundEntry[] {
  return [...commandOf(names), ...tasksOf(names), ...beatOf(names), ...periodicOf(names), ...dagsOf(names)];
}

function commandOf({ tree }: PythonNames): readonly FoundEntry[] {
  const name = COMMAND_FILE.exec(tree.source.file)?.[1];
  const command = tree.all('class_definition').find((node) => tree.text(child(node, 'name') ?? node) === 'Command');
  return name !== undefined && command ? [{ name, node: command, schedule: null }] : [];
}

/** A decorated task is called by its `name`, else by module and function. */
function tasksOf(names: PythonNames): readonly FoundEntry[] {
  const { tree } = names;
  return tree.all('decorator').flatMap((node): readonly FoundEntry[] => {
    const [expression] = node.children;
    const definition = child(node.parent, 'definition');
    const own = child(definition, 'name');
    if (!expression || !own || definition?.type !== 'function_definition') return [];
    const callee = names.full(expression.type === 'call' ? child(expression, 'function') : expression);
    if (callee === null || !JOB_DECORATOR.test(callee)) return [];
    const { named } = argumentsOf(tree, expression);
    const given = named.get('name');
    const name = (given && names.literal(given)) ?? `${moduleOf(tree.source.file)}.${tree.text(own)}`;
    return [{ name, node: own, schedule: scheduleOf(named.get('run_every'), names) }];
  });
}

function moduleOf(file: string): string {
  return file.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
}

/** `beat_schedule = {'name': {'task': …, 'schedule': …}}`, under any of its names. */
function beatOf(names: PythonNames): readonly FoundEntry[] {
  const { tree } = names;
  return tree.all('assignment').flatMap((node): readonly FoundEntry[] => {
    const left = child(node, 'left');
    const right = child(node, 'right');
    if (!left || right?.type !== 'dictionary' || !BEAT.test(tree.text(left))) return [];
    // `beat_schedule['name'] = {…}` adds one.
    if (left.type === 'subscript') return beatEntry(right, node, names);
    return right.children.flatMap((pair) => beatEntry(child(pair, 'value'), pair, names));
  });
}

const BEAT = /beat_schedule(?:\[[^[\]]*\])?$/i;

function beatEntry(value: CodeNode | null, node: CodeNode, names: PythonNames): readonly FoundEntry[] {
  const entry = pairsOf(value, names);
  const task = entry.get('task');
  const name = task && names.literal(task);
  return name ? [{ name, node, schedule: scheduleOf(entry.get('schedule'), names) }] : [];
}

function pairsOf(node: CodeNode | null, { tree }: PythonNames): ReadonlyMap<string, CodeNode> {
  const pairs = new Map<string, CodeNode>();
  for (const pair of node?.type === 'dictionary' ? node.children : []) {
    const [key, value] = [child(pair, 'key'), child(pair, 'value')];
    const name = key && textOfString(tree, key);
    if (name && value) pairs.set(name, value);
  }
  return pairs;
}

/** `sender.add_periodic_task(crontab(…), digest.s())`. */
function periodicOf(names: PythonNames): readonly FoundEntry[] {
  return names.calls
    .filter(({ callee }) => /\.add_periodic_task$/.test(callee))
    .flatMap(({ positional: [when, task], node }): readonly FoundEntry[] => {
      const called = task && /^([\w.]+)\.(?:s|si|signature|subtask)\(/.exec(names.written(task))?.[1];
      const isOwn = names.tree
        .all('function_definition')
        .some((one) => names.written(child(one, 'name') ?? one) === called);
      const name = isOwn ? `${moduleOf(names.tree.source.file)}.${called}` : called;
      return name ? [{ name, node, schedule: scheduleOf(when, names) }] : [];
    });
}

/** An Airflow DAG is started by its schedule (https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/dags.html). */
function dagsOf(names: PythonNames): readonly FoundEntry[] {
  return names.calls
    .filter(({ callee }) => /^airflow(?:\.\w+)*\.(?:DAG|dag)$/.test(callee))
    .flatMap(({ positional, named, node }): readonly FoundEntry[] => {
      const id = named.get('dag_id') ?? positional[0];
      const name = id && names.literal(id);
      const when = named.get('schedule') ?? named.get('schedule_interval');
      const cron = when && names.literal(when);
      const schedule = cron ? { cron, timeZone: null, row: 'airflow-dag-schedule', node: when } : null;
      return name ? [{ name, node, schedule }] : [];
    });
}

const CRONTAB = ['minute', 'hour', 'day_of_month', 'month_of_year', 'day_of_week'];

/** `crontab(minute=0, hour=3)`, `timedelta(minutes=5)`, `300` as cron text; null where cron cannot say it. */
function scheduleOf(when: CodeNode | undefined, names: PythonNames): FoundEntry['schedule'] {
  const cron = when && (when.type === 'call' ? cronOfCall(when, names) : cronEvery(numberOf(names.written(when))));
  return when && cron ? { cron, timeZone: null, row: 'celery-beat', node: when } : null;
}

function cronOfCall(node: CodeNode, names: PythonNames): string | null {
  const callee = names.full(child(node, 'function')) ?? '';
  const { named, positional }: Pick<Call, 'named' | 'positional'> = argumentsOf(names.tree, node);
  const told = (name: string, at: number) => {
    const value = named.get(name) ?? positional[at];
    return value
      ? (names.literal(value) ?? (numberOf(names.written(value)) === null ? null : names.written(value)))
      : '*';
  };
  if (/(?:^|\.)crontab$/.test(callee)) {
    const fields = CRONTAB.map(told);
    return fields.includes(null) ? null : fields.join(' ');
  }
  if (!/(?:^|\.)timedelta$/.test(callee)) return null;
  const of = (name: string) => (named.has(name) ? numberOf(names.written(named.get(name) ?? node)) : 0);
  const [days, hours, minutes, seconds] = ['days', 'hours', 'minutes', 'seconds'].map(of);
  if (days === null || hours === null || minutes === null || seconds === null) return null;
  return cronEvery((days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0));
}

/** Only what divides an hour or a day; anything else has no cron text. */
function cronEvery(seconds: number | null): string | null {
  if (seconds === null || seconds <= 0 || seconds % 60 !== 0) return null;
  const minutes = seconds / 60;
  if (minutes < 60) return 60 % minutes === 0 ? `*/${minutes} * * * *` : null;
  if (minutes === 60) return '0 * * * *';
  if (minutes % 60 !== 0 || 24 % (minutes / 60) !== 0) return null;
  return minutes === 1440 ? '0 0 * * *' : `0 */${minutes / 60} * * *`;
}
