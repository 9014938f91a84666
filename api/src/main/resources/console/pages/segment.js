import { html } from '../view.js';
import { Empty, Page } from '../parts/index.js';

/** Segment. */
export default function Segment() {
  return html`
    <${Page} title="Segment">
      <${Empty} icon="segments" title="Nothing here yet">A segment will be written here, with blocks or as text.<//>
    <//>
  `;
}
