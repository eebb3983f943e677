/** Every format of a report by its name: what `--format` offers beside the command's own. */
import { toGithub } from './github.ts';
import { toGitlab } from './gitlab.ts';
import { toRdjson } from './rdjson.ts';
import type { Report } from './report.ts';
import { toSarif } from './sarif.ts';

export const REPORT_FORMATS: Readonly<Record<string, (report: Report) => string>> = {
  sarif: toSarif,
  github: toGithub,
  gitlab: toGitlab,
  rdjson: toRdjson,
};
