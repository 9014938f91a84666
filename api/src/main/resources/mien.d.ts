/** The browser client of Mien. See `mien.js` for what it does and what it never does. */

/** What a page says about this visit: each name an attribute of the schema. */
export type Signals = Record<string, string | number | boolean | readonly string[]>;

/** The fields of an event. */
export type Fields = Record<string, string | number | boolean>;

export interface MienEvent {
  type: string;
  fields?: Fields;
}

export interface Options {
  /** Where the public listener is, such as `https://mien.example.com`; default: this page's own. */
  endpoint?: string;
  /** The site a capsule belongs to; default: the one the server knows by this page's origin. */
  site?: string;
  /**
   * Where the capsule is kept: `local` (default, shared by tabs), `session` (this tab only), `none`
   * (this page only), or a store of your own.
   */
  storage?: 'local' | 'session' | 'none' | Storage;
  /** How long the page waits for content before its own default stays, in milliseconds: 800. */
  timeout?: number;
}

export type Mode = 'session' | 'contextual';

export type Reason =
  | 'matched'
  | 'fallback'
  | 'held-out'
  | 'no-consent'
  | 'too-few'
  | 'unknown-slot';

export type Truth = 'true' | 'false' | 'unknown';

export interface PredicateWhy {
  text: string;
  truth: Truth;
  actual: string;
}

export interface RuleWhy {
  rule: string;
  text: string;
  truth: Truth;
  predicates: PredicateWhy[];
}

export interface SegmentWhy {
  segment: string;
  title: string;
  truth: Truth;
  /** What else decided, in words. */
  remark?: string;
  rules: RuleWhy[];
}

export interface Why {
  matched?: SegmentWhy;
  nearestMiss?: SegmentWhy;
  /** The segment that would have driven the slot, had enough visits got the same. */
  dropped?: string;
}

export type Content = Record<string, string | number | boolean>;

export interface Decision {
  reason: Reason;
  segment?: string;
  variant?: string;
  content?: Content;
  why?: Why;
}

/** Something of a request that was left out; it names the place, never the value. */
export interface Notice {
  pointer: string;
  code: string;
}

export interface Outcome {
  /** Whether the server answered; if not, the page keeps its own default content. */
  ok: boolean;
  /** `timeout`, `unreachable`, `paused` (told to wait), or the code of the server's problem. */
  problem?: string;
  mode: Mode;
  edition?: number;
  notices: Notice[];
  decisions: Record<string, Decision>;
  /** When what is held ends if nothing more is heard; null if nothing is held. */
  expires: string | null;
}

export interface Change extends Outcome {
  cause: 'decide' | 'signals' | 'consent' | 'erase' | 'other-tab';
}

export interface Consent {
  /** What the visitor allows from now on, in place of what was allowed before. */
  purposes: readonly string[];
  /** When that ends; default: as late as the purposes allow. */
  until?: Date | string | number;
}

export interface HeldAttribute {
  attribute: string;
  value: string;
  provenance: string;
  purpose: string;
  benefit: string;
  since: string;
  expires?: string;
}

export interface ConsentedPurpose {
  purpose: string;
  title: string;
  thirdParties: string[];
  ground: 'given' | 'assumed';
  since: string;
  until: string;
}

/** Everything that is held of a session, in words. */
export interface SessionView {
  edition: number;
  startedAt: string;
  seenAt: string;
  leasedAt: string;
  expires: string;
  consent: ConsentedPurpose[];
  attributes: HeldAttribute[];
  segments: SegmentWhy[];
  assignments: { subject: string; choice: string }[];
  dropped: string[];
  cluster: string[];
}

/** What a visitor sets right in their own session. */
export interface Corrections {
  /**
   * Values that stand for the session, whatever else is said or happens: of a count how often, of a
   * recency how many seconds ago. `null` takes one back and forgets what is held.
   */
  values?: Record<string, string | number | boolean | readonly string[] | null>;
  /** Segments that are not to hold, and those that may hold again. */
  segments?: { drop?: readonly string[]; restore?: readonly string[] };
}

export interface Erasure {
  /** False where the server did not answer: what is held is kept, and one may ask again. */
  erased: boolean;
  receipt: Record<string, unknown> | null;
}

/** The panel for visitors, in a page. */
export interface Panel {
  /** Goes to a section: `held`, `allow`, `erase`, `others`, `groups` or `crowd`. */
  open(section: string): void;
  /** Asks anew what is held; false where no answer came. */
  refresh(): Promise<boolean>;
  remove(): void;
}

/** A text, or one by plural category; `{name}` stands for a value. */
export type Message = string | Record<string, string>;

export interface PanelOptions {
  /**
   * Texts in place of those in `/privacy/messages.json`, by name. `lang` says their language;
   * `attributes` and `events` give what the schema names the words that visitors know.
   */
  messages?: { lang?: string; [name: string]: Message | undefined };
  /** The level of the panel's headings: 2 unless given. */
  headingLevel?: number;
}

export interface Mien {
  /** What fills these slots (default: those of this page). Never rejects. */
  decide(
    slots?: Iterable<string>,
    options?: { signals?: Signals; events?: readonly MienEvent[]; explain?: boolean },
  ): Promise<Outcome>;
  /** Says something about this visit; without a session it waits for the next decision. */
  signals(values: Signals): Promise<Outcome>;
  /** Tells that something happened; without a session nothing is sent. */
  track(event: string, fields?: Fields): Promise<Outcome>;
  /** Carries out what the visitor chose. Refusing when nothing is held sends nothing. */
  consent(consent: Consent): Promise<Outcome>;
  /** Takes all consent back. */
  withdraw(): Promise<Outcome>;
  /** The same, and remembers the month, and nothing else, so that nobody asks again too soon. */
  refuse(): Promise<Outcome>;
  /** Whether one may ask for consent: none is in force, and no refusal is younger than 6 months. */
  readonly mayAsk: boolean;
  /** Sets right what is held; without a session nothing is sent. */
  correct(corrections: Corrections): Promise<Outcome>;
  /**
   * The visitor's own copies of the last receipts, which are never sent. That of consent stays with
   * the capsule and goes with it; the rest is there until the page is left, for the visitor to save.
   */
  readonly receipts: { consent?: Record<string, unknown>; erasure?: Record<string, unknown> };
  /** Everything that is held, in words; null if nothing is. Rejects where it cannot be shown. */
  session(): Promise<SessionView | null>;
  /** Destroys the session everywhere. */
  erase(): Promise<Erasure>;
  /** Fills the slots under `root` (default: the document) with what was decided last. */
  render(root?: Document | Element): void;
  /**
   * Shows the panel for visitors in `place`: what is held, consent, erasure, the policy. Its files
   * are fetched from the node when it is first asked for; rejects where they cannot be.
   */
  privacy(place: Element, options?: PanelOptions): Promise<Panel>;
  /** Calls `listener` after each answer, and when a session begins or ends in another tab. */
  on(event: 'change', listener: (change: Change) => void): () => void;
  /** What this browser holds; null if nothing is held. */
  readonly held: { capsule: string; expires: string } | null;
  /** Whether the browser asks for Global Privacy Control. It is for the site to act on it. */
  readonly globalPrivacyControl: boolean;
}

export function createMien(options?: Options): Mien;
