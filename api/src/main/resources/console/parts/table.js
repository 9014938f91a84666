import { classes, html, useState } from '../view.js';
import { Icon } from './button.js';

const SHOWN_AT_FIRST = 100;

/**
 * Rows in columns. A click on a heading sorts by it.
 *
 * @param caption what the table holds, for those who hear the page
 * @param columns `{key, label, cell(row), sort?(row), right?, wide?, unseen?}`; `sort` gives a text or
 *     a number, and without it a column cannot be sorted by; the first column names the row
 * @param rows any values
 * @param keyOf tells rows apart
 * @param hrefOf the page of a row: its first cell becomes a link, and the whole row can be clicked
 * @param sorted the key of the column sorted by at first
 */
export function Table({ caption, columns, rows, keyOf, hrefOf, sorted, down = false }) {
  const [by, setBy] = useState({ key: sorted, down });
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const column = columns.find(({ key }) => key === by.key);
  const inOrder = column?.sort ? [...rows].sort(comparing(column.sort, by.down)) : rows;
  const some = inOrder.slice(0, shown);
  const sortBy = (key) => setBy({ key, down: by.key === key ? !by.down : false });
  return html`
    <div class="table-frame">
      <table class="table">
        <caption class="unseen">${caption}</caption>
        <thead>
          <tr>${columns.map((it) => html`<${Heading} key=${it.key} column=${it} by=${by} onSort=${sortBy} />`)}</tr>
        </thead>
        <tbody>
          ${some.map((row) => html`
            <tr key=${keyOf(row)} class=${hrefOf ? 'linked' : undefined}>
              ${columns.map((it, at) => at === 0
                ? html`<th scope="row" key=${it.key}>${hrefOf ? html`<a href=${hrefOf(row)}>${it.cell(row)}</a>` : it.cell(row)}</th>`
                : html`<td key=${it.key} class=${classes(it.right && 'right', it.wide && 'wide')}>${it.cell(row)}</td>`)}
            </tr>
          `)}
        </tbody>
      </table>
      ${rows.length > shown && html`
        <button type="button" class="button quiet more" onClick=${() => setShown(shown + 5 * SHOWN_AT_FIRST)}>
          Show more: ${rows.length - shown} are left
        </button>
      `}
    </div>
  `;
}

function Heading({ column: { key, label, sort, right, unseen }, by, onSort }) {
  const order = by.key !== key ? undefined : by.down ? 'descending' : 'ascending';
  const words = html`<span class=${unseen ? 'unseen' : undefined}>${label}</span>`;
  return html`
    <th scope="col" class=${right ? 'right' : undefined} aria-sort=${sort ? order ?? 'none' : undefined}>
      ${sort
        ? html`<button type="button" class="sort" onClick=${() => onSort(key)}>${words}<${Icon} name=${by.down && order ? 'down' : 'up'} /></button>`
        : words}
    </th>
  `;
}

function comparing(sort, down) {
  const way = down ? -1 : 1;
  return (one, other) => {
    const [a, b] = [sort(one), sort(other)];
    if (a === b) return 0;
    if (a === undefined || a === null) return 1;
    if (b === undefined || b === null) return -1;
    return typeof a === 'string' ? way * a.localeCompare(b) : way * (a - b);
  };
}

/**
 * Figures as a table, to stand below a plot: closed at first, and the same numbers.
 *
 * @param label what opens it
 * @param head texts; `rows` lists of texts or numbers
 */
export function DataTable({ label = 'Figures', caption, head, rows }) {
  return html`
    <details class="figures">
      <summary>${label}</summary>
      <div class="table-frame" tabindex="0" role="region" aria-label=${caption}>
        <table class="table dense">
          <caption class="unseen">${caption}</caption>
          <thead><tr>${head.map((text, at) => html`<th scope="col" key=${at} class=${at ? 'right' : undefined}>${text}</th>`)}</tr></thead>
          <tbody>
            ${rows.map((row, at) => html`
              <tr key=${at}>${row.map((it, place) => place
                ? html`<td key=${place} class="right">${it}</td>`
                : html`<th key=${place} scope="row">${it}</th>`)}</tr>
            `)}
          </tbody>
        </table>
      </div>
    </details>
  `;
}
