/** Where output goes. Standard output carries only the format asked for; everything else goes to standard error. */

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Width of standard output in columns. */
  readonly columns: number;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** False: the environment asks for no colour (no-color.org, `TERM=dumb`). */
  readonly colour: boolean;
}

/** Width where standard output is no terminal: a log, a file, a pipe. */
const DEFAULT_COLUMNS = 100;

/** The terminal of this process. A reader that closes the pipe early (`| head`) ends the output quietly. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    columns: stdout.columns || DEFAULT_COLUMNS,
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    colour: !env.NO_COLOR && env.TERM !== 'dumb',
  };
}
