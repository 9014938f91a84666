import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** History. */
export default function History() {
  return html`
    <${Page} title="History">
      <${Empty} icon="history" title="Nothing here yet">All editions will stand here, to be looked at and gone back to.<//>
    <//>
  `;
}
