/**
 * When a function runs that is handed to a call: the decision table of callbacks. Rows are tried in order; a call that no row
 * knows decides nothing. The moments and their order are the design's (section 5).
 */
import type { ReadMoment } from '../../../model/fact.ts';
import { literalText, type SyntaxNode } from './node.ts';

export interface CallbackRow {
  /** Matches the callee as written, `a.b.c`; `?` stands for what is no name. */
  readonly callee: RegExp;
  /** Must hold of the first argument's text; absent: any. */
  readonly first?: RegExp;
  /** `through`: runs where the call stands. */
  readonly moment: ReadMoment | 'through';
  /** `%` stands for the callee. */
  readonly says: string;
}

const CALLBACK_ROWS: readonly CallbackRow[] = [
  // Timers and schedules.
  { callee: /(?:^|\.)setInterval$/, moment: 'timer', says: 'inside the timer %' },
  { callee: /(?:^|\.)(?:schedule|scheduleJob)$/, moment: 'job', says: 'inside the job of %' },
  { callee: /(?:^|\.)(?:CronJob|Cron|cron)$/, moment: 'job', says: 'inside the job of %' },
  { callee: /(?:^|\.)(?:CronJob\.from|addCronJob)$/, moment: 'job', says: 'inside the job of %' },
  // Queues and background tasks.
  { callee: /^(?:\w+\.)?Worker$/, moment: 'job', says: 'inside the processor of a queue' },
  {
    callee: /(?:^|\.)(?:process|define|work|createFunction|defineJob|defineTask|addJob|onSchedule|consume)$/,
    moment: 'job',
    says: 'inside the task of %',
  },
  { callee: /^(?:schedules\.)?(?:task|schemaTask|schedules\.task)$/, moment: 'job', says: 'inside the task of %' },
  // What tells of a change.
  {
    callee: /(?:^|\.)(?:watch|watchFile|subscribeToChanges|onConfigChange|onChange)$/,
    moment: 'watch',
    says: 'inside the watcher %',
  },
  { callee: /^process\.(?:on|once)$/, first: /^SIG(?:HUP|USR[12])$/, moment: 'watch', says: 'inside a signal handler' },
  { callee: /(?:watch|watcher|chokidar)[\w.()]*\.on$/i, moment: 'watch', says: 'inside the watcher %' },
  // Kept after the first time.
  {
    callee:
      /(?:^|\.)(?:once|memoize|memoizeOne|memoizee|pMemoize|lazy|lazyInit|remember|singleton|unstable_cache|globalSingleton|cached)$/,
    moment: 'memoised',
    says: 'kept by %',
  },
  // Start-up of frameworks.
  {
    callee:
      /(?:^|\.)(?:registerAs|fp|fastifyPlugin|defineNuxtPlugin|defineNitroPlugin|defineBoot|listen|register|after|ready|whenReady|beforeStart)$/,
    moment: 'start-up',
    says: 'inside the start-up function given to %',
  },
  {
    callee: /(?:^|\.)(?:defineConfig|defineNuxtConfig|withNextConfig)$/,
    moment: 'build',
    says: 'in the build configuration',
  },
  // Runs where it stands.
  {
    callee:
      /(?:^|\.)(?:map|forEach|filter|reduce|reduceRight|some|every|find|findIndex|flatMap|sort|then|catch|finally|Promise|setTimeout|setImmediate|queueMicrotask|nextTick|from|fromEntries|all|allSettled|race|try|tap|pipe|startActiveSpan|withSpan|withTracing|instrumentAsync|instrumentSync|runWithContext|useMemo|useCallback|useEffect|transform|refine|superRefine|preprocess|default|replace|Proxy|assign)$/,
    moment: 'through',
    says: '',
  },
  // Requests and events.
  {
    callee:
      /(?:^|\.)(?:get|post|put|patch|delete|del|all|head|options|use|route|query|mutation|subscription|handle|handler|fetch|on|once|addListener|addEventListener|openapi|middleware|procedure|action|loader|resolver|command|message|hook|addHook|onRequest|onError|onCall)$/,
    moment: 'per-call',
    says: 'inside the handler given to %',
  },
  {
    callee:
      /(?:^|\.)(?:serve|createServer|defineEventHandler|eventHandler|cachedEventHandler|withAuth|withApiAuth|asyncHandler|catchAsync|cache|createServerFn|createSafeAction|actionClient|auth|clerkMiddleware|authMiddleware|NextAuth|createMiddleware|createRouteHandler|streamText|createContext|inferContext|forwardRef|memo|observer)$/,
    moment: 'per-call',
    says: 'inside the handler given to %',
  },
];

/** The row for a callee as written and the first argument of the call; null: none knows it. */
export function callbackRow(callee: string, first: SyntaxNode | undefined): CallbackRow | null {
  const text = literalText(first) ?? '';
  return CALLBACK_ROWS.find((row) => row.callee.test(callee) && (row.first?.test(text) ?? true)) ?? null;
}

/** When a property that holds a function runs, by its name; in any call or exported object. */
const PROPERTY_MOMENTS: Readonly<Record<string, readonly [ReadMoment, string]>> = {
  useFactory: ['start-up', 'inside a provider factory'],
  onModuleInit: ['start-up', 'inside onModuleInit'],
  bootstrap: ['start-up', 'inside bootstrap'],
  register: ['start-up', 'inside register'],
  webpack: ['build', 'in the build configuration'],
  rewrites: ['build', 'in the build configuration'],
  redirects: ['build', 'in the build configuration'],
  headers: ['build', 'in the build configuration'],
  scheduled: ['job', 'inside the scheduled handler'],
  onTick: ['job', 'inside the job'],
};

/** The moment a property name decides; null: it does not. */
export function propertyMoment(name: string | null): readonly [ReadMoment, string] | null {
  return (name !== null && Object.hasOwn(PROPERTY_MOMENTS, name) && PROPERTY_MOMENTS[name]) || null;
}
