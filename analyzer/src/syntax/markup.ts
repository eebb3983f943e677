/**
 * Elements of a build file in XML (pom.xml, *.csproj) by name: enough for the few that say what a folder builds. Tolerant and linear; it
 * knows no entities, namespaces or documents.
 */

export interface Element {
  readonly inner: string;
  /** Attributes as written. */
  readonly attributes: string;
  /** Offsets of the inner text. */
  readonly start: number;
  readonly end: number;
}

/** Elements called `name`, those inside others of that name left out. Comments are none. */
export function elementsIn(text: string, name: string): readonly Element[] {
  const clean = text.replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
  const opening = new RegExp(`<${name}(?=[\\s/>])([^>]*)>`, 'g');
  const elements: Element[] = [];
  for (let open = opening.exec(clean); open; open = opening.exec(clean)) {
    const start = open.index + open[0].length;
    const isEmpty = open[1]?.endsWith('/') ?? false;
    const close = isEmpty ? start : clean.indexOf(`</${name}>`, start);
    const end = close < 0 ? clean.length : close;
    elements.push({ inner: clean.slice(start, end), attributes: open[1] ?? '', start, end });
    opening.lastIndex = end;
  }
  return elements;
}

/** Trimmed text of the first element called `name`; null: none. */
export function textIn(text: string, name: string): string | null {
  const [first] = elementsIn(text, name);
  return first ? first.inner.trim() : null;
}

/** The text with the insides of these elements blanked out: places stay what they are. */
export function blank(text: string, ...names: readonly string[]): string {
  return names.reduce((left, name) => {
    let from = 0;
    const kept = elementsIn(left, name).map(({ start, end }) => {
      const part = left.slice(from, start) + ' '.repeat(end - start);
      from = end;
      return part;
    });
    return kept.join('') + left.slice(from);
  }, text);
}

/** The value of an attribute as written; null: none. */
export function attributeOf({ attributes }: Element, name: string): string | null {
  return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? null;
}
