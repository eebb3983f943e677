/** Durations as people write and read them, and as the server sends them (ISO 8601). Seconds in between. */

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** `90`, `15m`, `1h30m`, `2d` as seconds; null: no duration. */
export function parseDuration(text: string): number | null {
  const typed = text.trim().toLowerCase().replace(/\s+/g, '');
  if (/^\d+(\.\d+)?$/.test(typed)) return Number(typed);
  if (!/^(\d+(\.\d+)?[smhd])+$/.test(typed)) return null;
  let sum = 0;
  for (const [, amount, unit] of typed.matchAll(/(\d+(?:\.\d+)?)([smhd])/g))
    sum += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  return sum;
}

/** `PT1H2M3.5S`, `P1DT2H` as seconds; null: not such a text. */
export function readIso(text: string | null): number | null {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text ?? '');
  if (!parts) return null;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** `1 h 15 min`, `90 s` below two minutes; at most two units, rounded to the smaller. */
export function sayDuration(seconds: number): string {
  if (seconds < 120 && seconds !== 60) return `${trimmed(seconds)} s`;
  if (seconds < 7200 && seconds % 60 !== 0 && seconds < 600)
    return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

function trimmed(seconds: number): string {
  return String(Math.round(seconds * 10) / 10);
}
