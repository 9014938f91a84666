import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Changes. */
export default function Changes() {
  return html`
    <${Page} title="Changes">
      <${Empty} icon="changes" title="Nothing here yet">What this draft changes will stand here, to be reviewed and published.<//>
    <//>
  `;
}
