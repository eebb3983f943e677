/** Schedules of other systems as cron text, and what cron cannot say left alone. */
import { expect, it } from 'vitest';
import { calendarEvent, eventBridgeSchedule, everySpan } from '../../analyzer/src/syntax/calendar-event.ts';

it.each([
  ['daily', '@daily', null],
  ['weekly', '0 0 * * 1', null],
  ['*-*-* 02:30:00', '30 2 * * *', null],
  ['Mon..Fri 08:05', '5 8 * * 1-5', null],
  ['Sat,Sun *-*-* 07:00 America/Lima', '0 7 * * 6,0', 'America/Lima'],
  ['*:0/15', '*/15 * * * *', null],
  ['*-*-01 04:00:00', '0 4 1 * *', null],
  ['*-03-09', '0 0 9 3 *', null],
])('OnCalendar=%s', (written, cron, timeZone) => expect(calendarEvent(written)).toEqual({ cron, timeZone }));

it.each(['*-*-~1 03:00', '*-*-* 02:30:20', '2031-05-06 07:08', 'whenever'])('%s stays as written', (written) =>
  expect(calendarEvent(written).cron).toBe(written),
);

it.each([
  ['6h 30min', '@every 6h30m'],
  ['90', '@every 90s'],
  ['2 weeks', '@every 2w'],
  ['3 months', null],
])('every %s', (written, every) => expect(everySpan(written)).toBe(every));

it.each([
  ['rate(7 hours)', '@every 7h'],
  ['cron(5 6 ? * 2-6 *)', '5 6 * * 1-5'],
  ['cron(5 6 ? * MON *)', '5 6 * * MON'],
  ['cron(0 9 1 1 ? 2031)', 'cron(0 9 1 1 ? 2031)'],
])('%s', (written, cron) => expect(eventBridgeSchedule(written)).toBe(cron));
