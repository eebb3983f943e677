/** CODEOWNERS: who owns the files below a pattern. https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners */
import type { OwnershipFact } from '../model/fact.ts';
import { baseName } from '../syntax/path.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'codeowners',
  reads: 'CODEOWNERS of GitHub, GitLab and Forgejo',
  syntax: 'lines',
  accepts: (unit) => baseName(unit.file) === 'CODEOWNERS',
  read: (unit) => ({
    notes: [],
    facts: unit.content.flatMap(({ text, span }): readonly OwnershipFact[] => {
      // A section of GitLab owns nothing by itself; `\ ` is a space of the pattern.
      const [pattern, ...owners] = text.startsWith('[') ? [] : text.split(/(?<!\\)\s+/);
      const owner = owners.find(isTeam) ?? owners.find(isOwner);
      if (pattern === undefined || owner === undefined) return [];
      return [{ fact: 'ownership', pattern, owner, source: 'codeowners', at: span }];
    }),
  }),
});

/** A team outlives the people in it, so it is named before them. */
function isTeam(owner: string): boolean {
  return /^@[^/]+\/.+/.test(owner);
}

function isOwner(owner: string): boolean {
  return owner.includes('@');
}
