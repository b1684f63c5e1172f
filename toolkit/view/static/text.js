// The article's text: marks that follow the choice, places to scroll to, words that are marked for a new quote.

function textPane(act) {
  const pane = h("div", {
    class: "text",
    role: "region",
    "aria-label": "Text of the article",
    tabindex: "0",
    dir: "auto",
  });
  let article = null;
  let marks = new Map(); // actor's id -> its marks
  let spans = new Map(); // quote's id -> its spans
  let nodes = []; // text nodes
  let starts = []; // where each begins
  let here = null;

  function show(now) {
    article = now;
    pane.innerHTML = article.html; // made by markup.py, every character of the article escaped
    if (DIRECTION.test(pane.textContent)) showDirections(pane);
    marks = grouped("[data-actor]", "actor");
    spans = grouped("[data-quote]", "quote");
    nodes = [];
    starts = [];
    let at = 0;
    const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      nodes.push(walker.currentNode);
      starts.push(at);
      at += walker.currentNode.length;
    }
    pane.scrollTop = 0;
    here = null;
  }

  function grouped(selector, name) {
    const found = new Map();
    for (const element of pane.querySelectorAll(selector)) {
      const id = element.dataset[name];
      if (!found.has(id)) found.set(id, []);
      found.get(id).push(element);
    }
    return found;
  }

  let before = { actor: null, quote: null, hidden: new Set() };
  function follow(view, seen) {
    toggle(marks.get(before.actor), "chosen", false);
    toggle(spans.get(before.quote), "chosen", false);
    for (const id of before.spoken ?? []) toggle(spans.get(id), "spoken", false);
    const spoken = view.actor ? article.quotes.filter((q) => q.speaker === view.actor).map((q) => q.id) : [];
    toggle(marks.get(view.actor), "chosen", true);
    toggle(spans.get(view.quote), "chosen", true);
    for (const id of spoken) toggle(spans.get(id), "spoken", true);
    const kept = new Set(seen.map((q) => q.id));
    const hidden = new Set([...spans.keys()].filter((id) => !kept.has(id)));
    for (const id of spans.keys()) {
      if (hidden.has(id) !== before.hidden.has(id)) toggle(spans.get(id), "left-out", hidden.has(id));
    }
    for (const type of Object.keys(TYPES)) pane.classList.toggle(`without-${TYPES[type]}`, !view.types.includes(type));
    before = { actor: view.actor, quote: view.quote, spoken, hidden };
  }

  function toggle(elements, name, on) {
    for (const element of elements ?? []) element.classList.toggle(name, on);
  }

  /** Where an offset lies in the page. */
  function place(at) {
    const k = Math.max(0, below(starts, at + 1) - 1);
    return [nodes[k], Math.min(at - starts[k], nodes[k].length)];
  }

  function range(start, end) {
    const found = document.createRange();
    found.setStart(...place(start));
    found.setEnd(...place(Math.max(end - 1, start)));
    const [node, at] = place(Math.max(end - 1, start));
    found.setEnd(node, Math.min(at + 1, node.length));
    return found;
  }

  /** Scrolls to a place in the text, and no further than needed in the notebook. */
  function go(start, end, lit = true) {
    if (!nodes.length) return;
    const where = range(start, end);
    const centre = () => {
      const box = where.getBoundingClientRect();
      const frame = pane.getBoundingClientRect();
      pane.scrollTop += box.top - frame.top - (frame.height - Math.min(box.height, frame.height)) / 2;
    };
    settled(centre);
    light("toolkit-here", lit ? [where] : []);
    const frame = pane.getBoundingClientRect();
    if (frame.bottom < 40 || frame.top > window.innerHeight - 40) pane.scrollIntoView({ block: "nearest" });
  }

  /** Lights up places without touching the page's elements; another view in the page keeps its own. */
  const lit = {};
  function light(name, ranges) {
    if (typeof Highlight === "undefined" || !CSS.highlights) return;
    if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
    const all = CSS.highlights.get(name);
    for (const old of lit[name] ?? []) all.delete(old);
    for (const place of ranges) all.add(place);
    lit[name] = ranges;
  }

  /** The paragraph at the top of the pane, and how far above it begins. */
  function anchor() {
    const top = pane.getBoundingClientRect().top;
    const k = paragraphs().findIndex((p) => p.getBoundingClientRect().bottom > top);
    return k < 0 ? null : { k, above: paragraphs()[k].getBoundingClientRect().top - top };
  }

  function back(to) {
    const put = () => {
      const paragraph = to && paragraphs()[to.k];
      if (paragraph) pane.scrollTop += paragraph.getBoundingClientRect().top - pane.getBoundingClientRect().top - to.above;
    };
    settled(put);
  }

  /** Scrolls now and in the next frames: paragraphs on the way get their heights only then. */
  function settled(scroll, frames = 2) {
    scroll();
    if (frames) requestAnimationFrame(() => settled(scroll, frames - 1));
  }

  const paragraphs = () => [...(pane.firstElementChild?.children ?? [])];

  /** Goes to the next or the previous mention of the actor that is chosen. */
  function step(id, by) {
    const found = article.actor.get(id)?.mentions ?? [];
    if (!found.length) return null;
    const at = here?.actor === id ? here.at + by : by > 0 ? 0 : found.length - 1;
    here = { actor: id, at: (at + found.length) % found.length };
    const [start, end, , paragraph, words] = found[here.at];
    go(start, end);
    return { number: here.at + 1, of: found.length, paragraph, words };
  }

  /** The offset of a place in the page, or null outside of the text. */
  function offset(node, at) {
    if (!pane.contains(node)) return null;
    const ahead = document.createRange();
    ahead.setStart(pane, 0);
    ahead.setEnd(node, at);
    return ahead.toString().length;
  }

  function marked() {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
    const found = chosen.getRangeAt(0);
    const start = offset(found.startContainer, found.startOffset);
    const end = offset(found.endContainer, found.endOffset);
    if (start === null || end === null || end - start < 2) return null;
    return { start, end, text: found.toString() };
  }

  pane.addEventListener("click", (event) => {
    if (marked()) return;
    const mark = event.target.closest("[data-actor]");
    const said = event.target.closest("[data-quote]");
    if (mark && !pane.classList.contains(`without-${[...mark.classList].find((c) => c in NAMED)}`)) {
      act.actor(mark.dataset.actor, { scroll: false });
    } else if (said && !said.classList.contains("left-out")) act.quote(said.dataset.quote, { scroll: false });
  });
  pane.addEventListener("mouseup", () => setTimeout(() => act.marked(marked()), 0));
  pane.addEventListener("keyup", (event) => event.shiftKey && act.marked(marked()));

  return {
    element: pane,
    show,
    follow,
    go,
    step,
    anchor,
    back,
    hits: (found) => light("toolkit-hit", found.map(([start, end]) => range(start, end))),
    dark: () => (light("toolkit-here", []), light("toolkit-hit", [])),
  };
}

const NAMED = { person: 1, organisation: 1, place: 1, other: 1 };

/** Marks that turn the direction of writing get a sign, and have no effect beyond it. */
function showDirections(root) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (DIRECTION.test(walker.currentNode.data)) found.push(walker.currentNode);
  for (const node of found) {
    const parts = node.data.split(new RegExp(`(${DIRECTION.source})`));
    node.replaceWith(
      ...parts.filter(Boolean).map((part) => (DIRECTIONS[part] ? h("bdi", { "data-sign": DIRECTIONS[part] }, part) : part)),
    );
  }
}
