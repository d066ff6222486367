/** Reads the `<script>` tag that the company has put on its page. */

/** @typedef {{origin: string, merchant: string, identity: string | null}} Tag */

/** @returns {Tag | null} Null for a tag without a merchant. */
export function readTag() {
  const script = /** @type {HTMLScriptElement | null} */ (
    document.currentScript ?? document.querySelector('script[data-merchant]')
  );
  const { merchant, identity } = script?.dataset ?? {};
  if (!script || !merchant) return null;
  return {
    origin: new URL(script.src, location.href).origin,
    merchant,
    identity: identity || null,
  };
}
