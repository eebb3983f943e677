/** Colours, or none: decided once for a whole output, so that no renderer asks about terminals. */

export const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type StyleName = keyof typeof STYLES;

/** Paints a text; the text must be escaped already. */
export type Paint = (text: string, ...styles: readonly StyleName[]) => string;

export const plainPaint: Paint = (text) => text;

export const colourPaint: Paint = (text, ...styles) =>
  styles.length === 0 || text === '' ? text : `\u001b[${styles.map((name) => STYLES[name]).join(';')}m${text}\u001b[0m`;
