/**
 * Loaded before a measured program (`node --import`): when it ends, its processor time and memory go to the file named by
 * KEYTURN_BENCH_REPORT. Processor time includes the programs it waited for, where the system tells (Linux).
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** Clock ticks per second of /proc (USER_HZ), 100 on every Linux that Node runs on. */
const TICKS = 100;

/** Seconds of processor time of ended children; proc(5): fields 16 and 17 of stat, counted after the name in parentheses. */
function childSeconds() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) / TICKS;
  } catch {
    return 0;
  }
}

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const seconds = (userCPUTime + systemCPUTime) / 1e6 + childSeconds();
  const target = process.env.KEYTURN_BENCH_REPORT;
  if (target) writeFileSync(target, JSON.stringify({ seconds, megabytes: maxRSS / 1024 }));
});
