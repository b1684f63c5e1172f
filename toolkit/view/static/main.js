// The view: text and panels side by side, what is chosen shared by all of them.

const TABS = [
  ["actors", "Actors", actorsPanel],
  ["quotes", "Quotes", quotesPanel],
  ["figures", "Figures", figuresPanel],
  ["statistics", "Statistics", statisticsPanel],
  ["search", "Search", searchPanel],
  ["corrections", "Corrections", correctionsPanel],
];

function render({ model, el }) {
  const { ask, stop } = asker(model);
  const now = { article: null, view: {}, seen: [], voice: null, corrections: {}, made: 0 };
  const status = h("p", { class: "status", role: "status", "aria-live": "polite" });
  const root = h("div", { class: "toolkit-explore", "data-lm-suppress-shortcuts": "true", role: "group", "aria-label": "Article explorer" });

  const act = {
    correcting: false,
    say(text, wrong = false) {
      status.textContent = plain(text);
      status.classList.toggle("wrong", wrong);
    },
    async ask(what, doing, tell = false) {
      flush();
      try {
        const answer = await ask({ view: now.view, ...what }, { slow: () => act.say(`${doing}: the kernel is busy, or has stopped …`) });
        if (tell && answer.message) act.say(answer.message);
        else if (status.textContent.startsWith(doing)) act.say("");
        return answer;
      } catch (error) {
        act.say(error.message, true);
        return null;
      }
    },
    set(change) {
      now.view = { ...now.view, ...change };
      save();
      follow();
    },
    actor(id, { scroll = true } = {}) {
      const actor = now.article.actor.get(id);
      act.set({ actor: actor ? id : null, actor_name: actor?.name ?? null, quote: null });
      if (!actor) return act.say("nobody is chosen");
      const quotes = now.seen.filter((q) => q.stated && q.speaker === id).length;
      act.say(`${actor.name}: ${count(actor.mentions.length, "mention")}, ${count(quotes, "quote")}`);
      if (scroll && actor.mentions.length) text.step(id, 1);
    },
    quote(id, { scroll = true } = {}) {
      const quote = now.article.quote.get(id);
      if (!scroll) now.view.tab = "quotes";
      act.set({ quote: quote ? id : null });
      if (quote && scroll) text.go(quote.content[0][0], quote.content[0][1], false);
      if (quote) act.say(`${quote.who}, ${quote.how}`);
    },
    step(by) {
      const found = now.view.actor && text.step(now.view.actor, by);
      if (!found) return act.say("choose an actor first");
      const where = found.paragraph ? `paragraph ${found.paragraph}` : "headline";
      act.say(`mention ${found.number} of ${found.of}: “${found.words}”, ${where}`);
    },
    go: (start, end) => text.go(start, end),
    hits: (found) => text.hits(found),
    tab(name) {
      if (now.view.tab !== name) act.set({ tab: name });
    },
    async correct(what) {
      act.say("correcting …");
      return act.ask({ do: "correct", ...what }, "correcting", true);
    },
    undo: () => act.ask({ do: "undo" }, "undoing", true),
    marked(found) {
      adder.hidden = !found;
      adder.found = found ?? adder.found;
      panel("quotes").marked(found);
    },
  };

  const text = textPane(act);
  const filters = filterBar(now, act);
  const panels = TABS.map(([name, title, make]) => ({ name, title, ...make(now, act) }));
  const panel = (name) => panels.find((p) => p.name === name);
  const articles = model.get("articles").length ? articlesPane(model, act) : null;
  const id = `explore-${Math.random().toString(36).slice(2)}`;
  for (const p of panels) {
    p.button = h(
      "button",
      { type: "button", role: "tab", id: `${id}-tab-${p.name}`, "aria-controls": `${id}-${p.name}`, onclick: () => act.tab(p.name) },
      p.title,
    );
    p.frame = h("div", { role: "tabpanel", id: `${id}-${p.name}`, "aria-labelledby": `${id}-tab-${p.name}`, class: `panel ${p.name}` }, p.element);
  }
  const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "What is shown beside the text" }, ...panels.map((p) => p.button));
  tabs.addEventListener("keydown", (event) => {
    const at = panels.findIndex((p) => p.button === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: panels.length - 1 }[event.key];
    if (to === undefined) return;
    const next = panels[(to + panels.length) % panels.length];
    act.tab(next.name);
    next.button.focus();
    event.preventDefault();
  });

  const undo = h("button", { type: "button", onclick: act.undo }, "Undo");
  const code = h("button", { type: "button", onclick: showCode }, "Code and report");
  const keys = h("button", { type: "button", "aria-label": "Keys", title: "Keys (?)", onclick: () => open(keysDialog()) }, "?");
  const adder = h("button", { type: "button", class: "adder main", hidden: true, onclick: () => ((adder.hidden = true), panel("quotes").open(adder.found)) }, "Add as a quote");
  const title = h("h3", {});
  const about = h("p", { class: "about" });
  const head = h("div", { class: "top" }, h("div", { class: "titles" }, title, about), h("div", { class: "buttons" }, undo, code, keys));
  const work = h(
    "div",
    { class: "work" },
    h("div", { class: "reading" }, text.element, adder),
    h("div", { class: "beside" }, tabs, ...panels.map((p) => p.frame)),
  );
  root.append(...(articles ? [articles.element] : []), head, filters.element, status, work);
  el.replaceChildren(root);

  async function showCode() {
    const answer = await act.ask({ do: "code" }, "writing the code");
    if (answer) open(codeDialog(answer, act));
  }

  function open(box) {
    root.append(box);
    box.showModal();
  }

  root.addEventListener("keydown", (event) => {
    if (event.target.closest("dialog")) return;
    const typing = event.target.matches("input:not([type=checkbox]):not([type=range]), textarea, select");
    if (event.key === "Escape") act.actor(null);
    else if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing) act.undo();
    else if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "/") (act.tab("search"), panel("search").focus());
    else if (event.key === "n") act.step(1);
    else if (event.key === "p") act.step(-1);
    else if (event.key === "t") text.element.focus();
    else if (event.key === "?") open(keysDialog());
    else if (event.key >= "1" && event.key <= String(panels.length)) {
      act.tab(panels[event.key - 1].name);
      panels[event.key - 1].button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  let saving = null;
  function save() {
    clearTimeout(saving);
    saving = setTimeout(flush, 150);
  }
  function flush() {
    if (saving === null) return;
    clearTimeout(saving);
    saving = null;
    model.set("view", now.view);
    model.save_changes();
  }

  /** Draws what depends on the choice and the filters: the text's marks and the panel that is open. */
  function follow() {
    if (!now.article) return;
    now.seen = seenQuotes(now.article, now.view);
    now.voice = voices(now.article, now.seen);
    text.follow(now.view, now.seen);
    filters.draw();
    undo.disabled = !now.corrections.undo;
    undo.title = now.corrections.undo ? `Undo: ${now.corrections.undo}` : "Nothing to undo";
    const focused = root.contains(document.activeElement);
    for (const p of panels) {
      const chosen = p.name === now.view.tab;
      p.button.setAttribute("aria-selected", String(chosen));
      p.button.tabIndex = chosen ? 0 : -1;
      p.frame.hidden = !chosen;
      if (chosen) p.draw();
    }
    if (focused && !root.contains(document.activeElement)) {
      // What had the focus was drawn anew: who works from the keyboard goes on where they were.
      const open = panel(now.view.tab);
      (open.element.querySelector("[role=option][aria-selected=true]") ?? open.button).focus({ preventScroll: true });
    }
    const given = now.corrections.entries?.length ?? 0;
    panel("corrections").button.textContent = given ? `Corrections (${given})` : "Corrections";
  }

  function take() {
    const article = model.get("article");
    const there = Boolean(article?.html);
    for (const part of [head, filters.element, work]) part.hidden = !there;
    now.corrections = model.get("corrections");
    now.view = { ...model.get("view"), ...(saving === null ? {} : now.view) };
    if (!there) return;
    const same = now.article?.id === article.id && now.article?.html.length > 0;
    const anchor = same && text.anchor();
    now.article = prepared(structuredClone(article));
    now.made += 1;
    title.textContent = plain(article.title);
    about.textContent = plain([article.about, ...article.numbers.map(([n, what]) => `${n} ${what}`)].filter(Boolean).join(" · "));
    const called = now.view.actor_name;
    const actors = now.article.actors;
    const actor = actors.find((a) => a.name === called) ?? actors.find((a) => a.aliases.includes(called));
    if (!actor || actor.id !== now.view.actor) {
      now.view = { ...now.view, actor: actor?.id ?? null, actor_name: actor?.name ?? null };
      save();
    }
    if (!now.article.quote.has(now.view.quote)) now.view.quote = null;
    text.show(now.article);
    if (same) text.back(anchor);
    else panel("search").forget();
    if (!same) text.dark();
    follow();
  }

  const heard = {
    "change:article": take,
    "change:corrections": () => ((now.corrections = model.get("corrections")), follow()),
    "change:view": () => {
      if (saving !== null || JSON.stringify(model.get("view")) === JSON.stringify(now.view)) return;
      now.view = { ...model.get("view") };
      follow();
    },
    "change:chosen": () => articles?.draw(),
  };
  for (const [name, call] of Object.entries(heard)) model.on(name, call);
  take();
  return () => {
    flush();
    stop();
    text.dark();
    for (const [name, call] of Object.entries(heard)) model.off(name, call);
  };
}

export default { render };
