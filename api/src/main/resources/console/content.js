/**
 * Content of slots: its types, which part of a card each field is, and which addresses may be shown.
 * Texts are texts; nothing of content is ever markup.
 */

/** What a field can hold, by type: what it is called, what it is before anybody says something. */
export const TYPES = {
  text: { label: 'Text', empty: '' },
  url: { label: 'Address', empty: '/' },
  number: { label: 'Number', empty: 0 },
  flag: { label: 'Yes or no', empty: false },
};

/** How slots may begin: fields by type, and what they say at first. */
export const LAYOUTS = [
  {
    key: 'picture',
    label: 'Picture with words',
    types: { headline: 'text', text: 'text', action: 'text', link: 'url', image: 'url' },
    content: { headline: 'A headline', text: 'A sentence or two.', action: 'Have a look', link: '/', image: '/' },
  },
  {
    key: 'band',
    label: 'Words with a button',
    types: { headline: 'text', text: 'text', action: 'text', link: 'url' },
    content: { headline: 'A headline', text: 'A sentence or two.', action: 'Have a look', link: '/' },
  },
  { key: 'line', label: 'One line', types: { text: 'text', link: 'url' }, content: { text: 'A short line', link: '/' } },
];

const NAMES = {
  picture: /^(image|img|picture|photo|icon|logo|banner|thumbnail)$/,
  kicker: /^(eyebrow|kicker|badge|label|tag)$/,
  headline: /^(headline|heading|title|name)$/,
  action: /^(action|button|cta)$/,
  long: /^(text|body|lead|description|copy|story)$/,
};
const PICTURE_FILE = /\.(svg|png|jpe?g|webp|avif|gif)(\?|$)/i;

/** The part of a card that a field is: by its type, and by the last word of its name. */
export function partOf(field, type, value) {
  const last = field.split('_').at(-1);
  if (type === 'url') return NAMES.picture.test(last) || PICTURE_FILE.test(value ?? '') ? 'picture' : 'link';
  if (type !== 'text') return type;
  return ['kicker', 'headline', 'action'].find((part) => NAMES[part].test(last)) ?? 'text';
}

/** Whether a text is one that takes several lines. */
export const isLong = (field, value) => NAMES.long.test(field.split('_').at(-1)) || String(value ?? '').length > 60;

/** What the names of a card's fields begin with, and what comes after it. */
export const prefixOf = (field) => (field.includes('_') ? field.slice(0, field.indexOf('_')) : '');
export const restOf = (field) => field.slice(field.indexOf('_') + 1);

/**
 * The cards of a content: fields whose names begin alike, such as `first_name` and `first_price`,
 * make a card each; the rest makes one at the top.
 *
 * @returns `{top, cards}`: lists of `{field, type}`, and a list of such lists
 */
export function cardsOf(types) {
  const byPrefix = new Map();
  for (const [field, type] of Object.entries(types)) {
    const prefix = prefixOf(field);
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), { field, type }]);
  }
  const isCard = ([prefix, fields]) => prefix !== '' && fields.length > 1;
  const cards = [...byPrefix].filter(isCard);
  if (cards.length < 2) return { top: Object.entries(types).map(([field, type]) => ({ field, type })), cards: [] };
  return {
    top: [...byPrefix].filter((entry) => !isCard(entry)).flatMap(([, fields]) => fields),
    cards: cards.map(([, fields]) => fields),
  };
}

/** The text by which a content is recognised: its headline, or its first text. */
export function headlineOf(types, content = {}) {
  const texts = Object.entries(types).filter(([, type]) => type === 'text').map(([field]) => field);
  const field = texts.find((it) => partOf(it, 'text') === 'headline') ?? texts[0];
  return String(content[field] ?? '');
}

// ---- addresses ---------------------------------------------------------------------------------

/** What speaks against an address, as the checker says it; null if nothing does. */
export function objection(text) {
  if (!text) return 'An address is needed: a path such as /sale, or one with https://.';
  if (/[\u0000-\u0020\u007f\\]/.test(text)) return 'An address has no spaces and no backslashes.';
  if (text.startsWith('//')) return 'Two slashes lead to another site. Write one, or the whole address with https://.';
  if (text.startsWith('/')) return null;
  const parsed = URL.parse?.(text) ?? parse(text);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return 'Begin it with one slash, or with https:// or http://.';
  return parsed.username || parsed.password ? 'An address must not hold a name or a password.' : null;
}

function parse(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/**
 * Where something of the site can be loaded from here: a path belongs to the first address of the
 * site, and a whole address has to be one of the site's; else null.
 *
 * @param sites origins that the site has, as the node says
 */
export function onSite(text, sites) {
  if (objection(text) || !sites.length) return null;
  if (text.startsWith('/')) return sites[0] + text;
  const { origin, href } = new URL(text);
  return sites.includes(origin) ? href : null;
}

// ---- values ------------------------------------------------------------------------------------

/** Content for all fields: what is there already, and what each type is before that. */
export function filled(types, content = {}) {
  return Object.fromEntries(
    Object.entries(types).map(([field, type]) => [field, content[field] ?? TYPES[type]?.empty ?? '']),
  );
}

/** A value of another type, as near as it comes. */
export function turned(value, type) {
  switch (type) {
    case 'number':
      return Number.isFinite(Number(value)) ? Number(value) : 0;
    case 'flag':
      return value === true || value === 'true';
    case 'url':
      return objection(String(value)) ? '/' : String(value);
    default:
      return String(value);
  }
}
