/** The page for visitors: the panel, with the capsule that this host's pages share. */
import { createMien } from '/mien.js';

for (const place of document.querySelectorAll('.node')) place.textContent = location.origin;
const panel = await createMien().privacy(document.getElementById('panel'));
if (location.hash) panel.open(location.hash.slice(1));
