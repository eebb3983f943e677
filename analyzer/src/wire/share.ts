/** Shares and chances for JSON: rounded where it cannot mislead. For people: `explain/share.ts`. */

/** To a millionth, as JSON holds it. */
export function roundShare(share: number | null): number | null {
  return share === null ? null : Math.round(share * 1e6) / 1e6;
}
