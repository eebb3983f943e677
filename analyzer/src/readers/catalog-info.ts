/** Backstage catalog files: `spec.owner` owns the folder. https://backstage.io/docs/features/software-catalog/descriptor-format */
import { baseName, folderOf } from '../syntax/path.ts';
import { scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

/** Kinds that describe what stands in the folder; groups, users and locations do not. */
const DESCRIBING = new Set(['Component', 'System', 'API', 'Resource', 'Domain']);

export default defineReader({
  id: 'catalog-info',
  reads: 'owners in Backstage catalog-info.yaml',
  syntax: 'yaml',
  accepts: (unit) => /^catalog-info\.ya?ml$/.test(baseName(unit.file)),
  read(unit) {
    const owner = scalarAt(unit.content, 'spec', 'owner');
    if (!owner?.text || !DESCRIBING.has(textAt(unit.content, 'kind') ?? '')) return { facts: [], notes: [] };
    // An entity reference: `[kind:][namespace/]name`.
    const name = owner.text.replace(/^(?:group|user):/i, '').replace(/^default\//, '');
    const pattern = `${folderOf(unit.file)}/`;
    return { facts: [{ fact: 'ownership', pattern, owner: name, source: 'catalog', at: owner.span }], notes: [] };
  },
});
