/** Days and times of day as the customer's own zone has them. */

/** @typedef {{zone?: string, locale?: string}} Where By default the browser's own. */

/** @returns {string} English, in the customer's own way of it: the widget's words are English. */
function englishOfTheirs() {
  const theirs = globalThis.navigator?.languages ?? [];
  return theirs.find((language) => /^en\b/i.test(language)) ?? 'en';
}

/** @param {Date} at @param {Intl.DateTimeFormatOptions} how @param {Where} where */
const written = (at, how, { zone, locale }) =>
  new Intl.DateTimeFormat(locale ?? englishOfTheirs(), { timeZone: zone, ...how }).format(at);

/** @param {Date} at @param {Where} [where] @returns {string} As in "3:05 PM". */
export const timeOfDay = (at, where = {}) =>
  written(at, { hour: 'numeric', minute: '2-digit' }, where);

/** @param {Date} at @param {Where} [where] @returns {string} With day, zone and all. */
export const fullTime = (at, where = {}) =>
  written(
    at,
    {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    },
    where,
  );

/** @param {Date} at @param {Where} [where] @returns {string} As in "Sunday, 22 November 2026". */
export const day = (at, where = {}) =>
  written(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, where);

/** @param {Date} at @param {Where} [where] @returns {string} As in "2026-11-22 14:05 UTC+08:00". */
export function stamp(at, { zone } = {}) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day: dayOfMonth, hour, minute, second } = parts;
  const asIfUtc = Date.UTC(+year, +month - 1, +dayOfMonth, +hour, +minute, +second);
  const offset = Math.round((asIfUtc - at.getTime()) / 60_000);
  return `${year}-${month}-${dayOfMonth} ${hour}:${minute} UTC${signed(offset)}`;
}

/** @param {number} minutes @returns {string} As in "+05:30". */
function signed(minutes) {
  const two = (n) => String(n).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
