/** What Rails reads by itself and what its encrypted credentials hold: keys of one file of the application. */
import { type CodeNode, child, isWithin } from '../code-tree.ts';
import type { FoundRead } from '../findings.ts';
import { hasFallback, type RubyNames, textOf } from './names.ts';
import { CREDENTIALS, CREDENTIALS_FILE } from './tables.ts';

/** `credentials.aws[:secret]`, `credentials.dig(:aws, :secret)`: a key of the encrypted file of the application. */
export function credentialsOf(names: RubyNames): readonly FoundRead[] {
  const { tree } = names;
  const taken = [...tree.all('element_reference'), ...tree.all('call')].flatMap((node): readonly FoundRead[] => {
    const key = credentialKey(node, names);
    if (key === null || key === '') return [];
    const carrier = {
      type: 'file',
      scope: null,
      name: `${applicationFolder(tree.source.file)}${CREDENTIALS_FILE}`,
      key,
    } as const;
    return [{ source: { kind: 'store', carrier }, node, optional: hasFallback(node, names) }];
  });
  // The longest chain says it all.
  return taken.filter(
    ({ node }) =>
      !taken.some((other) => other.node !== node && isWithin(node, other.node) && other.node.start === node.start),
  );
}

function credentialKey(node: CodeNode | null, names: RubyNames): string | null {
  if (node?.type === 'element_reference') {
    const outer = credentialKey(child(node, 'object'), names);
    const key = node.children.find(({ field }) => field !== 'object');
    const own = key ? textOf(names.tree, key) : null;
    return outer === null || own === null ? null : outer === '' ? own : `${outer}.${own}`;
  }
  if (node?.type !== 'call') return null;
  const full = names.full(node) ?? '';
  const match = CREDENTIALS.exec(full);
  if (!match) return null;
  const steps = (match[1] ?? '').split('.').map((step) => step.replace(/!$/, ''));
  const last = steps.at(-1) ?? '';
  if (!/^(?:dig|fetch|\[\])$/.test(last))
    return PLAIN_METHODS.test(last) ? steps.slice(0, -1).join('.') : steps.join('.');
  const given = (child(node, 'arguments')?.children ?? []).map((argument) => textOf(names.tree, argument));
  return given.includes(null)
    ? null
    : [...steps.slice(0, -1), ...(last === 'fetch' ? given.slice(0, 1) : given)].join('.');
}

/** Asked of any value; no key. */
const PLAIN_METHODS = /^(?:presence|present\?|blank\?|to_s|nil\?|config|to_h|strip|key\?)$/;

/** The folder of the Rails application a file belongs to, with its `/`. */
function applicationFolder(file: string): string {
  return /^(.*?\/)?(?:app|config|lib|db|bin|script)\//.exec(file)?.[1] ?? '';
}

/** What Rails reads before any line of the application (https://guides.rubyonrails.org/configuring.html). */
export function applicationOf({ tree }: RubyNames): readonly FoundRead[] {
  const application = tree
    .all('class')
    .find((node) => /^<\s*(?:::)?Rails::Application$/.test(tree.text(child(node, 'superclass') ?? node)));
  if (!application) return [];
  const node = child(application, 'name') ?? application;
  return ['RAILS_MASTER_KEY', 'SECRET_KEY_BASE', 'DATABASE_URL'].map((name) => ({
    source: { kind: 'env', name },
    node,
    optional: true,
    implicitBy: 'rails',
    moment: { moment: 'start-up', says: 'read by Rails when the application starts' },
  }));
}
