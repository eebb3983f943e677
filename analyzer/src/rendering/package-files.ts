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
  { syntax: 'lines', path: /(?:^|\/)go\.mod$/, except: /(?:^|\/)vendor\//, keywords: [/\bmodule\b/] },
  { syntax: 'text', path: /(?:^|\/)pom\.xml$/, except: /(?:^|\/)target\//, keywords: [/<artifactId>/] },
  { syntax: 'text', path: /(?:^|\/)build\.gradle(?:\.kts)?$/, keywords: [/plugin|dependencies/] },
  { syntax: 'text', path: /\.(?:cs|fs|vb)proj$/, keywords: [/<Project\b/] },
  { syntax: 'toml', path: /(?:^|\/)Cargo\.toml$/, except: /(?:^|\/)(?:vendor|target)\//, keywords: [/\[package\]/] },
  // Spring, where its resources are: elsewhere `application.yaml` is as often a manifest of Argo CD. Tests have resources of their own.
  {
    syntax: 'text',
    path: /(?:^|\/)resources\/(?:[\w-]+\/)*(?:application|bootstrap)(?:-[\w-]+)?\.(?:ya?ml|properties)$/,
    except: /(?:^|\/)(?:src\/test|target|build)\//,
    keywords: [/\$\{|[pP]assword|[sS]ecret|[tT]oken|[kK]ey\b|datasource|[vV]ault/],
  },
  // .NET: connection strings and secret-named keys.
  {
    syntax: 'text',
    path: /(?:^|\/)appsettings(?:\.[\w-]+)?\.json$/i,
    except: /(?:^|\/)(?:bin|obj)\//,
    keywords: [/ConnectionStrings|[pP]assword|[sS]ecret|[tT]oken|[kK]ey/],
  },
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
