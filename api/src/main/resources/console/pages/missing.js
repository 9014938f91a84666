import { html } from '../view.js';
import { Empty, LinkButton, Page } from '../parts/index.js';

/** The page for an address that names none. */
export default function Missing() {
  return html`
    <${Page} title="No such page">
      <${Empty} icon="search" title="This address leads nowhere" action=${html`<${LinkButton} kind="main" href="#/">To the overview<//>`}>
        It may have been renamed or removed since it was noted down.
      <//>
    <//>
  `;
}
