/** Elements with attributes and children. Texts come from repositories: they only ever become text nodes. */

export type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | number | boolean>>;

const SVG = 'http://www.w3.org/2000/svg';

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return dress(document.createElement(tag), attributes, children);
}

export function draw<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return dress(document.createElementNS(SVG, tag), attributes, children);
}

function dress<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function button(text: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = make('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', act);
  return made;
}

/** A field with its name in front. */
export function labelled(text: string, field: HTMLElement): HTMLLabelElement {
  return make('label', {}, make('span', {}, text), field);
}

/** A colour or font of the theme. */
export function themed(variable: string, otherwise: string): string {
  return getComputedStyle(document.body).getPropertyValue(variable).trim() || otherwise;
}

/** Calls when the person changed the theme: VS Code changes the classes of the body. */
export function onTheme(act: () => void): void {
  new MutationObserver(act).observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-id'],
  });
}
