/** The transcript on screen. Only what is new is read out, and nobody is torn away from what they read. */
import { Bubble, quickReplies } from './bubble.js';
import { h, heard, icon, setText } from './dom.js';
import { day } from './times.js';
import { WORDS } from './words.js';

/** @typedef {import('./bubble.js').Line} Line */

/** So near to the end, in pixels, somebody reads the newest words. */
const NEAR = 48;
/** Screen readers need this long, in milliseconds, to have passed over what was filled in. */
const QUIET = 400;

export class Log {
  /**
   * @param {object} uses
   * @param {import('./types.js').Look} uses.look
   * @param {(text: string, button?: string) => void} uses.say
   * @param {(line: Line) => void} uses.change
   * @param {() => Promise<void>} uses.loadEarlier
   */
  constructor(uses) {
    this.uses = uses;
    /** @type {Map<string, Bubble>} */
    this.bubbles = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.days = new Map();
    this.isFilled = false;
    this.earlier = h(
      'button',
      { type: 'button', class: 'earlier', onclick: () => this.#showEarlier() },
      WORDS.earlier,
    );
    this.intro = this.#intro();
    this.lines = h('div', {
      class: 'log',
      role: 'log',
      'aria-label': WORDS.conversation,
      'aria-live': 'off',
      'aria-relevant': 'additions',
      tabindex: '0',
    });
    this.below = h(
      'button',
      { type: 'button', class: 'below', hidden: true, onclick: () => this.toEnd() },
      icon('down'),
      WORDS.newMessage,
    );
    this.element = h('div', { class: 'transcript' }, this.lines, this.below);
    this.lines.addEventListener('scroll', () => this.#scrolled());
    this.isAtEnd = true;
  }

  /**
   * @param {Line[]} lines Oldest first.
   * @param {object} how
   * @param {boolean} how.isFilled Whether what was said before is all there: the rest is news.
   * @param {boolean} how.earlier Whether older messages exist.
   * @param {boolean} how.starters Whether nothing was said yet.
   */
  show(lines, { isFilled, earlier, starters }) {
    this.isPressed = false;
    const known = new Set(this.bubbles.keys());
    const news = lines.filter((line) => !known.has(line.id));
    const isHistory = !this.isFilled || !isFilled || news.length > 20;
    if (isHistory && news.length) this.#silently();
    if (news.length) this.#measure();
    this.#place(lines, earlier);
    this.starters.hidden = !starters;
    this.isFilled = isFilled;
    if (isFilled && !this.isQuiet) this.lines.setAttribute('aria-live', 'polite');
    if (news.length) this.#follow(news, isHistory);
  }

  /** Begin where there is something to read: at the newest words, or at the welcome. */
  begin() {
    this.#silently();
    if (this.bubbles.size) this.toEnd();
    else {
      this.lines.scrollTop = 0;
      this.isAtEnd = false;
    }
  }

  /** Show the newest words. */
  toEnd() {
    this.lines.scrollTop = this.lines.scrollHeight;
    this.isAtEnd = true;
    this.below.hidden = true;
    if (this.element.getRootNode().activeElement === this.below) this.lines.focus();
  }

  /** Keep the newest words in view when the room for them changes. */
  keepEnd() {
    if (this.isAtEnd) this.lines.scrollTop = this.lines.scrollHeight;
  }

  /** @param {Line[]} lines @param {boolean} earlier */
  #place(lines, earlier) {
    /** @type {HTMLElement[]} */
    const wanted = earlier ? [this.earlier] : [this.intro];
    let date = '';
    let author = earlier ? '' : 'bot';
    let before = '';
    for (const line of lines) {
      const today = day(line.at);
      const startsDay = today !== date;
      if (startsDay) wanted.push(this.#day(today, line.at));
      const speaker = line.from + (line.name ?? '');
      const bubble = this.#bubble(line);
      bubble.show(line, startsDay || speaker !== author);
      const minute = `${speaker} ${Math.floor(line.at.getTime() / 60_000)}`;
      bubble.element.classList.remove('joined');
      if (minute === before) wanted[wanted.length - 1].classList.add('joined');
      before = minute;
      wanted.push(bubble.element);
      date = today;
      author = speaker;
    }
    this.#arrange(wanted, lines);
  }

  /** Put the elements in order, and move none that stands right: what moves is read out again. */
  #arrange(wanted, lines) {
    const stays = new Set(wanted);
    for (const element of [...this.lines.children]) if (!stays.has(element)) element.remove();
    wanted.forEach((element, i) => {
      const there = this.lines.children[i];
      if (there !== element) this.lines.insertBefore(element, there ?? null);
    });
    const ids = new Set(lines.map(({ id }) => id));
    for (const id of this.bubbles.keys()) if (!ids.has(id)) this.bubbles.delete(id);
  }

  /** @param {Line} line */
  #bubble(line) {
    const known = this.bubbles.get(line.id);
    if (known) return known;
    const { look, say, change } = this.uses;
    const bubble = new Bubble(line, {
      company: look.company,
      press: ({ id, title }) => this.#once(() => say(title, id)),
      change,
    });
    this.bubbles.set(line.id, bubble);
    return bubble;
  }

  /** What was pressed is gone when this is shown anew; until then it counts once. */
  #once(press) {
    if (this.isPressed) return;
    this.isPressed = true;
    press();
  }

  /** @param {string} date @param {Date} at */
  #day(date, at) {
    const element = this.days.get(date) ?? h('div', { class: 'day' }, h('span'));
    this.days.set(date, element);
    const now = new Date();
    const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, 12);
    const near = date === day(now) ? WORDS.today : date === day(yesterday) ? WORDS.yesterday : null;
    setText(element.firstChild, near ?? date);
    element.title = day(at);
    return element;
  }

  /** The welcome: who this is, what it can do, and what to begin with. */
  #intro() {
    const { look, say } = this.uses;
    const choices = look.starters.map((title) => ({ id: '', title }));
    this.starters = quickReplies(choices, ({ title }) => this.#once(() => say(title)));
    const said = Object.entries({ greeting: look.greeting, about: look.about });
    const texts = said
      .filter(([, text]) => text)
      .map(([id, text]) => h('p', { class: 'text', dir: 'auto', id }, text));
    const author = h('span', { class: 'author' }, WORDS.assistant, heard(': '));
    return h('div', { class: 'line bot first intro' }, author, ...texts, this.starters);
  }

  /** Fill in without a word from the screen reader. */
  #silently() {
    this.lines.setAttribute('aria-live', 'off');
    this.lines.setAttribute('aria-busy', 'true');
    clearTimeout(this.quiet);
    this.isQuiet = true;
    this.quiet = setTimeout(() => {
      this.isQuiet = false;
      this.lines.removeAttribute('aria-busy');
      if (this.isFilled) this.lines.setAttribute('aria-live', 'polite');
    }, QUIET);
  }

  /** @param {Line[]} news @param {boolean} isHistory */
  #follow(news, isHistory) {
    const own = news.some((line) => line.from === 'customer');
    if (!isHistory && !own && !this.isAtEnd) {
      this.below.hidden = false;
      return;
    }
    this.toEnd();
    const first = this.bubbles.get(news[0].id)?.element;
    // A message longer than the room for it is read from its beginning.
    if (!isHistory && !own && first) {
      const start = first.offsetTop - 8;
      if (start < this.lines.scrollTop) this.lines.scrollTop = start;
    }
  }

  #scrolled() {
    this.#measure();
    if (this.isAtEnd) this.below.hidden = true;
  }

  #measure() {
    const { scrollTop, scrollHeight, clientHeight } = this.lines;
    this.isAtEnd = scrollHeight - clientHeight - scrollTop < NEAR;
  }

  async #showEarlier() {
    setText(this.earlier, WORDS.loading);
    this.#silently();
    const fromEnd = this.lines.scrollHeight - this.lines.scrollTop;
    try {
      this.isFilled = false;
      this.isAtEnd = false;
      await this.uses.loadEarlier();
      await Promise.resolve();
      this.lines.scrollTop = this.lines.scrollHeight - fromEnd;
      if (!this.earlier.isConnected) this.lines.focus({ preventScroll: true });
    } catch {
      // Without a line the button stays, to be pressed again.
    }
    this.isFilled = true;
    setText(this.earlier, WORDS.earlier);
  }
}
