/**
 * The shapes that the widget and its server exchange, and those that the widget keeps.
 *
 * @typedef {{id: string, title: string}} Choice A quick reply; its id means something to the server alone.
 *
 * @typedef {object} Message
 * @property {number} id Grows with time within a conversation.
 * @property {'customer' | 'bot' | 'staff'} from
 * @property {string | null} name The person's name, for staff.
 * @property {string} text
 * @property {string} at ISO 8601 with offset.
 * @property {Choice[]} buttons
 * @property {string | null} key The id that the client gave it, for the customer's words.
 * @property {number | null} [reply_to] The customer's message that it answers, for the bot's words.
 *
 * @typedef {object} Unsent Words that no server has confirmed yet.
 * @property {string} key
 * @property {string} text
 * @property {string} [button] The id of the quick reply that was pressed.
 * @property {number} at Milliseconds since 1970.
 * @property {string} [refused] Why the server will not take it, in the server's own sentence.
 * @property {number} [after] The newest message when it was refused, 0 without any: its place.
 *
 * @typedef {object} Session
 * @property {string} id
 * @property {string} secret
 * @property {boolean} [said] Whether anything was ever said in it.
 *
 * @typedef {'bot' | 'waiting' | 'human' | 'closed' | null} WhoSpeaks
 *
 * @typedef {object} Welcome
 * @property {{id: string, secret: string | null}} session
 * @property {string} company
 * @property {WhoSpeaks} who_speaks
 * @property {string | null} ref
 * @property {'accepted' | 'refused' | null} identity
 * @property {number} seen
 * @property {Message[]} messages
 * @property {boolean} earlier Whether older messages exist.
 *
 * @typedef {{ok: true, id: number, at: string, text: string}} Stored
 * @typedef {{ok: false, code: string, say: string, retry_after: number | null}} NotStored
 *
 * @typedef {object} Look
 * @property {string} merchant
 * @property {string} company
 * @property {string} assistant
 * @property {string} colour
 * @property {string} on_colour
 * @property {string | null} avatar A path on the chat's origin.
 * @property {string} greeting
 * @property {string} about
 * @property {string[]} starters
 * @property {number} longest In characters.
 *
 * @typedef {'idle' | 'connecting' | 'up' | 'down' | 'refused'} Link
 */
export {};
