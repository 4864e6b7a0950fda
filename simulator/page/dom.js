"use strict";
// What the other files of the page share. All text goes into the document as text, never as markup.

/**
 * Makes an element. Properties that begin with "data-" or "aria-" become attributes, `on` the click.
 *
 * @param {string} tag with its classes: "p.quiet"
 */
const element = (tag, properties = {}, ...children) => {
  const [name, ...classes] = tag.split(".");
  const made = document.createElement(name);
  if (classes.length > 0) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (key === "on") made.addEventListener("click", value);
    else if (/^(data|aria)-|^(role|for|scope)$/.test(key)) made.setAttribute(key, String(value));
    else made[key] = value;
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return made;
};

const byId = (id) => document.getElementById(id);

/** Puts new content in the place of the old. The focus stays on the element with the same `data-key`. */
const refill = (place, ...children) => {
  const key = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  place.replaceChildren(...children);
  if (key === undefined) return;
  const again = [...place.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  again?.focus({ preventScroll: true });
};

const number = (value, most = 0, least = 0) =>
  value.toLocaleString("en", { minimumFractionDigits: least, maximumFractionDigits: most });

/** Sums by currency, each as a text: "2.01 USD", "0.31 USD invented". */
const amounts = (sums, digits = 2) => {
  const parts = Object.entries(sums).map(([currency, amount]) => `${number(amount, digits, digits)} ${currency}`);
  return parts.length > 0 ? parts : ["0"];
};
const money = (sums, digits) => amounts(sums, digits).join(" + ");

const clockTime = (iso) => new Date(iso).toLocaleTimeString("en-GB");

/** Sends to a route of the simulator. Throws an Error with what it answers. */
const send = async (method, route, body) => {
  const response = await fetch(`/_simulator/${route}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
};

/** Tells what came of a button, aloud for those who do not see it. */
const say = (text, kind = "good") => {
  const place = byId("said");
  place.dataset.kind = kind;
  place.textContent = text;
};

/** A handler of a click that waits for an answer. */
const press = (work) => async (event) => {
  const button = event.currentTarget;
  button.disabled = true;
  try {
    await work();
  } catch (error) {
    say(error.message, "bad");
  } finally {
    button.disabled = false;
  }
};

globalThis.sim = { element, byId, refill, number, amounts, money, clockTime, send, say, press };
