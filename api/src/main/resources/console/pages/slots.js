import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Slots. */
export default function Slots() {
  return html`
    <${Page} title="Slots">
      <${Empty} icon="slots" title="Nothing here yet">All slots with their offers will stand here.<//>
    <//>
  `;
}
