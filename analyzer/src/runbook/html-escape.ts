/** Text as text in HTML and SVG, in content and in quoted attributes. Must never let markup or an invisible character through. */
import { escapeTerminal } from '../explain/escape.ts';

const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** One line of text. */
export function escapeHtml(text: string): string {
  return escapeTerminal(text).replace(/[&<>"']/g, (character) => ENTITY[character] ?? '');
}
