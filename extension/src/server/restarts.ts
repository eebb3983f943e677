/** Whether a server that ended by itself is started again: a few times, and not while it ends at every start. */
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient/node';

export interface Restarts {
  readonly errorHandler: ErrorHandler;
  /** A person asked for a new start: earlier ends do not count. */
  forget(): void;
  /** It is being ended on purpose. */
  end(): void;
}

interface Means {
  /** Milliseconds. */
  readonly now: () => number;
  readonly recovered: () => void;
  readonly gaveUp: () => void;
}

/** More ends than these within so many milliseconds, and another start will not help. */
const MOST = 3;
const WITHIN = 3 * 60_000;

export function openRestarts({ now, recovered, gaveUp }: Means): Restarts {
  let ends: number[] = [];
  let ending = false;

  function closed(): CloseHandlerResult {
    if (ending) return { action: CloseAction.DoNotRestart, handled: true };
    ends = [...ends.filter((at) => now() - at < WITHIN), now()];
    const again = ends.length <= MOST;
    if (again) recovered();
    else gaveUp();
    return { action: again ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
  }

  return {
    errorHandler: {
      // A broken message is one answer less; the connection itself says when it is gone.
      error: (): ErrorHandlerResult => ({ action: ErrorAction.Continue, handled: true }),
      closed,
    },
    forget() {
      ends = [];
      ending = false;
    },
    end() {
      ending = true;
    },
  };
}
