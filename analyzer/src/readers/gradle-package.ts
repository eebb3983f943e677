/** build.gradle and build.gradle.kts: one Gradle project, the projects it needs, and whether it is run. Scripts are looked at, never run. */
import type { PackageFact } from '../model/fact.ts';
import { compareText } from '../model/place.ts';
import { isSkippedSource } from '../syntax/code/skip.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { defineReader } from './contract.ts';

/** Plugins that make something to run; a plugin that is only declared for others (`apply false`) makes nothing. */
const RUN =
  /(?:id\s*\(?\s*["'](?:application|war|org\.springframework\.boot|io\.quarkus|io\.micronaut\.application|io\.ktor\.plugin|com\.google\.cloud\.tools\.jib|com\.gradleup\.shadow|com\.github\.johnrengelman\.shadow)["']\)?(?![^\n]*apply\s*\(?false))|^\s*application\s*(?:\{|$)|alias\(libs\.plugins\.(?:spring\.boot|ktor|shadow|jib|quarkus)\)(?![^\n]*apply)|apply plugin:\s*["'](?:application|org\.springframework\.boot)["']/m;

export default defineReader({
  id: 'gradle-package',
  reads: 'build.gradle(.kts): the Gradle projects of a repository, the projects they need, which of them are run',
  syntax: 'text',
  accepts: ({ file }) => /^build\.gradle(?:\.kts)?$/.test(baseName(file)) && !isSkippedSource(file),
  read({ file, content }) {
    const { text } = content;
    const folder = folderOf(file);
    // The root of a build often only declares plugins for the others.
    if (folder === '' && !RUN.test(text)) return { facts: [], notes: [] };
    const projects = [...text.matchAll(/project\s*\(\s*(?:path\s*[:=]\s*)?["']:([\w:.-]+)["']/g)];
    const fact: PackageFact = {
      fact: 'package',
      language: 'java',
      name: baseName(folder),
      folder,
      application: RUN.test(text),
      entries: [],
      // A project is called by the last part of its path.
      dependencies: [...new Set(projects.map(([, path = '']) => path.split(':').at(-1) ?? ''))].sort(compareText),
      at: content.span(0, 0),
    };
    return { facts: [fact], notes: [] };
  },
});
