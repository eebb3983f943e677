import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);

// analyzer/src/model/duration.ts
var UNITS = {
  ns: 1e-9,
  us: 1e-6,
  \u00B5s: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
  d: 86400,
  w: 604800
};
var ISO = /^P(?!$)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
var PLAIN = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdw]))+$/;
function parseDuration(text) {
  const trimmed = text.trim();
  if (trimmed === "0") return 0;
  const iso = ISO.exec(trimmed);
  if (iso) {
    const [weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0));
    return (weeks ?? 0) * 604800 + (days ?? 0) * 86400 + (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  }
  if (!PLAIN.test(trimmed)) return null;
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|[smhdw])/g))
    total += Number(amount) * (UNITS[unit ?? ""] ?? Number.NaN);
  return total;
}
function formatDuration(seconds) {
  const milliseconds = Math.max(0, Math.round(seconds * 1e3));
  const days = Math.floor(milliseconds / 864e5);
  const hours = Math.floor(milliseconds / 36e5) % 24;
  const minutes = Math.floor(milliseconds / 6e4) % 60;
  const rest = milliseconds % 6e4 / 1e3;
  const time = `${hours ? `${hours}H` : ""}${minutes ? `${minutes}M` : ""}${rest ? `${rest}S` : ""}`;
  if (!days && !time) return "PT0S";
  return `P${days ? `${days}D` : ""}${time ? `T${time}` : ""}`;
}
function sayDuration(seconds) {
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  const tenths = Math.round(seconds / 6) / 10;
  if (tenths < 60) return `${tenths} min`;
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  const days = Math.floor(hours / 24);
  return hours % 24 ? `${days} d ${hours % 24} h` : `${days} d`;
}

export {
  parseDuration,
  formatDuration,
  sayDuration
};
