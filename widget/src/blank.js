/** Whether there is anything to read in a text. */

/** Spaces, control characters, what Unicode gives no look of its own, and the empty braille cell. */
const VISIBLE = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** @param {string} text @returns {boolean} */
export const isBlank = (text) => !VISIBLE.test(text);
