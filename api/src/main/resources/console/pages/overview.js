import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Overview. */
export default function Overview() {
  return html`
    <${Page} title="Overview">
      <${Empty} icon="overview" title="Nothing here yet">What is in force, what is being worked on and what visitors get will stand here.<//>
    <//>
  `;
}
