/** What every page of the site shares: head, policy, navigation, foot. Takes markup that is made already; escapes the names it adds. */
import { escapeHtml } from '../../explain/escape.ts';
import type { WireInventory } from '../../wire/types.ts';
import { SCRIPT, SCRIPT_DIGEST } from './script.ts';
import { STYLE } from './style.ts';

export interface Frame {
  readonly title: string;
  /** The page stands in a folder of the site. */
  readonly below: boolean;
  readonly here: 'credentials' | 'consumers' | null;
  /** It has rows to search. */
  readonly searches: boolean;
}

type About = Pick<WireInventory, 'source' | 'tool'>;

/** Everything before the content. */
export function opening({ title, below, here, searches }: Frame, { source }: About): string {
  const script = searches ? `; script-src '${SCRIPT_DIGEST}'` : '';
  const policy = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'${script}`;
  const up = below ? '../' : '';
  const link = (name: 'credentials' | 'consumers', file: string, text: string) =>
    `<a href="${up}${file}"${here === name ? ' aria-current="page"' : ''}>${text}</a>`;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style></head><body>`,
    `<header><strong>${escapeHtml(source.root)}</strong>${link('credentials', 'index.html', 'Credentials')}${link('consumers', 'consumers.html', 'Consumers')}</header>`,
    '<main>',
    '',
  ].join('\n');
}

/** Everything after it. */
export function closing({ searches }: Frame, { source, tool }: About): string {
  const commit = source.commit === null ? '' : ` at ${source.commit.slice(0, 12)}`;
  const made = escapeHtml(
    `Made by ${tool.name} ${tool.version} from ${source.root}${commit}. It holds no secret value.`,
  );
  return `</main><footer>${made}</footer>${searches ? `<script>${SCRIPT}</script>` : ''}</body></html>\n`;
}
