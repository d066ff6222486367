/** For browsers that cannot show the chat: a link to the page that makes the same case. */
import { h } from './dom.js';
import { WORDS } from './words.js';

/** @param {import('./tag.js').Tag} tag @param {import('./types.js').Look} look */
export function addPlainLink({ origin, merchant }, look) {
  const link = h(
    'a',
    { href: `${origin}/plain?merchant=${encodeURIComponent(merchant)}` },
    WORDS.plainLink,
  );
  const style = {
    position: 'fixed',
    right: '20px',
    bottom: '20px',
    padding: '12px 20px',
    'border-radius': '24px',
    background: look.colour,
    color: look.on_colour,
    font: '16px/1.25 sans-serif',
    'z-index': '2147483000',
  };
  for (const [name, value] of Object.entries(style)) link.style.setProperty(name, value);
  document.body.append(link);
}
