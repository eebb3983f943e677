/** Steps before they are numbered, and the rows of the kinds table as steps. */

import type { Acceptance } from '../model/vocabulary.ts';
import type { Pattern } from './contract.ts';
import type { Group, Phase, Step, WayBack } from './plan.ts';
import type { Subject } from './subject.ts';

export type Draft = Omit<Step, 'id'>;

export interface DraftGroup extends Omit<Group, 'steps'> {
  readonly steps: readonly Draft[];
}

export interface DraftPhase extends Omit<Phase, 'groups'> {
  readonly groups: readonly DraftGroup[];
}

/** What a person spends on a step of which nobody said how long it takes; an assumption, and shown as one. */
export const ASSUMED_MINUTES = 5;

const EMPTY: Draft = {
  does: '',
  command: null,
  missing: null,
  check: null,
  who: null,
  takes: null,
  minutes: ASSUMED_MINUTES,
  row: null,
  unverified: false,
};

/** A step of a person. */
export function step(does: string, more: Partial<Draft> = {}): Draft {
  return { ...EMPTY, does, ...more };
}

/** Something that happens by itself and is only looked at. */
export function wait(does: string, more: Partial<Draft> = {}): Draft {
  return { ...EMPTY, minutes: null, ...more, does };
}

/** A way back. */
export function way(says: string, command: string | null = null): WayBack {
  return { says, command };
}

/** A group without a title of its own. */
export function ungrouped(steps: readonly Draft[], notes: readonly string[] = []): DraftGroup {
  return { title: null, notes, steps };
}

/** Gives every step its number. */
export function numbered(phases: readonly DraftPhase[]): readonly Phase[] {
  return phases.map((phase, at) => {
    let next = 0;
    const groups = phase.groups
      .filter(({ steps, notes }) => steps.length + notes.length > 0)
      .map((group) => ({
        ...group,
        steps: group.steps.map((draft) => {
          next += 1;
          return { id: `${at + 1}.${next}`, ...draft };
        }),
      }));
    return { ...phase, groups };
  });
}

export type KindPhase = 'prepare' | 'publish' | 'verify' | 'revoke' | 'rollback';

/** What the kinds table writes as a command: a tool, SQL, Redis, or an HTTP request. */
const COMMAND =
  /^(?:[A-Z_]+="?\$\w+"? )?(?:printf|psql|mysql|mariadb|mongosh|redis-cli|vault|aws|az|gcloud|rabbitmqctl|mc|openssl|curl|etcdctl|kubectl|kafka-configs|aliyun|atlas|cqlsh|nodetool|snowsql|htpasswd|ssh-keygen|npm|ALTER|SELECT|DROP|REASSIGN|GRANT|REVOKE|CREATE|KILL|ACL|CLIENT|(?:POST|PUT|DELETE|GET|PATCH) https?)\b/;

/**
 * The steps of one phase: of the kind's row where it fits the pattern, else the pattern's own sentences, which say that the
 * commands are missing.
 */
export function kindSteps(subject: Subject, phase: KindPhase): readonly Draft[] {
  const { kind, pattern, fits } = subject;
  if (kind !== null && fits) {
    const unverified = kind.confidence === 'low';
    const here = kind.steps[phase].filter((text) => (foreign(text) ?? pattern.id) === pattern.id);
    return here.map((text) => guarded(fromRow(text, kind.id, unverified), text, phase, pattern));
  }
  const why =
    kind === null
      ? 'the kind of the credential is not known'
      : `the commands of ${kind.name} are for ${kind.recommendedPattern}`;
  return pattern.steps[phase].map((text) => step(text, { missing: `the exact command: ${why}` }));
}

/** With one valid value a command for a case that may not be this one could be the change itself, before its phase. */
function guarded(draft: Draft, text: string, phase: KindPhase, { coexist }: Pattern): Draft {
  if (coexist || phase !== 'prepare' || draft.command === null || !CONDITION.test(text)) return draft;
  return { ...draft, missing: 'whether it changes the value at once: if it does, it belongs to phase 2' };
}

/** A row may name a step of another pattern: run in this one, it would remove the principal that everybody moved to. */
function foreign(text: string): Acceptance | null {
  return /^Identity replacement:/.test(text) ? 'identity-replacement' : null;
}

/** Steps for a case that may not be this one. */
const CONDITION = /^(?:Built-in users|Prefer [^:]{1,60}|Managed|Unmanaged|Better|Zero-gap option|If [^:]{1,60}):/;

/** What follows a command in its row: a remark after two spaces, a sentence after the statement, a remark in brackets. */
const REMARKS = [
  /^(.*?) {2,}(.*)$/s,
  /^(.*?;) (?=(?:then|so|keep|later) )(.*)$/s,
  /^(.*\}) \((also [^()]*)\)$/s,
] as const;

/** A sentence with a command in it: nobody may paste it. */
const PROSE = /\b(?:on every|on a node|with the (?:value of|\w+Secret)|shows|until|otherwise|instead)\b|[;,] then\b/;

/** `prose: COMMAND  (remark)` → prose, command and remark apart. */
function fromRow(text: string, row: string, unverified: boolean): Draft {
  const [prose, code] = split(CONDITION.test(text) && !text.startsWith('If ') ? `Only if it applies: ${text}` : text);
  if (code === null) return step(prose, { row, unverified });
  const [, command = code, remark = ''] = REMARKS.map((form) => form.exec(code)).find((found) => found !== null) ?? [];
  if (PROSE.test(command)) return step(text, { row, unverified });
  const bare = remark.replace(/^\((.*)\)$/, '$1');
  const run = bare === '' ? 'Run' : /^(?:then|so|keep|later) /.test(bare) ? `Run, ${bare}` : `Run (${bare})`;
  return step(prose === '' ? run : `${prose}${run.slice('Run'.length)}`, { command, row, unverified });
}

function split(text: string): readonly [prose: string, code: string | null] {
  if (COMMAND.test(text)) return ['', text];
  const [, prose = text, rest = ''] = /^(.*?): (?=\S)(.*)$/s.exec(text.replace(/^Only if it applies: /, '')) ?? [];
  if (!COMMAND.test(rest)) return [text, null];
  return [text.startsWith('Only if') ? `Only if it applies: ${prose}` : prose, rest];
}
