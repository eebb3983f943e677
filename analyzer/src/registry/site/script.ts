/**
 * All the script of the site: filters and sorts the rows that are there already. It loads nothing and writes no markup. The policy of each page
 * allows this text and no other, by its digest; a test computes it anew.
 */

export const SCRIPT = `
const rows = [...document.querySelectorAll('tbody tr')];
const search = document.querySelector('input[type=search]');
const count = document.querySelector('output');
const show = () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = row.dataset.s + ' ' + row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  count.value = shown + ' of ' + rows.length;
};
const valueOf = (row, at) => {
  const text = row.cells[at].dataset.v ?? row.cells[at].textContent.trim();
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
};
const compare = (a, b) => (typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === 'number' ? -1 : 1);
for (const button of document.querySelectorAll('th button')) {
  button.addEventListener('click', () => {
    const cell = button.closest('th');
    const up = cell.getAttribute('aria-sort') === 'descending';
    for (const other of cell.parentElement.cells) other.removeAttribute('aria-sort');
    cell.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const sign = up ? 1 : -1;
    rows.sort((a, b) => sign * compare(valueOf(a, cell.cellIndex), valueOf(b, cell.cellIndex)));
    rows[0]?.parentElement.append(...rows);
  });
}
search.addEventListener('input', show);
show();
`.trim();

/** SHA-256 of the text between the tags, base64. */
export const SCRIPT_DIGEST = 'sha256-0JJgjT8PojCWuiKDpr5YCDsOrjcfHQVgwKF+zVS3pCw=';
