/**
 * Time as the model counts it: seconds, as a number. Text enters and leaves as ISO 8601 or as people write it (`1h30m`).
 */

/** Seconds; may be fractional. */
export type Seconds = number;

const UNITS: Readonly<Record<string, Seconds>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};
const ISO =
  /^P(?!$)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
const PLAIN = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdw]))+$/;

/**
 * Reads a duration: ISO 8601 (`PT1H30M`, `P90D`; no years or months, whose length varies) or the form of Go and Kubernetes (`1h30m`, `0s`).
 * A bare `0` is zero; any other bare number has no unit and is null, like everything else that is not a duration.
 */
export function parseDuration(text: string): Seconds | null {
  const trimmed = text.trim();
  if (trimmed === '0') return 0;
  const iso = ISO.exec(trimmed);
  if (iso) {
    const [weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0));
    return (weeks ?? 0) * 604_800 + (days ?? 0) * 86_400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  }
  if (!PLAIN.test(trimmed)) return null;
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdw])/g))
    total += Number(amount) * (UNITS[unit ?? ''] ?? Number.NaN);
  return total;
}

/** Canonical ISO 8601, to the millisecond: `PT37M`, never `PT2220S`; days from 24 hours on. Negative counts as zero. */
export function formatDuration(seconds: Seconds): string {
  const milliseconds = Math.max(0, Math.round(seconds * 1000));
  const days = Math.floor(milliseconds / 86_400_000);
  const hours = Math.floor(milliseconds / 3_600_000) % 24;
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const rest = (milliseconds % 60_000) / 1000;
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`;
  if (!days && !time) return 'PT0S';
  return `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}

/** For people: at most two units, the smaller one rounded: `37 min`, `1 h 1 min`, `35.3 s`, `3 d 4 h`. */
export function sayDuration(seconds: Seconds): string {
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  const tenths = Math.round(seconds / 6) / 10;
  if (tenths < 60) return `${tenths} min`;
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`;
}
