/** The open chat. */
import { Composer } from './composer.js';
import { copyOf, saveAs } from './copy.js';
import { h, setText } from './dom.js';
import { EndQuestion } from './end-question.js';
import { Header } from './header.js';
import { linesOf } from './lines.js';
import { Log } from './log.js';
import { Menu } from './menu.js';
import { WORDS } from './words.js';

/** Older messages are loaded for a copy in at most so many parts. */
const PARTS = 100;

export class Panel {
  /**
   * @param {object} uses
   * @param {import('./types.js').Look} uses.look
   * @param {string} uses.origin
   * @param {import('./conversation.js').Conversation} uses.conversation
   * @param {() => void} uses.close
   */
  constructor({ look, origin, conversation, close }) {
    this.look = look;
    this.conversation = conversation;
    this.menu = new Menu([
      { label: WORDS.talkToPerson, run: () => this.#say(WORDS.talkToPersonSays) },
      { label: WORDS.saveCopy, run: () => this.#saveCopy() },
      { label: WORDS.end, run: () => this.question.open(conversation.ref) },
    ]);
    this.header = new Header({ look, origin, menu: this.menu.element, close });
    this.log = new Log({
      look,
      say: (text, button) => this.#say(text, button),
      change: (line) => this.#change(line),
      loadEarlier: () => conversation.loadEarlier(),
    });
    this.status = h('p', { class: 'status', role: 'status' });
    this.composer = new Composer({
      longest: look.longest,
      say: (text) => conversation.say(text),
      typing: () => conversation.type(),
      draft: conversation.draft,
    });
    this.question = new EndQuestion({
      ended: () => this.#end(),
      kept: () => this.menu.button.focus(),
    });
    this.element = h(
      'section',
      { class: 'panel', role: 'dialog', 'aria-label': WORDS.panel(look.company), hidden: true },
      this.header.element,
      this.log.element,
      this.status,
      this.composer.element,
      this.question.element,
    );
  }

  /** Close what lies on top of the chat. @returns {boolean} Whether something did. */
  closeTop() {
    const top = [this.menu, this.question].find(({ isOpen }) => isOpen);
    top?.close();
    return Boolean(top);
  }

  show() {
    const { conversation } = this;
    const lines = linesOf(conversation);
    this.header.show(conversation);
    // Who opens an empty chat hears that this is a bot and what it is for; later, who speaks now.
    const isEmpty = !lines.length && !conversation.isLoading;
    this.element.setAttribute('aria-describedby', isEmpty ? 'greeting about' : 'who');
    this.log.show(lines, {
      isFilled: !conversation.isLoading,
      earlier: conversation.transcript.earlier,
      starters: isEmpty,
    });
    this.#showStatus();
  }

  #showStatus() {
    const { link, notice, ended, typing, transcript } = this.conversation;
    const typist =
      typing.who === 'staff' ? (transcript.personsName ?? WORDS.someone) : WORDS.assistant;
    const words = {
      idle: ended ? WORDS.ended : '',
      connecting: WORDS.connecting,
      up: typing.who ? WORDS.isTyping(typist) : '',
      down: notice ?? WORDS.offline,
      refused: notice ?? WORDS.turnedAway,
    }[link];
    setText(this.status, words);
    this.status.className = `status ${link} ${link === 'up' && typing.who ? 'typing' : ''}`;
    this.log.keepEnd();
  }

  /** @param {string} text @param {string} [button] */
  #say(text, button) {
    this.conversation.say(text, button);
    // What was pressed is gone, and with it the place where the keyboard was.
    this.focus();
  }

  /** Go where one writes; on a phone only to the words, since its keyboard would cover them. */
  focus() {
    if (matchMedia('(pointer: coarse)').matches) this.log.lines.focus({ preventScroll: true });
    else this.composer.focus();
  }

  /** @param {import('./bubble.js').Line} line */
  #change(line) {
    this.conversation.takeBack(line.id);
    this.composer.put(line.text);
  }

  #end() {
    this.conversation.end();
    this.composer.focus();
  }

  async #saveCopy() {
    const { conversation, look } = this;
    const { transcript, outbox } = conversation;
    try {
      for (let i = 0; i < PARTS && transcript.earlier; i += 1) await conversation.loadEarlier();
    } catch {
      // Without a line the copy has what is on screen.
    }
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
    const { messages } = transcript;
    const text = copyOf({
      company: look.company,
      ref: conversation.ref,
      messages,
      unsent: outbox.list(),
      zone,
    });
    saveAs(text, `chat-${look.merchant}-${new Date().toISOString().slice(0, 10)}.txt`);
  }
}
