/** pom.xml: one Maven module, the modules it needs, and whether it is run. It follows no parent and resolves no property. */
import type { PackageFact } from '../model/fact.ts';
import { compareText } from '../model/place.ts';
import { isSkippedSource } from '../syntax/code/skip.ts';
import { blank, elementsIn, textIn } from '../syntax/markup.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { defineReader } from './contract.ts';

/** Plugins and packagings that make something to run, and starters that only servers need: the plugin may stand in the parent. */
const RUN =
  /<packaging>\s*(?:war|ear|quarkus)\b|\b(?:spring-boot|jib|quarkus|micronaut|exec|shade|docker)-maven-plugin\b|<artifactId>\s*(?:spring-boot-starter-(?:web\w*|actuator|batch|quartz)|spring-cloud-starter-gateway[\w-]*|spring-cloud-config-server|spring-cloud-starter-netflix-eureka-server|spring-boot-admin-starter-server|quarkus-(?:rest|resteasy)\w*|micronaut-http-server-\w+)\s*</;

export default defineReader({
  id: 'maven-package',
  reads: 'pom.xml: the Maven modules of a repository, what they need, which of them are run',
  syntax: 'text',
  accepts: ({ file }) => baseName(file) === 'pom.xml' && !isSkippedSource(file),
  read({ file, content }) {
    const text = blank(content.text, 'parent', 'dependencyManagement', 'pluginManagement', 'profiles');
    const own = blank(text, 'dependencies', 'build', 'reporting');
    const [named] = elementsIn(own, 'artifactId');
    if (!named) return { facts: [], notes: [] };
    const needed = elementsIn(text, 'dependency').flatMap(({ inner }) => textIn(inner, 'artifactId') ?? []);
    const fact: PackageFact = {
      fact: 'package',
      language: 'java',
      name: named.inner.trim(),
      folder: folderOf(file),
      application: RUN.test(text) && textIn(own, 'packaging') !== 'pom',
      entries: [],
      dependencies: [...new Set(needed)].sort(compareText),
      at: content.span(named.start, named.end),
    };
    return { facts: [fact], notes: [] };
  },
});
