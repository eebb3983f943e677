/** A review as JSON, version 1, for tools. Additions are allowed; renames need version 2. */
import { TOOL } from '../wire/version.ts';
import type { Review } from './change.ts';

export function toReviewJson(review: Review): string {
  return `${JSON.stringify({ schemaVersion: 1, tool: TOOL, ...review }, null, 2)}\n`;
}
