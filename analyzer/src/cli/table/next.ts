/** One to three things to do next, as sentences and commands that work when copied. */

import { wrap } from '../../drawing/layout.ts';
import { escapeShell, escapeTerminal } from '../../explain/escape.ts';
import { placeOf, sayPlace } from '../../explain/explanation.ts';
import { nextStep } from '../../explain/next-step.ts';
import { credentialLabel, type View } from '../../explain/view.ts';
import { plural } from '../../explain/words.ts';
import { worstFirst } from './credentials.ts';
import type { Look } from './look.ts';

type Suggestion = (view: View, look: Look) => string | null;

const MOST_SUGGESTIONS = 3;
const INDENT = '     ';

/** In falling order of what it spares. */
const SUGGESTIONS: readonly Suggestion[] = [mendErrors, stepForWorst, explainWorst, nameOwners, readSkipped];

export function nextLines(view: View, look: Look): readonly string[] {
  const sentences = SUGGESTIONS.map((suggestion) => suggestion(view, look)).filter((sentence) => sentence !== null);
  if (sentences.length === 0) return [];
  const numbered = sentences
    .slice(0, MOST_SUGGESTIONS)
    .flatMap((sentence, at) =>
      wrap(sentence, look.columns - INDENT.length).map((text, row) =>
        row === 0 ? `  ${at + 1}. ${text}` : `${INDENT}${text}`,
      ),
    );
  return [look.paint('Next', 'bold'), ...numbered];
}

function mendErrors({ inventory }: View): string | null {
  const errors = inventory.findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return null;
  const place = placeOf(first.place);
  const where = place === null ? '' : `, starting at ${sayPlace(place)}`;
  const what = errors.length === 1 ? 'error' : `${errors.length} errors`;
  return escapeTerminal(`Mend the ${what} first${where}.`);
}

function stepForWorst(view: View): string | null {
  const [worst] = worstFirst(view.inventory);
  return worst === undefined ? null : escapeTerminal(`${credentialLabel(view, worst)}: ${nextStep(view, worst)}`);
}

function explainWorst(view: View, { where }: Look): string | null {
  const [worst] = worstFirst(view.inventory);
  if (worst === undefined) return null;
  return `keyturn explain ${escapeShell(credentialLabel(view, worst))}${where} shows every path, delay and point behind its figures.`;
}

function nameOwners({ inventory }: View): string | null {
  const unowned = inventory.consumers.filter(({ owner }) => owner === null).length;
  return unowned === 0 ? null : `Name the owners of ${plural(unowned, 'consumer')} in keyturn.yaml or CODEOWNERS.`;
}

function readSkipped({ inventory }: View): string | null {
  const { filesRead, filesSkipped } = inventory.coverage;
  if (filesRead > 0 || inventory.credentials.length > 0) return null;
  return filesSkipped.length > 0
    ? 'Every file was skipped: see the reasons above.'
    : 'Scan the folder that holds your manifests: keyturn scan PATH';
}
