import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Calendar. */
export default function Calendar() {
  return html`
    <${Page} title="Calendar">
      <${Empty} icon="calendar" title="Nothing here yet">When which offer runs will stand here.<//>
    <//>
  `;
}
