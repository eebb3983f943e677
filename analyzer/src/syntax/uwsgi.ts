/** The small languages inside uWSGI options: `key=value,…` lists and cron lines whose fields count down. It knows no process. */

/** `cmd=my_daemon,pidfile=/tmp/x.pid` as pairs. https://uwsgi-docs.readthedocs.io/en/latest/AttachingDaemons.html */
export function uwsgiPairs(value: string): ReadonlyMap<string, string> {
  return new Map(
    value.split(',').flatMap((pair) => {
      const cut = pair.indexOf('=');
      return cut > 0 ? [[pair.slice(0, cut).trim(), pair.slice(cut + 1).trim()] as const] : [];
    }),
  );
}

const FIELDS = ['minute', 'hour', 'day', 'month', 'week'] as const;
const POSITIONAL = /^\s*((?:-?\d+\s+){5})(\S.*)$/;
const NAMED = /^\s*((?:\w+=[^,\s]*)(?:,\w+=[^,\s]*)*)\s+(\S.*)$/;

/**
 * `59 2 -1 -1 -1 command`, or `minute=-5,hour=2 command`: -1 stands for every value, -5 for every fifth. `cron` is null where the
 * value is neither. https://uwsgi-docs.readthedocs.io/en/latest/Cron.html
 */
export function uwsgiCron(value: string): { readonly command: string; readonly cron: string | null } {
  const positional = POSITIONAL.exec(value);
  if (positional) return { command: positional[2] ?? '', cron: cronText((positional[1] ?? '').trim().split(/\s+/)) };
  const named = NAMED.exec(value);
  if (!named) return { command: value, cron: null };
  const fields = uwsgiPairs(named[1] ?? '');
  return { command: named[2] ?? '', cron: cronText(FIELDS.map((field) => fields.get(field) ?? '-1')) };
}

function cronText(fields: readonly string[]): string | null {
  if (!fields.every((field) => /^-?\d{1,2}$/.test(field))) return null;
  return fields.map((field) => (field === '-1' ? '*' : field.replace(/^-(\d+)$/, '*/$1'))).join(' ');
}

/** Programs that run something else: what they are given names the process. */
const LAUNCHER =
  /^(?:exec|env|nice|sh|bash|python[\d.]*|manage\.py|php|artisan|node|npx|npm|run|bundle|ruby|rake|rails|java|dotnet|-\S*|\w+=\S*)$/;

/** `./manage.py sendalerts --loop` is called sendalerts; null where nothing names it. */
export function startedName(command: string): string | null {
  const words = command.split(/\s+/).map((word) => word.slice(word.lastIndexOf('/') + 1).replace(/^["']|["']$/g, ''));
  const name =
    words.find((word) => word !== '' && !LAUNCHER.test(word)) ?? words.find((word) => /^[\w.-]+$/.test(word));
  return name && /^[\w.:@-]{1,63}$/.test(name) ? name : null;
}
