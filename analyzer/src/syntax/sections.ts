/**
 * Files of sections with `name = value` lines: systemd units and supervisord configuration. Names may repeat and their order
 * counts, so nothing is merged. https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html
 */
import type { Span } from '../model/place.ts';
import type { LineIndex } from './line-index.ts';
import { splitLines } from './lines.ts';
import type { Section, SectionSetting } from './unit.ts';

/** Lines read of one file: a unit is shorter, anything longer is none. */
const MOST_LINES = 5000;
const HEADER = /^[ \t]*\[([^\]]+)\][ \t]*$/;
const SETTING = /^([ \t]*)([A-Za-z][\w.-]*)([ \t]*=[ \t]*)(.*?)[ \t]*$/;

/** The sections in order; comments (`#`, `;`) and lines that are neither header nor setting are passed over. */
export function parseSections(index: LineIndex): readonly Section[] {
  const sections: { name: string; span: Span; settings: SectionSetting[] }[] = [];
  let continues = false;
  for (const { start, text } of splitLines(index.text).slice(0, MOST_LINES)) {
    if (/^[ \t]*[#;]/.test(text)) continue;
    if (continues) {
      // A trailing backslash joins lines with a space; the setting keeps the place of its first line.
      const settings = sections.at(-1)?.settings;
      const last = settings?.pop();
      if (settings && last) settings.push({ ...last, value: `${last.value} ${text.replace(/\\$/, '').trim()}` });
      continues = text.endsWith('\\');
      continue;
    }
    const header = HEADER.exec(text);
    if (header) sections.push({ name: header[1] ?? '', span: index.span(start, start + text.length), settings: [] });
    const setting = header ? null : SETTING.exec(text);
    if (!setting) continue;
    const [, lead = '', name = '', equals = '', written = ''] = setting;
    const value = written.replace(/\\$/, '').trimEnd();
    const from = start + lead.length + name.length + equals.length;
    const nameSpan = index.span(start + lead.length, start + lead.length + name.length);
    sections.at(-1)?.settings.push({ name, value, nameSpan, valueSpan: index.span(from, from + value.length) });
    continues = written.endsWith('\\');
  }
  return sections;
}

/** Settings called `name` in sections called `section`, in order. */
export function settingsOf(sections: readonly Section[], section: string, name: string): readonly SectionSetting[] {
  return sections
    .filter((one) => one.name === section)
    .flatMap(({ settings }) => settings.filter((setting) => setting.name === name));
}
