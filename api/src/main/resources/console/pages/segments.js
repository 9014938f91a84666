import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Segments. */
export default function Segments() {
  return html`
    <${Page} title="Segments">
      <${Empty} icon="segments" title="Nothing here yet">All segments with their reach will stand here.<//>
    <//>
  `;
}
