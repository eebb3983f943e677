/** Entries that decorators of NestJS declare: scheduled methods and queue processors. */
import { argumentAt, type FoundEntry, withoutSeconds } from './entry.ts';
import { literalOf } from './literals.ts';
import type { SourceModule } from './module.ts';
import { child, dotted, keyName, memberName } from './node.ts';

/** Expressions of `@nestjs/schedule` by name: https://github.com/nestjs/schedule/blob/master/lib/enums/cron-expression.enum.ts */
const NEST_EXPRESSIONS: Readonly<Record<string, string>> = {
  EVERY_MINUTE: '*/1 * * * *',
  EVERY_5_MINUTES: '*/5 * * * *',
  EVERY_10_MINUTES: '*/10 * * * *',
  EVERY_30_MINUTES: '*/30 * * * *',
  EVERY_HOUR: '0-23/1 * * * *',
  EVERY_2_HOURS: '0-23/2 * * * *',
  EVERY_6_HOURS: '0-23/6 * * * *',
  EVERY_12_HOURS: '0-23/12 * * * *',
  EVERY_DAY_AT_MIDNIGHT: '0 0 * * *',
  EVERY_DAY_AT_1AM: '0 1 * * *',
  EVERY_DAY_AT_2AM: '0 2 * * *',
  EVERY_DAY_AT_3AM: '0 3 * * *',
  EVERY_DAY_AT_NOON: '0 12 * * *',
  EVERY_WEEK: '0 0 * * 0',
  EVERY_WEEKDAY: '0 0 * * 1-5',
  EVERY_1ST_DAY_OF_MONTH_AT_MIDNIGHT: '0 0 1 * *',
  EVERY_QUARTER: '0 0 1 */3 *',
  EVERY_YEAR: '0 0 1 1 *',
};

/** `@Cron('0 3 * * *', { timeZone })` and `@Processor('mail')` of NestJS. */
export function decoratedEntries(module: SourceModule): readonly FoundEntry[] {
  return module.ofType('Decorator').flatMap((decorator): readonly FoundEntry[] => {
    const call = child(decorator, 'expression');
    if (call?.type !== 'CallExpression') return [];
    const name = dotted(child(call, 'callee'));
    const target = module.parentOf(decorator);
    const asked = argumentAt(call, '0');
    const text = literalOf(module, asked) ?? NEST_EXPRESSIONS[memberName(asked) ?? ''] ?? null;
    if (name === 'Cron' && asked && text !== null) {
      const timeZone = literalOf(module, argumentAt(call, '1.timeZone'));
      const cron = { text: withoutSeconds(text), node: asked, timeZone, row: 'node-cron' };
      return [
        {
          name: literalOf(module, argumentAt(call, '1.name')) ?? keyName(target) ?? module.source.file,
          node: call,
          cron,
        },
      ];
    }
    return name === 'Processor' && text !== null ? [{ name: text, node: call, cron: null }] : [];
  });
}
