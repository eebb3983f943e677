/**
 * Docker Compose: the files of a project become one unit, as `docker compose config` would merge them, but with every variable
 * left in place, because which variable a value comes from is what we want to know. An included project is a unit of its own.
 */
import { folderOf } from '../syntax/path.ts';
import type { Unit } from '../syntax/unit.ts';
import { type ComposeFiles, readComposeFiles } from './compose-files.ts';
import { composeRoots } from './compose-names.ts';
import { fillBuildPaths } from './compose-paths.ts';
import { type Inclusion, inclusionsOf, partsOf, projectModel, standsAlone } from './compose-project.ts';
import { defineRenderer, type Files, type Root } from './contract.ts';
import { environmentOfFileName, environmentOfFolders } from './environment.ts';

/** Projects may include each other this far. */
const MOST_INCLUDES = 20;

export default defineRenderer({
  id: 'compose',
  joins: 'Compose files of one project: override files and layers, extends, include',
  roots: composeRoots,
  render(root, files) {
    const rendering: Rendering = { root, files, compose: readComposeFiles(files), included: new Set() };
    const layers = layersOf(root, rendering.compose);
    const units = unitsOf({ files: layers, variables: root.id, at: null }, rendering, []);
    // A file that only has the name of a Compose file is nobody's.
    const claims = units.length === 0 ? [] : [...new Set([...root.entries, ...rendering.included])];
    return { units, claims, notes: rendering.compose.notes };
  },
});

interface Rendering {
  readonly root: Root;
  readonly files: Files;
  readonly compose: ComposeFiles;
  /** Files of included projects met so far: a project included twice is one unit. */
  readonly included: Set<string>;
}

interface Project {
  readonly files: readonly string[];
  /** A file in the folder whose `.env` fills its variables. */
  readonly variables: string;
  readonly at: Inclusion['at'] | null;
}

/** The unit of a project and those of the projects it includes; `stack` names the projects around it. */
function unitsOf(project: Project, rendering: Rendering, stack: readonly string[]): readonly Unit[] {
  const own = unitOf(project, rendering);
  const path = [...stack, project.files.join(' ')];
  const included = inclusionsOf(project.files, rendering.compose).flatMap((inclusion) => {
    if (path.includes(inclusion.files.join(' ')) || path.length > MOST_INCLUDES) {
      rendering.compose.unresolved('Compose files that include each other in a circle', inclusion.at);
      return [];
    }
    if (inclusion.files.length > 0 && inclusion.files.every((file) => rendering.included.has(file))) return [];
    for (const file of inclusion.files) rendering.included.add(file);
    return unitsOf(includedProject(inclusion, project, rendering.files), rendering, path);
  });
  return own ? [own, ...included] : included;
}

/** The entries that are layers: no file another one takes parts from, and no base below a file that runs without it. */
function layersOf(root: Root, compose: ComposeFiles): readonly string[] {
  const parts = partsOf(root.entries, compose);
  const [base, ...over] = root.entries;
  if (base !== undefined && base !== root.id && over.every((file) => standsAlone(file, compose))) return over;
  return root.entries.filter((file, position) => position === 0 || !parts.has(file));
}

/** An included project is filled from its own `.env` where it has one, else like the one that includes it. */
function includedProject(inclusion: Inclusion, by: Project, files: Files): Project {
  const first = inclusion.files[0] ?? '';
  const own = [...inclusion.envFiles, `${folderOf(first)}/.env`.replace(/^\//, '')].find((file) => files.has(file));
  return { files: inclusion.files, variables: own ?? by.variables, at: inclusion.at };
}

function unitOf(project: Project, { root, files, compose }: Rendering): Unit | null {
  const content = projectModel(project.files, compose);
  const file = project.files[0];
  if (!content || file === undefined) {
    if (project.at) compose.unresolved('includes a Compose file that is not here', project.at);
    return null;
  }
  const environmentFile = `${folderOf(project.variables)}/.env`.replace(/^\//, '');
  return {
    id: `${file}@${root.id}`,
    syntax: 'compose',
    file,
    inputs: [...compose.inputs(), ...(files.has(environmentFile) ? [environmentFile] : [])],
    context: {
      root: project.variables,
      namespace: null,
      environment: environmentOfFileName(root.id) ?? environmentOfFolders(file),
    },
    content: fillBuildPaths(content, environmentFile, files),
    notes: [],
  };
}
