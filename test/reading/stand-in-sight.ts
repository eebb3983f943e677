/** Looks at values without the fact tables: enough for tests of syntax that need some Sight, and nothing else. */
import type { ValueSeen } from '../../analyzer/src/model/fact.ts';
import type { Sight } from '../../analyzer/src/readers/contract.ts';

export const standInSight: Sight = {
  isClientImage: () => false,
  look(text, span, _name, encoding = 'plain'): ValueSeen {
    const url = /^[a-z][a-z+.-]*:\/\/[^@/\s]*:[^@/\s]+@([^:/\s]+)/i.exec(text);
    const form = url || /password=/i.test(text) ? 'connection-string' : 'plain';
    const state =
      text === '' ? 'empty' : /\$\{|\$\w/.test(text) ? 'reference' : /^ENC\[/.test(text) ? 'encrypted' : 'value';
    const valueAt = state === 'value' ? span : null;
    return { state, form, kind: null, valueAt, encoding, host: url?.[1] ?? null };
  },
};
