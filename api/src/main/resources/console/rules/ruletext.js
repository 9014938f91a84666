/**
 * The text of a rule, with completion and findings as one types.
 *
 * The editor lives in a shadow root: there it may bring its style sheets along as objects, while in
 * the page itself it would need inline styles, which the console's policy refuses.
 */
import { html, useEffect, useRef } from '../view.js';
import { Annotation, Compartment, EditorState } from '../lib/codemirror-state.js';
import { EditorView, drawSelection, keymap, placeholder, tooltips } from '../lib/codemirror-view.js';
import { defaultKeymap, history, historyKeymap } from '../lib/codemirror-commands.js';
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from '../lib/codemirror-language.js';
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, startCompletion } from '../lib/codemirror-autocomplete.js';
import { lintKeymap, setDiagnostics } from '../lib/codemirror-lint.js';
import { tags } from '../lib/lezer-highlight.js';

/** Marks changes that were not typed here, so that they are not told back. */
const fromOutside = Annotation.define();

const JOINING = /^(and|or|not)\b(?!-)/;
const TESTS = /^(is|in|between|has|any|all|of|known|unknown|within)\b(?!-)/;

/** Enough of the grammar to colour it; what is right is for the checker to say. */
const language = StreamLanguage.define({
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(JOINING)) return 'keyword';
    if (stream.match(TESTS)) return 'operator';
    if (stream.match(/^(true|false)\b/)) return 'bool';
    if (stream.match(/^-?\d+(\.\d+)?/)) return 'number';
    if (stream.match(/^[<>]=?/)) return 'operator';
    if (stream.match(/^[()[\],]/)) return 'bracket';
    if (stream.match(/^"[^"]*"?/)) return 'string';
    if (stream.match(/^[A-Za-z][\w.-]*/)) return 'variableName';
    stream.next();
    return null;
  },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent-strong)', fontWeight: '700' },
  { tag: tags.operator, color: 'var(--calm)' },
  { tag: [tags.number, tags.bool, tags.string], color: 'var(--warn)' },
  { tag: tags.variableName, color: 'var(--ink)' },
  { tag: tags.bracket, color: 'var(--ink-soft)' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--card)', border: '1px solid var(--line-strong)', borderRadius: 'var(--radius-small)', fontSize: '.875rem' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '0' },
  '&[data-readonly]': { backgroundColor: 'var(--sunken)', borderColor: 'var(--line)' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { padding: '.5rem 0', minHeight: '4.5rem', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 .75rem' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-placeholder': { color: 'var(--ink-soft)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--chosen)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--chosen)', outline: 'none' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: 'var(--radius)', boxShadow: 'var(--shadow-high)', overflow: 'hidden' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font)', maxHeight: '16rem', minWidth: '18rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '.25rem .6rem', display: 'flex', gap: '.75rem', alignItems: 'baseline' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--chosen)', color: 'var(--ink)' },
  '.cm-completionLabel': { fontFamily: 'var(--mono)' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': { marginLeft: 'auto', color: 'var(--ink-soft)', fontStyle: 'normal', fontSize: '.8125rem', overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-diagnostic': { padding: '.4rem .7rem', fontFamily: 'var(--font)' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--bad)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--warn)' },
  '.cm-lintRange': { backgroundImage: 'none' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--bad)', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--warn)', textUnderlineOffset: '3px' },
});

/**
 * @param text what it holds; it is put in if it is not what was typed last
 * @param onChange called with the text on every key
 * @param findings `{from, to, severity, message, hint?}`, places in the text from 0
 * @param complete called with the text and a place in it, answers `{from, to, insert, label, detail, kind}`
 * @param label what it is, for those who hear the page
 */
export default function RuleText({ text, onChange, findings, complete, label, disabled }) {
  const host = useRef(null);
  const view = useRef(null);
  const latest = useRef({ echoes: [] });
  Object.assign(latest.current, { onChange, complete });

  useEffect(() => {
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' });
    const frozen = new Compartment();
    view.current = new EditorView({
      root,
      parent: root,
      state: EditorState.create({ doc: text, extensions: extensions(latest, label, frozen) }),
    });
    view.current.frozen = frozen;
    return () => view.current.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    const { echoes } = latest.current;
    // What was typed comes back a little later, when more may have been typed already.
    if (echoes.includes(text)) {
      echoes.splice(0, echoes.lastIndexOf(text) + 1);
      return;
    }
    const now = editor.state.doc.toString();
    if (text !== now) editor.dispatch({ changes: { from: 0, to: now.length, insert: text }, annotations: fromOutside.of(true) });
  }, [text]);

  useEffect(() => {
    view.current.dispatch({ effects: view.current.frozen.reconfigure(freezing(disabled)) });
  }, [disabled]);

  useEffect(() => {
    const { state } = view.current;
    view.current.dispatch(setDiagnostics(state, findings.map((it) => placed(it, state.doc))));
  }, [findings]);

  return html`<div class="rule-text" ref=${host}></div>`;
}

const freezing = (disabled) => [
  EditorState.readOnly.of(Boolean(disabled)),
  EditorView.editorAttributes.of(disabled ? { 'data-readonly': '' } : {}),
];

function extensions(latest, label, frozen) {
  return [
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    language,
    syntaxHighlighting(colours),
    look,
    EditorView.lineWrapping,
    EditorView.domEventHandlers({ beforeinput: typedOver }),
    EditorView.contentAttributes.of({ 'aria-label': label, 'aria-multiline': 'true' }),
    placeholder('For example: sale_views >= 3 and not gift is true'),
    tooltips({ position: 'absolute' }),
    autocompletion({ override: [(context) => completed(context, latest)], icons: false, activateOnTypingDelay: 120 }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged || update.transactions.some((it) => it.annotation(fromOutside))) return;
      const typed = update.state.doc.toString();
      latest.current.echoes.push(typed);
      latest.current.onChange(typed);
      // After a blank a word is due; offering it spares looking for it.
      if (update.view.hasFocus && /[\s[(]$/.test(textBefore(update.state))) startCompletion(update.view);
    }),
    keymap.of([{ key: 'Tab', run: acceptCompletion }, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
    frozen.of([]),
  ];
}

/**
 * Puts what is typed in the place of what is selected. Left to the browser, it would take the looks of
 * the old text along as an inline style, which the console's policy refuses with a complaint.
 */
function typedOver(happened, editor) {
  const isTyped = happened.inputType === 'insertText' && happened.data && !editor.composing;
  if (!isTyped || editor.state.readOnly || editor.state.selection.main.empty) return false;
  happened.preventDefault();
  editor.dispatch(editor.state.replaceSelection(happened.data), { userEvent: 'input.type', scrollIntoView: true });
  return true;
}

const textBefore = (state) => state.sliceDoc(Math.max(0, state.selection.main.head - 1), state.selection.main.head);

async function completed(context, latest) {
  const stop = new AbortController();
  context.addEventListener('abort', () => stop.abort());
  const found = await latest.current.complete(context.state.doc.toString(), context.pos, stop.signal).catch(() => []);
  if (!found.length || context.aborted) return null;
  return {
    from: found[0].from,
    to: found[0].to,
    options: found.map((it) => ({ label: it.label, apply: it.insert, detail: it.detail, type: it.kind })),
    filter: false,
  };
}

/** A finding of the checker as a range of the text, at least one character wide where there is one. */
function placed({ from, to, severity, message, hint }, { length }) {
  const start = Math.min(from, Math.max(0, length - 1));
  const end = Math.min(length, Math.max(to, start + 1));
  return { from: start, to: end, severity, message: hint ? `${message}: ${hint}` : message };
}
