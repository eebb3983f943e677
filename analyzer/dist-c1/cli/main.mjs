import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  nearest
} from "../chunk-26TFTISS.mjs";
import "../chunk-VVO4XVNN.mjs";
import {
  TOOL
} from "../chunk-32ZF4UZL.mjs";
import "../chunk-UI6I74VT.mjs";
import {
  parseDuration
} from "../chunk-CDIE3LBQ.mjs";
import {
  EXIT,
  UsageError
} from "../chunk-R6QVF6GH.mjs";
import {
  escapeTerminal
} from "../chunk-V6KYWJYZ.mjs";
import "../chunk-5AEBWAPJ.mjs";

// analyzer/src/cli/main.ts
import { resolve } from "node:path";

// analyzer/src/cli/arguments.ts
import { parseArgs } from "node:util";

// analyzer/src/cli/options.ts
var COMMON_OPTIONS = {
  directory: { kind: "text", value: "DIR", short: "C", says: "work as if started in DIR" },
  from: {
    kind: "text",
    value: "FILE",
    says: "read an inventory (scan --format json) instead of scanning; - is standard input"
  },
  quiet: { kind: "flag", short: "q", says: "no progress and no remarks on standard error" },
  "no-cache": { kind: "flag", says: "read every file anew" },
  "no-color": { kind: "flag", says: "no colour, as with NO_COLOR" },
  help: { kind: "flag", short: "h", says: "help for the command" }
};
function valueName(option) {
  if (option.kind === "flag") return "";
  return option.kind === "choice" ? option.of.join("|") : option.value;
}
function readValues(options, given) {
  const values = Object.entries(options).map(([name, option]) => [name, readValue(name, option, given.get(name))]);
  return Object.fromEntries(values);
}
function readValue(name, option, typed) {
  if (option.kind === "flag") return typed !== void 0;
  if (option.kind === "choice") return readChoice(name, option.of, typed ?? option.initial);
  if (typed === void 0 || typed === true) return null;
  return option.kind === "duration" ? readDuration(name, typed) : typed;
}
function readChoice(name, words, typed) {
  const word = words.find((candidate) => candidate === typed);
  if (word === void 0) throw new UsageError(`--${name} is one of ${words.join(", ")}, not ${String(typed)}`);
  return word;
}
function readDuration(name, typed) {
  const seconds = parseDuration(typed);
  if (seconds === null) throw new UsageError(`--${name} is a duration such as 15m, 1h30m or PT15M, not ${typed}`);
  return seconds;
}

// analyzer/src/cli/arguments.ts
var TOP_OPTIONS = {
  ...COMMON_OPTIONS,
  version: { kind: "flag", short: "V", says: "print the version" }
};
function parseArguments(words, commands) {
  const every = Object.assign({}, TOP_OPTIONS, ...commands.map((command2) => command2.options));
  const name = tokens(words, every).find((token) => token.kind === "positional");
  const command = commands.find((candidate) => candidate.name === name?.value) ?? null;
  if (name !== void 0 && command === null)
    throw unknown(
      "command",
      name.value,
      commands.map((known) => known.name)
    );
  const options = command === null ? TOP_OPTIONS : { ...COMMON_OPTIONS, ...command.options };
  const rest = name === void 0 ? words : words.toSpliced(name.index, 1);
  return { command, ...read(rest, options, command) };
}
function tokens(words, options) {
  const known = Object.entries(options).map(([name, { kind, short }]) => {
    const type = kind === "flag" ? "boolean" : "string";
    return [name, short === void 0 ? { type } : { type, short }];
  });
  const config = {
    args: [...words],
    options: Object.fromEntries(known),
    strict: false,
    allowPositionals: true,
    tokens: true
  };
  return parseArgs(config).tokens;
}
function read(words, options, command) {
  const given = /* @__PURE__ */ new Map();
  const operands = [];
  for (const token of tokens(words, options)) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind === "option") given.set(token.name, optionValue(token, options));
  }
  const [operand = null, ...more] = operands;
  const extra = command === null || command.operand === null ? operand : more[0];
  if (extra !== void 0 && extra !== null)
    throw new UsageError(`${command?.name ?? "keyturn"} does not take ${extra} too`);
  return { given, operand };
}
function optionValue(token, options) {
  const option = Object.hasOwn(options, token.name) ? options[token.name] : void 0;
  if (option === void 0)
    throw unknown(
      "option",
      token.rawName,
      Object.keys(options).map((name) => `--${name}`)
    );
  if (option.kind === "flag") {
    if (token.value !== void 0) throw new UsageError(`${token.rawName} takes no value`);
    return true;
  }
  const looksLikeOption = token.inlineValue !== true && /^-./.test(token.value ?? "");
  if (token.value === void 0 || token.value === "" || looksLikeOption) {
    throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${valueName(option)}`);
  }
  return token.value;
}
function unknown(what, typed, known) {
  const near = nearest(typed, known, 1);
  return new UsageError(`unknown ${what} ${typed}${near.length > 0 ? `; did you mean ${near.join(", ")}?` : ""}`);
}

// analyzer/src/cli/contract.ts
function defineCommand(definition) {
  const { run, ...command } = definition;
  return {
    ...command,
    start: (given, operand, context) => run(readValues({ ...COMMON_OPTIONS, ...definition.options }, given), operand, context)
  };
}

// analyzer/src/cli/commands/explain.ts
var explain_default = defineCommand({
  name: "explain",
  summary: "Everything about one credential: paths, delays, radii, and where each comes from",
  operand: { name: "CREDENTIAL", required: true, says: "an id, a name, or an ending of either that only one has" },
  options: {
    format: { kind: "choice", of: ["text", "json"], initial: "text", says: "what to print" },
    out: { kind: "text", value: "FILE", short: "o", says: "write it to FILE instead of standard output" }
  },
  async run(values, operand, context) {
    const { openInventory, reportNothingScanned } = await import("../session-WNUMIMTK.mjs");
    const { from, quiet, "no-cache": noCache } = values;
    const inventory = await openInventory({ path: null, from, quiet, cache: !noCache }, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const credential = await theOne(inventory, operand ?? "");
    const { explainCredential } = await import("../credential-PZ5AOK2N.mjs");
    const { renderExplanation } = await import("../explanation-TMCWCIRJ.mjs");
    const { lookOf, writeOutput } = await import("../output-BG5LCC6Z.mjs");
    const explanation = explainCredential(inventory, credential);
    const { columns: columns2, paint } = lookOf(context.terminal, values.out);
    const text = values.format === "json" ? `${JSON.stringify(explanation, null, 2)}
` : renderExplanation(explanation, columns2, paint);
    writeOutput(text, values.out, context);
    return EXIT.clean;
  }
});
async function theOne(inventory, text) {
  const { findCredential } = await import("../find-D2P57IG5.mjs");
  const found = findCredential(inventory, text);
  if ("found" in found) return found.found;
  if ("several" in found) {
    throw new UsageError(`${text} is ambiguous: ${found.several.map(({ id }) => id).join(", ")}`);
  }
  const near = found.near.length > 0 ? `; did you mean ${found.near.join(" or ")}?` : "";
  throw new UsageError(`no credential ${text} here (${inventory.credentials.length} known)${near}`);
}

// analyzer/src/cli/help.ts
function generalHelp(commands) {
  return [
    "Who breaks, when, and what must be true before an old secret may die.",
    "",
    "Usage: keyturn COMMAND [options]",
    "",
    ...columns(commands.map((command) => [command.name, command.summary])),
    "",
    "Every command takes",
    ...optionLines(COMMON_OPTIONS),
    "",
    "A CREDENTIAL is an id, a name, or an ending of either that only one has. Durations are 15m, 1h30m or PT15M.",
    "Exit code: 0 clean, 1 findings, 2 usage, 3 internal error or nothing scanned.",
    ""
  ].join("\n");
}
function commandHelp(command) {
  const own = optionLines(command.options);
  return [
    command.summary,
    "",
    `Usage: keyturn ${command.name}${command.operand ? ` ${operandName(command.operand)}` : ""} [options]`,
    ...command.operand ? ["", ...columns([[command.operand.name, command.operand.says]])] : [],
    ...own.length > 0 ? ["", ...own] : [],
    "",
    "Every command takes",
    ...optionLines(COMMON_OPTIONS),
    ...command.details ? ["", ...command.details] : [],
    ""
  ].join("\n");
}
function operandName({ name, required }) {
  return required ? name : `[${name}]`;
}
function optionLines(options) {
  return columns(
    Object.entries(options).map(([name, option]) => {
      const short = option.short === void 0 ? "" : `-${option.short}, `;
      const initial = option.kind === "choice" ? ` (${option.initial} if not given)` : "";
      return [`${short}--${name} ${valueName(option)}`.trimEnd(), `${option.says}${initial}`];
    })
  );
}
function columns(rows) {
  const width = Math.max(0, ...rows.map(([first = ""]) => first.length));
  return rows.map(([first = "", second = ""]) => `  ${first.padEnd(width)}  ${second}`);
}

// analyzer/src/cli/commands/help.ts
var help_default = defineCommand({
  name: "help",
  summary: "Show all commands, or one in full",
  operand: { name: "COMMAND", required: false, says: "the command to show in full" },
  options: {},
  async run(_values, operand, { terminal, commands }) {
    const command = commands.find(({ name }) => name === operand);
    if (operand !== null && command === void 0) throw new UsageError(`unknown command ${operand}`);
    terminal.out(command === void 0 ? generalHelp(commands) : commandHelp(command));
    return EXIT.clean;
  }
});

// analyzer/src/cli/commands/scan.ts
var FAILING = {
  error: ["error"],
  warning: ["error", "warning"],
  note: ["error", "warning", "note"],
  never: []
};
var scan_default = defineCommand({
  name: "scan",
  summary: "Find every secret, who uses it and how each user picks up a new value",
  details: ["Exit code 1: a finding at least as bad as --fail-on. 3: no file was read, whatever else happened."],
  operand: { name: "PATH", required: false, says: "the folder to scan; here if not given" },
  options: {
    format: { kind: "choice", of: ["table", "json"], initial: "table", says: "what to print" },
    out: { kind: "text", value: "FILE", short: "o", says: "write it to FILE instead of standard output" },
    "fail-on": {
      kind: "choice",
      of: ["error", "warning", "note", "never"],
      initial: "warning",
      says: "end with exit code 1 on findings at least this bad"
    },
    all: { kind: "flag", says: "every row of the table, not only the worst" }
  },
  async run(values, path, context) {
    const { openInventory, reportNothingScanned } = await import("../session-WNUMIMTK.mjs");
    const { from, quiet, "no-cache": noCache } = values;
    const inventory = await openInventory({ path, from, quiet, cache: !noCache }, context);
    const { writeOutput } = await import("../output-BG5LCC6Z.mjs");
    const text = values.format === "json" ? await json(inventory) : await table(inventory, values, path, context);
    writeOutput(text, values.out, context);
    if (reportNothingScanned(inventory, context)) return EXIT.failed;
    const failing = FAILING[values["fail-on"]];
    return inventory.findings.some(({ severity }) => failing.includes(severity)) ? EXIT.findings : EXIT.clean;
  }
});
async function json(inventory) {
  const { writeInventory } = await import("../write-FX2PIIC3.mjs");
  return writeInventory(inventory);
}
async function table(inventory, values, path, { terminal, directoryGiven }) {
  const { renderTable } = await import("../table-RMA7IYSY.mjs");
  const { lookOf, whereOf } = await import("../output-BG5LCC6Z.mjs");
  const look = lookOf(terminal, values.out);
  return renderTable(inventory, { ...look, all: values.all, where: whereOf(directoryGiven, path, values.from) });
}

// analyzer/src/cli/commands/version.ts
var version_default = defineCommand({
  name: "version",
  summary: "Print the version",
  operand: null,
  options: {},
  async run(_values, _operand, { terminal }) {
    terminal.out(`${TOOL.name} ${TOOL.version}
`);
    return EXIT.clean;
  }
});

// analyzer/src/cli/commands.ts
var COMMANDS = [scan_default, explain_default, version_default, help_default];

// analyzer/src/cli/failure.ts
var FOLDER = /(^|[\s(])(?:file:\/\/)?\/\S*\/([^/\s]+)$/;
function describeFailure(error) {
  if (!(error instanceof Error)) return "internal error: something that is no error was thrown";
  if (isSystemError(error)) return `cannot ${error.syscall} ${error.path ?? "the file"}: ${error.code}`;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const where = frames.slice(0, 3).map((line) => line.trim().replace(FOLDER, "$1$2"));
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  return `internal error: ${error.name}${code} ${where.join(" ")}; please report it`;
}
function isSystemError(error) {
  return "code" in error && typeof error.code === "string" && "syscall" in error && typeof error.syscall === "string";
}

// analyzer/src/cli/terminal.ts
var DEFAULT_COLUMNS = 100;
function processTerminal() {
  const { stdout, stderr, env } = process;
  stdout.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    columns: stdout.columns || DEFAULT_COLUMNS,
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    colour: !env.NO_COLOR && env.TERM !== "dumb"
  };
}

// analyzer/src/cli/main.ts
var scanWithPipeline = async (options) => (await import("../index.mjs")).scan(options);
async function main(words, terminal, directory, scan = scanWithPipeline) {
  try {
    return await dispatch(words, terminal, directory, scan);
  } catch (error) {
    const mendable = isMendable(error);
    const lines = mendable ? error.message.split("\n") : [describeFailure(error)];
    terminal.err(lines.map((line) => `keyturn: ${escapeTerminal(line)}
`).join(""));
    return mendable ? EXIT.usage : EXIT.failed;
  }
}
function isMendable(error) {
  return error instanceof UsageError || error instanceof Error && error.name === "ConfigurationError";
}
async function dispatch(words, terminal, here, scan) {
  const { command, given, operand } = parseArguments(words, COMMANDS);
  if (given.has("help")) {
    terminal.out(command === null ? generalHelp(COMMANDS) : commandHelp(command));
    return EXIT.clean;
  }
  const chosen = command ?? (given.has("version") ? COMMANDS.find(({ name }) => name === "version") : void 0);
  if (chosen === void 0) {
    terminal.err(generalHelp(COMMANDS));
    return EXIT.usage;
  }
  if (chosen.operand?.required && operand === null) {
    throw new UsageError(`${chosen.name} needs a ${chosen.operand.name}: ${chosen.operand.says}`);
  }
  const directoryGiven = textOf(given.get("directory"));
  const directory = resolve(here, directoryGiven ?? ".");
  const context = {
    terminal: muted(terminal, given.has("no-color")),
    directory,
    directoryGiven,
    scan,
    commands: COMMANDS
  };
  return await chosen.start(given, operand, context);
}
function textOf(typed) {
  return typeof typed === "string" ? typed : null;
}
function muted(terminal, noColour) {
  return noColour ? { ...terminal, colour: false } : terminal;
}
async function start() {
  process.exitCode = await main(process.argv.slice(2), processTerminal(), process.cwd());
}
export {
  main,
  start
};
