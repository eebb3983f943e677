/**
 * A Helm release as the object that asks for it says: which chart, under which name, with which values written beside it. The
 * chart itself is not here. It never decides what a value means.
 */
import { parseEmbedded } from './embedded-yaml.ts';
import { withText } from './made-tree.ts';
import { at, itemsAt, type Scalar, type Tree, textAt } from './tree.ts';

export interface Release {
  readonly kind: 'HelmRelease' | 'Application' | 'HelmChart';
  /** What templates know as `.Release.Name`. */
  readonly name: string;
  /** What the chart calls its objects by: the release's name; of a subchart, often with the chart's name behind it. */
  readonly fullName: string;
  /** Namespace the chart's objects are made in; null: the unit's. */
  readonly namespace: string | null;
  /** Name of the chart as far as it is written; null: it stands in another object. */
  readonly chart: Scalar | null;
  readonly values: Tree;
}

interface Asking {
  readonly group: string;
  release(tree: Tree, object: string): Release | null;
}

const ASKING: Readonly<Record<Release['kind'], Asking>> = {
  HelmRelease: { group: 'helm.toolkit.fluxcd.io', release: fluxRelease },
  Application: { group: 'argoproj.io', release: argoRelease },
  HelmChart: { group: 'helm.cattle.io', release: k3sRelease },
};

/** Whether an object of this kind may ask for a release. */
export function asksForRelease(kind: string): kind is Release['kind'] {
  return Object.hasOwn(ASKING, kind);
}

/** The release that `tree` asks for, with values written in place; null: none. Cheap where the kind is another. */
export function releaseOf(tree: Tree): Release | null {
  const kind = textAt(tree, 'kind') ?? '';
  const name = textAt(tree, 'metadata', 'name');
  if (!asksForRelease(kind) || !name || isRendered(tree)) return null;
  const { group, release } = ASKING[kind];
  return textAt(tree, 'apiVersion')?.startsWith(`${group}/`) ? release(tree, name) : null;
}

/** Its chart lies in the repository and was rendered with these values: the objects it makes say more than they do. */
function isRendered(tree: Tree): boolean {
  return at(tree, 'metadata', 'annotations', 'keyturn/rendered-chart') !== null;
}

/** On a release that stands for a subchart: what its objects are called by. */
export const FULL_NAME = 'keyturn/full-name';

/** fluxcd.io, "Helm Releases": the release is called after the target namespace as well, where that is set. */
function fluxRelease(tree: Tree, object: string): Release | null {
  const target = textAt(tree, 'spec', 'targetNamespace') || null;
  const name = textAt(tree, 'spec', 'releaseName') || (target === null ? object : `${target}-${object}`);
  const values = at(tree, 'spec', 'values');
  const chart = scalarOf(at(tree, 'spec', 'chart', 'spec', 'chart')) ?? scalarOf(at(tree, 'spec', 'chartRef', 'name'));
  if (values?.kind !== 'mapping') return null;
  return {
    kind: 'HelmRelease',
    name,
    fullName: textAt(tree, 'metadata', 'annotations', FULL_NAME) ?? name,
    namespace: target ?? (textAt(tree, 'metadata', 'namespace') || null),
    chart,
    values,
  };
}

/** argo-cd, "Helm": a source with `chart` is a chart of another repository; `valuesObject` are its values. */
function argoRelease(tree: Tree, object: string): Release | null {
  const sources = [at(tree, 'spec', 'source'), ...itemsAt(tree, 'spec', 'sources')];
  const source = sources.find((each) => at(each, 'helm', 'valuesObject')?.kind === 'mapping' && textAt(each, 'chart'));
  const values = at(source, 'helm', 'valuesObject');
  if (!source || values?.kind !== 'mapping') return null;
  const name = textAt(source, 'helm', 'releaseName') || object;
  return {
    kind: 'Application',
    name,
    fullName: name,
    namespace: textAt(tree, 'spec', 'destination', 'namespace') || null,
    chart: scalarOf(at(source, 'chart')),
    values,
  };
}

/** docs.k3s.io, "Helm": values as a text, or as a mapping since 2024; the chart's objects go into the target namespace. */
function k3sRelease(tree: Tree, object: string): Release | null {
  const text = scalarOf(at(tree, 'spec', 'valuesContent'));
  const values = text ? (parseEmbedded(text).trees[0] ?? null) : at(tree, 'spec', 'values');
  if (values?.kind !== 'mapping') return null;
  const namespace = textAt(tree, 'spec', 'targetNamespace') || textAt(tree, 'metadata', 'namespace') || null;
  return {
    kind: 'HelmChart',
    name: object,
    fullName: object,
    namespace,
    chart: scalarOf(at(tree, 'spec', 'chart')),
    values,
  };
}

function scalarOf(tree: Tree | null): Scalar | null {
  return tree?.kind === 'scalar' && tree.text ? tree : null;
}

const ACTION = /\{\{-?\s*(?<body>[^{}]*?)\s*-?\}\}/g;
const LONGEST_TEMPLATE = 2000;

/**
 * Fills in what the release tells of a value that the chart reads as a template: its name, its namespace, other values. What needs
 * the chart stays as written.
 */
export function fillTemplate(scalar: Scalar, release: Release): Scalar {
  if (!scalar.text.includes('{{') || scalar.text.length > LONGEST_TEMPLATE) return scalar;
  const text = scalar.text.replace(ACTION, (whole, body: string) => actionText(body, release) ?? whole);
  return withText(scalar, text);
}

function actionText(body: string, release: Release): string | null {
  const [subject = ''] = body.split(/\s*\|\s*(?:quote|trim|toString)\b/);
  if (/^\$?\.Release\.Name$/.test(subject)) return release.name;
  if (/^include "[\w.-]*\.(?:fullname|names\.fullname)" [.$]$/.test(subject)) return release.fullName;
  if (/^\$?\.Release\.Namespace$/.test(subject)) return release.namespace;
  const literal = /^(?:"([^"\\]*)"|`([^`]*)`)$/.exec(subject);
  if (literal) return literal[1] ?? literal[2] ?? null;
  const path = /^\$?\.Values\.([\w.-]+)$/.exec(subject)?.[1]?.split('.');
  const value = path ? textAt(release.values, ...path) : null;
  return value === null || value.includes('{{') ? null : value;
}
