/** Clients and pools that Python code builds, the databases of Django's settings among them, and who signs or checks with what. */
import { clientOf, numberOf, roleOf } from '../call-rows.ts';
import { child } from '../code-tree.ts';
import type { FoundClient, FoundRole } from '../findings.ts';
import type { PythonNames } from './names.ts';
import { CLIENTS, ROLES, SIGNING_SETTINGS } from './tables.ts';

export function clientsOf(names: PythonNames): readonly FoundClient[] {
  return [
    ...names.calls.flatMap((call) => clientOf(call, CLIENTS, names)),
    ...djangoDatabases(names),
    ...celerySettings(names),
  ];
}

/** `DATABASES = {…}`: the life of its connections is `CONN_MAX_AGE`, or `conn_max_age` of dj-database-url. */
function djangoDatabases({ tree }: PythonNames): readonly FoundClient[] {
  return tree.all('assignment').flatMap((node): readonly FoundClient[] => {
    const left = child(node, 'left');
    const right = child(node, 'right');
    if (!right || !left || tree.text(left) !== 'DATABASES' || node.parent?.parent?.type !== 'module') return [];
    const text = tree.text(right);
    const age = /(?:["']CONN_MAX_AGE["']\s*:|\bconn_max_age\s*=)\s*(None|[\d_]+(?:\s*\*\s*[\d_]+)*)/.exec(text)?.[1];
    return [
      {
        row: 'django-conn-max-age',
        node: right,
        lifetime: age === undefined || age === 'None' ? null : numberOf(age),
        off: age === 'None',
        asksEachTime: false,
        attributable: /application_name|program_name/.test(text),
      },
    ];
  });
}

/** `CELERY_BROKER_URL = …` of Django's settings, `broker_url = …` of a celeryconfig.py, `app.conf.result_backend = …`. */
const CELERY_SETTING =
  /^(?:CELERY_)?(?:BROKER_URL|RESULT_BACKEND)$|^(?:broker_url|result_backend)$|\.conf\.(?:broker_url|result_backend)$/;

function celerySettings({ tree }: PythonNames): readonly FoundClient[] {
  return tree.all('assignment').flatMap((node): readonly FoundClient[] => {
    const left = child(node, 'left');
    const right = child(node, 'right');
    if (!right || !left || !CELERY_SETTING.test(tree.text(left))) return [];
    return [{ row: 'celery-broker', node: right, lifetime: null, off: false, asksEachTime: false, attributable: null }];
  });
}

export function rolesOf(names: PythonNames): readonly FoundRole[] {
  return [...names.calls.flatMap((call) => roleOf(call, ROLES)), ...signingSettings(names)];
}

/** `SECRET_KEY = …`, `app.config['SECRET_KEY'] = …`, `app.secret_key = …`. */
function signingSettings({ tree }: PythonNames): readonly FoundRole[] {
  return tree.all('assignment').flatMap((node): readonly FoundRole[] => {
    const left = child(node, 'left');
    const right = child(node, 'right');
    if (!left || !right) return [];
    const name = /(?:^|\[["'])(\w+)(?:["']\])?$/.exec(tree.text(left))?.[1] ?? tree.text(left);
    return SIGNING_SETTINGS.test(name) || /\.secret_key$/.test(name) ? [{ node: right, role: 'both' }] : [];
  });
}
