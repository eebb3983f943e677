/** *.csproj and *.fsproj: one .NET project, the projects it references, and whether it is run. It evaluates no condition or property. */
import type { PackageFact } from '../model/fact.ts';
import { compareText } from '../model/place.ts';
import { isSkippedSource } from '../syntax/code/skip.ts';
import { attributeOf, elementsIn, textIn } from '../syntax/markup.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { defineReader } from './contract.ts';

const PROJECT_FILE = /\.(?:cs|fs|vb)proj$/;

export default defineReader({
  id: 'dotnet-project',
  reads: '*.csproj: the .NET projects of a repository, the projects they reference, which of them are run',
  syntax: 'text',
  accepts: ({ file }) => PROJECT_FILE.test(file) && !isSkippedSource(file),
  read({ file, content }) {
    const [project] = elementsIn(content.text, 'Project');
    if (!project) return { facts: [], notes: [] };
    const references = ['ProjectReference', 'PackageReference'].flatMap((name) => elementsIn(project.inner, name));
    const fact: PackageFact = {
      fact: 'package',
      language: 'csharp',
      name: nameOf(file),
      folder: folderOf(file),
      application:
        /\.Sdk\.(?:Web|Worker|BlazorWebAssembly)$|Aspire\.AppHost/.test(attributeOf(project, 'Sdk') ?? '') ||
        /^(?:Exe|WinExe)$/i.test(textIn(project.inner, 'OutputType') ?? ''),
      entries: [],
      // An Aspire host starts the projects it references; it does not contain them.
      dependencies: isHost(project, content.text)
        ? []
        : [...new Set(references.map((one) => nameOf(attributeOf(one, 'Include') ?? '')))]
            .filter((name) => name !== '')
            .sort(compareText),
      at: content.span(0, project.start),
    };
    return { facts: [fact], notes: [] };
  },
});

function isHost(project: Parameters<typeof attributeOf>[0], text: string): boolean {
  return /Aspire\.AppHost/.test(attributeOf(project, 'Sdk') ?? '') || /Aspire\.AppHost\.Sdk|<IsAspireHost>/.test(text);
}

/** Projects are called by their file: `..\Orders.Data\Orders.Data.csproj`. */
function nameOf(path: string): string {
  return baseName(path.replaceAll('\\', '/')).replace(PROJECT_FILE, '');
}
