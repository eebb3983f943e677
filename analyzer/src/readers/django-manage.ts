/** manage.py: the folder below it is a Django application, started through this file; every command of it loads the settings named here. */
import { baseName, folderOf } from '../syntax/path.ts';
import { defineReader } from './contract.ts';

const SETTINGS = /DJANGO_SETTINGS_MODULE["']\s*,\s*["']([\w.]+)["']/;

export default defineReader({
  id: 'django-manage',
  reads: 'manage.py: Django applications',
  syntax: 'code',
  accepts: ({ file }) => baseName(file) === 'manage.py',
  read({ file, content }) {
    const settings = SETTINGS.exec(content.text);
    if (!settings) return { facts: [], notes: [] };
    const at = content.index.span(settings.index, settings.index + settings[0].length);
    const name = settings[1]?.split('.')[0] ?? baseName(folderOf(file));
    return {
      facts: [
        {
          fact: 'package',
          language: 'python',
          name,
          folder: folderOf(file),
          application: true,
          entries: [file],
          dependencies: [],
          at,
        },
        { fact: 'import', language: 'python', specifier: settings[1] ?? name, at },
      ],
      notes: [],
    };
  },
});
