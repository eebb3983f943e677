/**
 * Docker Compose: the files of a project become one unit, as `docker compose config` would merge them, but with every variable
 * left in place, because which variable a value comes from is what we want to know. An included project is a unit of its own.
 */
import type { Note } from '../model/fact.ts';
import { folderOf } from '../syntax/path.ts';
import type { Unit } from '../syntax/unit.ts';
import { composeRoots } from './compose-names.ts';
import { type ComposeReading, type Inclusion, readCompose } from './compose-project.ts';
import { defineRenderer, type Files, type Root } from './contract.ts';
import { environmentOfFileName, environmentOfFolders } from './environment.ts';

/** Projects may include each other this far. */
const MOST_INCLUDES = 20;

export default defineRenderer({
  id: 'compose',
  joins: 'Compose files of one project: override files and layers, extends, include',
  roots: composeRoots,
  render(root, files) {
    const reading = readCompose(files);
    const entries = layersOf(root, reading);
    const units: Unit[] = [];
    const included = new Set<string>();
    function add(project: Project, stack: readonly string[]): void {
      const unit = unitOf(project, root, reading, files);
      if (unit) units.push(unit);
      for (const inclusion of reading.inclusions(project.files)) {
        const key = inclusion.files.join(' ');
        if (stack.includes(key) || stack.length > MOST_INCLUDES) reading.notes.push(circle(inclusion));
        else if (!included.has(key)) {
          for (const file of inclusion.files) included.add(file);
          add(includedProject(inclusion, project, files), [...stack, key]);
        }
        included.add(key);
      }
    }
    add({ files: entries, variables: root.id, at: null }, [entries.join(' ')]);
    if (units.length === 0) return { units, claims: [], notes: [] };
    return { units, claims: [...new Set([...root.entries, ...included])], notes: reading.notes };
  },
});

interface Project {
  readonly files: readonly string[];
  /** A file in the folder whose `.env` fills its variables. */
  readonly variables: string;
  readonly at: Inclusion['at'] | null;
}

/** The entries that are layers: no file another one takes parts from, and no base below a file that runs without it. */
function layersOf(root: Root, reading: ComposeReading): readonly string[] {
  const parts = reading.takenFrom(root.entries);
  const [base, ...over] = root.entries;
  if (base !== undefined && base !== root.id && over.every(reading.standsAlone)) return over;
  return root.entries.filter((file, position) => position === 0 || !parts.has(file));
}

/** An included project is filled from its own `.env` where it has one, else like the one that includes it. */
function includedProject(inclusion: Inclusion, by: Project, files: Files): Project {
  const first = inclusion.files[0] ?? '';
  const own = [...inclusion.envFiles, `${folderOf(first)}/.env`.replace(/^\//, '')].find((file) => files.has(file));
  return { files: inclusion.files, variables: own ?? by.variables, at: inclusion.at };
}

function circle(inclusion: Inclusion): Note {
  return { note: 'unresolved', what: 'Compose files that include each other in a circle', at: inclusion.at };
}

function unitOf(project: Project, root: Root, reading: ComposeReading, files: Files): Unit | null {
  const content = reading.model(project.files);
  const file = project.files[0];
  if (!content || file === undefined) {
    if (project.at)
      reading.notes.push({ note: 'unresolved', what: 'includes a Compose file that is not here', at: project.at });
    return null;
  }
  const environmentFile = `${folderOf(project.variables)}/.env`.replace(/^\//, '');
  return {
    id: `${file}@${root.id}`,
    syntax: 'compose',
    file,
    inputs: [...reading.inputs(), ...(files.has(environmentFile) ? [environmentFile] : [])],
    context: {
      root: project.variables,
      namespace: null,
      environment: environmentOfFileName(root.id) ?? environmentOfFolders(file),
    },
    content,
    notes: [],
  };
}
