// Elements, lists and questions to Python. The scripts of this folder are joined into one module, in the order that
// widget.py names; nothing is fetched from anywhere.

const DIRECTIONS = {
  "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF",
  "\u202d": "LRO", "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
};
const DIRECTION = new RegExp(`[${Object.keys(DIRECTIONS).join("")}]`);

/** Text of an article for a list: what turns the direction of writing is shown instead. */
function plain(text) {
  const given = String(text);
  return DIRECTION.test(given) ? [...given].map((c) => (DIRECTIONS[c] ? `⟨${DIRECTIONS[c]}⟩` : c)).join("") : given;
}

/** An element; children are elements or text, which is never markup. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  // A notebook's shortcuts look no further than the element with the focus: it must say itself that keys are the view's.
  if (element.tabIndex >= 0 || "tabindex" in attributes) element.setAttribute("data-lm-suppress-shortcuts", "true");
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An element of a drawing. */
function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const COMMAS = new Intl.NumberFormat("en"); // made once: making one takes longer than a list
const DIGITS = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const BY_NAME = new Intl.Collator("en").compare;
const count = (n, one, several = `${one}s`) => `${COMMAS.format(n)} ${n === 1 ? one : several}`;
const percent = (share) => (share > 0 && share < 0.005 ? "under 1%" : `${Math.round(100 * share)}%`);

/** Asks Python and gives its answer; what the user can mend is thrown as an Error with its sentence. */
function asker(model) {
  const waiting = new Map();
  let last = 0;
  const own = Math.random().toString(36).slice(2);
  const heard = (message, buffers) => {
    const waits = waiting.get(message.id);
    if (!waits) return;
    waiting.delete(message.id);
    if (message.error) waits.fail(new Error(message.error));
    else waits.done({ ...message, buffers });
  };
  model.on("msg:custom", heard);
  const ask = (what, { slow = () => {}, after = 4000 } = {}) =>
    new Promise((done, fail) => {
      const id = `${own}-${(last += 1)}`;
      const timer = setTimeout(() => waiting.has(id) && slow(), after);
      waiting.set(id, {
        done: (answer) => (clearTimeout(timer), done(answer)),
        fail: (error) => (clearTimeout(timer), fail(error)),
      });
      model.send({ id, ...what });
    });
  return { ask, stop: () => model.off("msg:custom", heard) };
}

/**
 * A list of which one row is chosen: arrow keys move, Enter or Space choose, a click chooses. Long lists come in
 * pages; no row is ever left out.
 *
 * rows: [{ key, parts, label, chosen }]; pick(key) is called with the row that was chosen.
 */
function list({ label, rows, pick, page = 100, name, start = 0, turned = () => {}, none = "There are none." }) {
  const box = h("div", { class: "list-box" });
  const draw = (from) => {
    const shown = rows.slice(from, from + page);
    const items = shown.map((row) =>
      h(
        "li",
        {
          role: "option",
          tabindex: "-1",
          "aria-selected": row.chosen ? "true" : "false",
          "aria-label": row.label,
          "data-key": row.key,
          class: row.class,
        },
        ...row.parts,
      ),
    );
    const ul = h("ul", { role: "listbox", "aria-label": label, class: `list ${name}` }, ...items);
    const first = items.find((item) => item.getAttribute("aria-selected") === "true") ?? items[0];
    if (first) first.tabIndex = 0;
    ul.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) pick(item.dataset.key, item);
    });
    ul.addEventListener("keydown", (event) => {
      const at = items.indexOf(event.target);
      if (at < 0) return;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
      if (event.key === "Enter" || event.key === " ") pick(event.target.dataset.key, event.target);
      else if (to !== undefined && items[to]) {
        event.target.tabIndex = -1;
        items[to].tabIndex = 0;
        items[to].focus();
      } else if (to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
    });
    const parts = [rows.length ? ul : h("p", { class: "none" }, none)];
    if (rows.length > page) {
      const turn = (to) => {
        draw(to);
        turned(to);
        box.querySelector("[role=option]")?.focus({ preventScroll: true });
      };
      parts.push(
        h(
          "div",
          { class: "pages" },
          h("button", { type: "button", disabled: from === 0, onclick: () => turn(from - page) }, "Previous"),
          h("span", {}, `${from + 1}–${Math.min(from + page, rows.length)} of ${COMMAS.format(rows.length)}`),
          h("button", { type: "button", disabled: from + page >= rows.length, onclick: () => turn(from + page) }, "Next"),
        ),
      );
    }
    box.replaceChildren(...parts);
  };
  draw(Math.max(0, Math.floor(Math.min(start, rows.length - 1) / page) * page));
  return box;
}

/** Puts the focus back on the row of a key after its list was drawn anew. */
function refocus(root, key) {
  root.querySelector(`[role=option][data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
