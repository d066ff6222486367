/** What the `<script>` tag runs: reads the tag, asks how this company's chat looks, and shows it. */
import { Conversation } from './conversation.js';
import { RefundChatElement } from './element.js';
import { askForLook } from './look.js';
import { addPlainLink } from './plain-link.js';
import { readTag } from './tag.js';

const NAME = 'refund-chat';

/** Whether style sheets can be made that a strict content security policy lets through. */
const canBeStyled =
  'adoptedStyleSheets' in Document.prototype && 'replaceSync' in CSSStyleSheet.prototype;

/** @param {import('./tag.js').Tag} tag */
async function start(tag) {
  /** @type {((chat: RefundChatElement) => void)[]} What the page asked for before the chat was there. */
  const asked = [];
  let run = (what) => void asked.push(what);
  window.RefundChat = {
    open: () => run((chat) => chat.open()),
    close: () => run((chat) => chat.close()),
    identify: (token) => run((chat) => chat.conversation.identify(token || null)),
    clear: () => run((chat) => chat.conversation.logOut()),
  };
  const look = await askForLook(tag);
  if (!look) return;
  if (document.readyState === 'loading') {
    await new Promise((ready) => document.addEventListener('DOMContentLoaded', ready));
  }
  if (!canBeStyled) {
    addPlainLink(tag, look);
    return;
  }
  const chat = new RefundChatElement();
  chat.begin({ look, origin: tag.origin, conversation: new Conversation(tag) });
  document.body.append(chat);
  run = (what) => what(chat);
  asked.forEach(run);
}

const tag = readTag();
// A page that has the tag twice has one chat.
if (tag && !customElements.get(NAME)) {
  customElements.define(NAME, RefundChatElement);
  start(tag);
}
