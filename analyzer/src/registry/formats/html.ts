/** A static site: two lists to search and a page per credential. It needs no server and no network, and runs nothing that came from a repository. */
import { viewOf } from '../../explain/view.ts';
import { defineExporter } from '../contract.ts';
import { pagesOf } from '../page.ts';
import { pageNamesOf } from '../page-names.ts';
import { credentialPage } from '../site/credential-page.ts';
import { consumerList, credentialList } from '../site/lists.ts';

export default defineExporter({
  id: 'html',
  writes: 'a static site with search and pictures; it needs no network',
  folder: true,
  *files(inventory) {
    const view = viewOf(inventory);
    const names = pageNamesOf(inventory.credentials);
    const pageOf = pagesOf(view);
    yield { path: 'index.html', text: credentialList(view, names) };
    yield { path: 'consumers.html', text: consumerList(view, names) };
    for (const credential of inventory.credentials)
      yield {
        path: `credentials/${names.get(credential.id)}.html`,
        text: credentialPage(pageOf(credential), inventory),
      };
  },
});
