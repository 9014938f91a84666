import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Results. */
export default function Results() {
  return html`
    <${Page} title="Results">
      <${Empty} icon="results" title="Nothing here yet">What was decided, and what came of it, will stand here.<//>
    <//>
  `;
}
