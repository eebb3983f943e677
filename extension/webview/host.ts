/** The way to the extension, typed. */

interface VsCode {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();

/** Listens to the extension, and tells it that we do. */
export function connect<To, From>(take: (message: To) => void, ready: From): (message: From) => void {
  window.addEventListener('message', ({ data }) => take(data as To));
  const say = (message: From) => vscode.postMessage(message);
  say(ready);
  return say;
}

/** What was kept when the panel was hidden; VS Code throws the page away meanwhile. */
export function remembered<T extends object>(fallback: T): T {
  const state = vscode.getState();
  return typeof state === 'object' && state !== null ? { ...fallback, ...state } : fallback;
}

export function remember(state: object): void {
  vscode.setState(state);
}

/** `{0} of {1}` with its parts. */
export function fill(pattern: string, ...parts: readonly (string | number)[]): string {
  return pattern.replace(/\{(\d)\}/g, (_, at) => String(parts[Number(at)] ?? ''));
}
