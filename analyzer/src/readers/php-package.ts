/** composer.json: one PHP package, what it needs, and whether it is run. */
import { compareText } from '../model/place.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import { entriesAt, scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const RUN =
  /^(?:laravel\/(?:framework|lumen-framework)|symfony\/(?:framework-bundle|runtime)|slim\/slim|cakephp\/cakephp|yiisoft\/yii2|codeigniter4\/framework|drupal\/core(?:-recommended)?|roots\/wordpress)$/;

export default defineReader({
  id: 'php-package',
  reads: 'composer.json: the PHP packages of a repository, what they need, which of them are run',
  syntax: 'yaml',
  accepts: ({ file }) => baseName(file) === 'composer.json',
  read({ file, content }) {
    const folder = folderOf(file);
    const name = scalarAt(content, 'name');
    const dependencies = entriesAt(content, 'require')
      .map(({ key }) => key.text)
      .filter((text) => text.includes('/'))
      .sort(compareText);
    const application = textAt(content, 'type') === 'project' || dependencies.some((one) => RUN.test(one));
    const entries = dependencies.includes('laravel/framework') ? ['artisan', 'public/index.php'] : [];
    return {
      facts: [
        {
          fact: 'package',
          language: 'php',
          name: name?.text ?? baseName(folder),
          folder,
          application,
          entries: entries.map((path) => (folder ? `${folder}/${path}` : path)),
          dependencies,
          at: (name ?? content).span,
        },
      ],
      notes: [],
    };
  },
});
