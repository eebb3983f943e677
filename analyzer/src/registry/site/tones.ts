/** Bands and difficulties as classes of the style. The word always stands beside the colour. */
import { escapeHtml } from '../../explain/escape.ts';
import type { WireDifficulty, WireRadius } from '../../wire/types.ts';

const BAND: Readonly<Record<WireRadius['band'], string>> = {
  contained: 'mild',
  moderate: 'medium',
  wide: 'high',
  critical: 'worst',
};

const DIFFICULTY: Readonly<Record<WireDifficulty, string>> = {
  boring: 'mild',
  campaign: 'medium',
  surgery: 'high',
  'impossible today': 'worst',
};

export function toneOfBand(band: WireRadius['band']): string {
  return BAND[band];
}

export function pillOf(difficulty: WireDifficulty): string {
  return `<span class="pill ${DIFFICULTY[difficulty]}">${escapeHtml(difficulty)}</span>`;
}
