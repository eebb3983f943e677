/** The JSON Schema of `keyturn.yaml`, made from the shapes that read it; published so that editors complete and check the file. */
import { configurationFile } from './sections.ts';
import type { Schema } from './shape.ts';

/** Draft 2020-12. `analyzer/schema/keyturn-yaml.schema.json` is this, printed. */
export function configurationSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'keyturn-yaml.schema.json',
    title: 'keyturn.yaml',
    description: 'The registry as code: what no scan can see, and corrections of what it saw. Every key is optional.',
    ...configurationFile.schema,
  };
}
