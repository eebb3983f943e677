/**
 * Files that say what a folder of code is, and configuration of frameworks that reads variables or starts code: by their names, because
 * those names are the tools' own. They come before the rows that take any YAML, JSON or source file.
 */
import type { PlatformFile } from './platform-files.ts';

export const PACKAGE_FILES: readonly PlatformFile[] = [
  { syntax: 'toml', path: /(?:^|\/)(?:pyproject\.toml|Pipfile)$/, keywords: [/\[/] },
  { syntax: 'lines', path: /(?:^|\/)(?:requirements[\w.-]*|requirements\/[\w.-]+)\.txt$/, keywords: [/[a-z]/i] },
  { syntax: 'lines', path: /(?:^|\/)Gemfile$/, keywords: [/\bgem\b/] },
  { syntax: 'yaml', path: /(?:^|\/)composer\.json$/, except: /(?:^|\/)vendor\//, keywords: [/"require"|"autoload"/] },
  // sidekiq-cron, solid_queue: jobs with their schedules.
  {
    syntax: 'yaml',
    path: /(?:^|\/)config\/(?:schedule|sidekiq_(?:cron|schedule)|recurring)\.ya?ml$/,
    keywords: [/\b(?:cron|schedule)\b/],
  },
  // Symfony: `%env(X)%`.
  {
    syntax: 'text',
    path: /(?:^|\/)config\/(?:packages\/(?:[\w-]+\/)*[\w-]+|services[\w-]*|parameters)\.ya?ml$/,
    keywords: [/%env\(/],
  },
];
