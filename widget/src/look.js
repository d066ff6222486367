/** Asks the chat's server how this company's chat looks. */

/** Seconds to wait before each further try; then the chat stays away until the page is loaded anew. */
const PAUSES = [2, 5, 15, 30, 60, 60, 60];

/**
 * @param {import('./tag.js').Tag} tag
 * @returns {Promise<import('./types.js').Look | null>} Null where the server knows no such chat for this page.
 */
export async function askForLook({ origin, merchant }) {
  const address = `${origin}/chat/${encodeURIComponent(merchant)}/look.json`;
  for (const pause of [...PAUSES, null]) {
    const answer = await fetch(address, { credentials: 'omit' }).catch(() => null);
    if (answer?.ok) return answer.json();
    if (pause === null || (answer && answer.status < 500)) break;
    await soonerWhenOnline(pause * 1000);
  }
  return null;
}

/** @param {number} ms */
function soonerWhenOnline(ms) {
  return new Promise((done) => {
    setTimeout(done, ms);
    addEventListener('online', done, { once: true });
  });
}
