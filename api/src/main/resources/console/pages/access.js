import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Access. */
export default function Access() {
  return html`
    <${Page} title="Access">
      <${Empty} icon="access" title="Nothing here yet">Who you are here, and your tokens, will stand here.<//>
    <//>
  `;
}
