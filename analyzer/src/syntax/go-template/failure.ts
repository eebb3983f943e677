/** How evaluation says no: a function's error, as Go's `error` return, and the end of a bound. No message may quote a value. */

/** What Go would stop the whole chart for; the action it happens in prints nothing and a note says so. */
export class GoError extends Error {
  override readonly name = 'GoError';
}

/** A bound is spent: evaluation of this template ends here. */
export class BoundSpent extends Error {
  override readonly name = 'BoundSpent';
}
