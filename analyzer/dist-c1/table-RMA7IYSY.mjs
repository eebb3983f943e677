import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  consumersOf,
  credentialLabel,
  nextStep,
  pathsOf,
  viewOf
} from "./chunk-7YXPCOQ5.mjs";
import {
  compareText
} from "./chunk-UI6I74VT.mjs";
import {
  SEVERITIES
} from "./chunk-BMSEWFWO.mjs";
import {
  cutMiddle,
  flow,
  padEnd,
  widthOf,
  wrap
} from "./chunk-O54QQD3A.mjs";
import {
  placeOf,
  plural,
  sayIso,
  sayList,
  sayPlace,
  sayReasonBriefly,
  sayTotal
} from "./chunk-DPRTJGOM.mjs";
import "./chunk-CDIE3LBQ.mjs";
import {
  escapeShell,
  escapeTerminal
} from "./chunk-V6KYWJYZ.mjs";
import "./chunk-5AEBWAPJ.mjs";

// analyzer/src/cli/table/coverage.ts
var MOST_PLACES = 3;
var INDENT = "  ";
function coverageLines(view, look) {
  const { filesSkipped, unresolved } = view.inventory.coverage;
  const lines = [...skipped(filesSkipped, look), ...open(unresolved, look)];
  return lines.length === 0 ? [] : [look.paint("Not read, not followed", "bold"), ...lines];
}
function skipped(files, look) {
  const reasons = /* @__PURE__ */ new Map();
  for (const { file, reason } of files) {
    const names = reasons.get(reason);
    if (names) names.push(file);
    else reasons.set(reason, [file]);
  }
  return [...reasons].sort(([first, a], [second, b]) => b.length - a.length || compareText(first, second)).flatMap(([reason, names]) => {
    const list = sayList(names, look.all ? names.length : MOST_PLACES);
    return wrap(escapeTerminal(`${plural(names.length, "file")}: ${reason}: ${list}`), look.columns - INDENT.length);
  }).map((text) => `${INDENT}${text}`);
}
function open(unresolved, look) {
  if (unresolved.length === 0) return [];
  const shown = look.all ? unresolved : unresolved.slice(0, MOST_PLACES);
  const more = unresolved.length - shown.length;
  return [
    `${INDENT}${plural(unresolved.length, "place")} where a credential could not be followed`,
    ...shown.map(({ what, place }) => {
      const at = placeOf(place);
      const text = escapeTerminal(at === null ? what : `${sayPlace(at)} ${what}`);
      return look.paint(`    ${cutMiddle(text, look.columns - 4)}`, "dim");
    }),
    ...more > 0 ? [look.paint(`    \u2026 ${more} more`, "dim")] : []
  ];
}

// analyzer/src/cli/table/figures.ts
function radiusCell(radius) {
  return `${String(Math.floor(radius.score)).padStart(2)} ${radius.band}`;
}
function convergenceCell(view, credential) {
  const { automatic, neverWithoutAction } = credential.convergence;
  if (consumersOf(view, credential).length === 0) return "nobody uses it here";
  if (neverWithoutAction.length > 0) return `never by itself: ${neverWithoutAction.length}`;
  return automatic.settled.bound === null ? "no bound" : sayIso(automatic.settled.bound);
}
function detailParts(view, credential) {
  const parts = [
    credential.kind ?? "kind not known",
    instancesPart(view, credential),
    refreshPart(view, credential),
    boundPart(view, credential),
    credential.owners.length > 0 ? `owners: ${sayList(credential.owners)}` : "no owner",
    findingsPart(view, credential)
  ];
  return parts.filter((part) => part !== null).map(escapeTerminal);
}
function instancesPart(view, credential) {
  const consumers = consumersOf(view, credential).flatMap((id) => view.consumers.get(id) ?? []);
  return consumers.length === 0 ? null : sayTotal(consumers);
}
function refreshPart(view, credential) {
  const counts = /* @__PURE__ */ new Map();
  for (const { refresh } of pathsOf(view, credential)) counts.set(refresh.mode, (counts.get(refresh.mode) ?? 0) + 1);
  return counts.size === 0 ? null : [...counts].map(([mode, count]) => `${count} ${mode}`).join(", ");
}
function boundPart(view, credential) {
  const { automatic, withActions, neverWithoutAction } = credential.convergence;
  if (consumersOf(view, credential).length === 0) return null;
  if (neverWithoutAction.length === 0) {
    return automatic.settled.bound === null ? `no bound: ${sayReasonBriefly(automatic.settled.reason)}` : null;
  }
  return withActions.settled.bound === null ? `with actions no bound: ${sayReasonBriefly(withActions.settled.reason)}` : `with actions ${sayIso(withActions.settled.bound)}`;
}
function findingsPart(view, credential) {
  const findings = view.findings.get(credential.id) ?? [];
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((one2) => one2.severity === severity).length
  }));
  const some = counts.filter(({ count }) => count > 0).map(({ severity, count }) => plural(count, severity));
  return some.length > 0 ? some.join(", ") : null;
}

// analyzer/src/cli/table/look.ts
var BAND_STYLE = {
  contained: "green",
  moderate: "cyan",
  wide: "yellow",
  critical: "red"
};
var SEVERITY_STYLE = {
  error: "red",
  warning: "yellow",
  note: "cyan"
};

// analyzer/src/cli/table/credentials.ts
var MOST_ROWS = 25;
var GAP = "  ";
var INDENT2 = "    ";
var SHORTEST_NAME = 12;
var TITLES = ["CREDENTIAL", "SCOPE", "ROLLOUT", "CONSUMERS", "SETTLES"].map((text) => ({ text, style: "dim" }));
function worstFirst({ credentials }) {
  return credentials.toSorted(
    (a, b) => b.rolloutRadius.score - a.rolloutRadius.score || b.scopeRadius.score - a.scopeRadius.score || compareText(a.id, b.id)
  );
}
function credentialLines(view, look) {
  const all = worstFirst(view.inventory);
  if (all.length === 0) return ["No credential was found."];
  const shown = look.all ? all : all.slice(0, MOST_ROWS);
  const rows = shown.map((credential) => cellsOf(view, credential));
  const widths = columnWidths([TITLES, ...rows], look.columns);
  const more = all.length - shown.length;
  return [
    line(TITLES, widths, look),
    ...shown.flatMap((credential, at) => [line(rows[at] ?? [], widths, look), ...details(view, credential, look)]),
    ...more > 0 ? [look.paint(`${GAP}\u2026 ${more} more, shown with --all`, "dim")] : []
  ];
}
function cellsOf(view, credential) {
  const { scopeRadius, rolloutRadius, convergence } = credential;
  return [
    { text: escapeTerminal(credentialLabel(view, credential)), style: "bold" },
    { text: radiusCell(scopeRadius), style: BAND_STYLE[scopeRadius.band] },
    { text: radiusCell(rolloutRadius), style: BAND_STYLE[rolloutRadius.band] },
    { text: String(consumersOf(view, credential).length), style: null },
    { text: convergenceCell(view, credential), style: convergence.neverWithoutAction.length > 0 ? "red" : null }
  ];
}
function columnWidths(rows, columns) {
  const natural = TITLES.map((_, at) => Math.max(...rows.map((row) => widthOf(row[at]?.text ?? ""))));
  const others = natural.slice(1).reduce((sum, width) => sum + width + GAP.length, GAP.length);
  const name = Math.max(SHORTEST_NAME, Math.min(natural[0] ?? 0, columns - others));
  return [name, ...natural.slice(1)];
}
function line(cells, widths, { paint }) {
  const painted = cells.map(({ text, style }, at) => {
    const width = widths[at] ?? 0;
    const padded = at === cells.length - 1 ? text : padEnd(cutMiddle(text, width), width);
    return style === null ? padded : paint(padded, style);
  });
  return `${GAP}${painted.join(GAP)}`;
}
function details(view, credential, { columns, paint }) {
  const lines = flow(detailParts(view, credential), columns - INDENT2.length, " \xB7 ");
  return lines.map((text) => paint(`${INDENT2}${text}`, "dim"));
}

// analyzer/src/cli/table/findings.ts
var MOST_SHOWN = { error: 5, warning: 2, note: 1 };
var INDENT3 = "    ";
var PLACE_INDENT = "      ";
function findingLines(view, look) {
  const { findings } = view.inventory;
  if (findings.length === 0) return [];
  const groups = SEVERITIES.flatMap(
    (severity) => groupsOf(findings.filter((finding) => finding.severity === severity))
  );
  return [look.paint("Findings", "bold"), ...groups.flatMap((group) => groupLines(group, look))];
}
function groupsOf(findings) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) group.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  return [...groups.values()];
}
function groupLines(group, look) {
  const [{ severity, rule }] = group;
  const shown = look.all ? group : group.slice(0, MOST_SHOWN[severity]);
  const more = group.length - shown.length;
  return [
    `  ${look.paint(severity, SEVERITY_STYLE[severity])} ${escapeTerminal(rule)}${group.length > 1 ? ` (${group.length})` : ""}`,
    ...shown.flatMap((finding) => one(finding, look)),
    ...more > 0 ? [look.paint(`${INDENT3}\u2026 ${more} more`, "dim")] : []
  ];
}
function one(finding, { columns, paint }) {
  const message = wrap(escapeTerminal(finding.message), columns - INDENT3.length).map((text) => `${INDENT3}${text}`);
  const place = placeOf(finding.place);
  if (place === null) return message;
  const shown = cutMiddle(escapeTerminal(sayPlace(place)), columns - PLACE_INDENT.length);
  return [...message, paint(`${PLACE_INDENT}${shown}`, "dim")];
}

// analyzer/src/cli/table/head.ts
function headLines({ inventory }, { columns, paint }) {
  const { source, coverage } = inventory;
  const commit = source.commit === null ? "" : ` @ ${source.commit.slice(0, 7)}`;
  const skipped2 = coverage.filesSkipped.length > 0 ? `, ${coverage.filesSkipped.length} not read` : "";
  const counts = [
    `${plural(coverage.filesRead, "file")} read${skipped2}`,
    plural(inventory.credentials.length, "credential"),
    `${plural(inventory.consumers.length, "consumer")} (${sayTotal(inventory.consumers)})`,
    plural(inventory.paths.length, "path")
  ];
  return [
    paint(cutMiddle(escapeTerminal(`${source.root}${commit}`), columns), "bold"),
    ...flow(counts, columns, " \xB7 ").map((line2) => paint(line2, "dim"))
  ];
}

// analyzer/src/cli/table/next.ts
var MOST_SUGGESTIONS = 3;
var INDENT4 = "     ";
var SUGGESTIONS = [mendErrors, stepForWorst, explainWorst, nameOwners, readSkipped];
function nextLines(view, look) {
  const sentences = SUGGESTIONS.map((suggestion) => suggestion(view, look)).filter((sentence) => sentence !== null);
  if (sentences.length === 0) return [];
  const numbered = sentences.slice(0, MOST_SUGGESTIONS).flatMap(
    (sentence, at) => wrap(sentence, look.columns - INDENT4.length).map(
      (text, row) => row === 0 ? `  ${at + 1}. ${text}` : `${INDENT4}${text}`
    )
  );
  return [look.paint("Next", "bold"), ...numbered];
}
function mendErrors({ inventory }) {
  const errors = inventory.findings.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (first === void 0) return null;
  const place = placeOf(first.place);
  const where = place === null ? "" : `, starting at ${sayPlace(place)}`;
  const what = errors.length === 1 ? "error" : `${errors.length} errors`;
  return escapeTerminal(`Mend the ${what} first${where}.`);
}
function stepForWorst(view) {
  const [worst] = worstFirst(view.inventory);
  return worst === void 0 ? null : escapeTerminal(`${credentialLabel(view, worst)}: ${nextStep(view, worst)}`);
}
function explainWorst(view, { where }) {
  const [worst] = worstFirst(view.inventory);
  if (worst === void 0) return null;
  return `keyturn explain ${escapeShell(credentialLabel(view, worst))}${where} shows every path, delay and point behind its figures.`;
}
function nameOwners({ inventory }) {
  const unowned = inventory.consumers.filter(({ owner }) => owner === null).length;
  return unowned === 0 ? null : `Name the owners of ${plural(unowned, "consumer")} in keyturn.yaml or CODEOWNERS.`;
}
function readSkipped({ inventory }) {
  const { filesRead, filesSkipped } = inventory.coverage;
  if (filesRead > 0 || inventory.credentials.length > 0) return null;
  return filesSkipped.length > 0 ? "Every file was skipped: see the reasons above." : "Scan the folder that holds your manifests: keyturn scan PATH";
}

// analyzer/src/cli/table/table.ts
var PARTS = [headLines, credentialLines, findingLines, coverageLines, nextLines];
function renderTable(inventory, look) {
  const view = viewOf(inventory);
  const parts = PARTS.map((part) => part(view, look)).filter((lines) => lines.length > 0);
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}
`;
}
export {
  renderTable
};
