/** Shares and chances for people: rounded where it cannot mislead, never to nothing and never to all. */

/** `75.8 %`, `none`, `all`; what is nearly nothing or nearly all says so. */
export function sayShare(share: number): string {
  if (share <= 0) return 'none';
  if (share >= 1) return 'all';
  if (share < 0.0005) return 'under 0.1 %';
  if (share > 0.9995) return 'over 99.9 %';
  return `${(share * 100).toFixed(1)} %`;
}
