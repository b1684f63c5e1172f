// The quotes: who said what, as far as the filters let through; each can be corrected, and one added.

function quotesPanel(now, act) {
  const shown = h("div", {});
  const names = h("datalist", { id: `speakers-${Math.random().toString(36).slice(2)}` });
  const element = h("div", { class: "panel-body" }, shown, names);
  let from = 0;
  let adding = null; // what is being added: { start, end, text }

  function draw() {
    const { article, view, seen } = now;
    const actor = article.actor.get(view.actor);
    const all = actor ? seen.filter((q) => q.speaker === actor.id) : seen;
    const theirs = all.filter((q) => q.stated);
    const unsaid = all.filter((q) => !q.stated);
    const statements = article.quotes.filter((q) => q.stated).length;
    const about = actor ? seen.filter((q) => q.speaker !== actor.id && speaksOf(q, actor)) : [];
    const head = actor
      ? `${count(theirs.length, "quote")} by ${actor.name}`
      : `${count(theirs.length, "quote")}${theirs.length < statements ? ` of ${statements}` : ""}`;
    const at = theirs.findIndex((q) => q.id === view.quote);
    if (at >= 0 && (at < from || at >= from + 50)) from = at - (at % 50);
    shown.replaceChildren(
      h(
        "div",
        { class: "head" },
        h("h4", {}, plain(head)),
        actor ? h("button", { type: "button", onclick: () => act.actor(null) }, "All speakers") : null,
        h("button", { type: "button", class: "push", onclick: () => open({ text: "" }) }, "Add a quote"),
      ),
      ...(adding ? [form()] : []),
      list({
        label: plain(head),
        name: "quotes",
        page: 50,
        start: from,
        turned: (to) => (from = to),
        rows: theirs.map(row),
        pick,
        none: actor ? "No quote of this actor passes the filters." : "No quote passes the filters.",
      }),
      ...(unsaid.length
        ? [
            h("h4", { class: "second" }, plain(`${count(unsaid.length, "thought, plan or deed", "thoughts, plans and deeds")}, in no count`)),
            list({ label: "Thoughts, plans and deeds", name: "unsaid", page: 50, rows: unsaid.map(row), pick }),
          ]
        : []),
      ...(about.length
        ? [
            h("h4", { class: "second" }, plain(`${count(about.length, "quote")} of others that mention ${actor.name}`)),
            list({ label: "Quotes that mention the actor", name: "quotes", page: 50, rows: about.map(row), pick }),
          ]
        : []),
    );
    const chosen = article.quote.get(view.quote);
    const item = chosen && element.querySelector(`[data-key="${chosen.id}"]`);
    item?.after(h("li", { role: "presentation", class: "below" }, corrector(chosen)));
  }

  function pick(key) {
    act.quote(key === now.view.quote ? null : key);
    refocus(element, key);
  }

  function speaksOf(q, actor) {
    return actor.mentions.some(([a]) => q.content.some(([start, end]) => start <= a && a < end));
  }

  function row(q) {
    const sure = q.corrected ? "corrected" : `confidence ${q.confidence.toFixed(2)}`;
    const where = q.paragraph ? `paragraph ${q.paragraph}` : "headline";
    const forWhom = now.article.actor.get(q.speaks_for);
    const who = q.who + (forWhom ? `, for ${forWhom.name}` : "");
    return {
      key: q.id,
      chosen: q.id === now.view.quote,
      class: q.kind,
      label: plain(`${who}, ${q.how}, ${where}, ${sure}: ${q.text}`),
      parts: [
        h("span", { class: "name" }, plain(who)),
        h("span", { class: "under" }, `${q.how} · ${where} · ${count(q.words, "word")} · ${sure}`),
        h("span", { class: "said" }, plain(q.text)),
      ],
    };
  }

  /** A field for a speaker's name, with the article's actors to choose from. */
  function speakerField(value) {
    if (names.article !== now.article) {
      const byNumber = [...now.article.actors].sort((a, b) => b.named - a.named);
      names.replaceChildren(...byNumber.map((a) => h("option", { value: a.name })));
      names.article = now.article;
    }
    return h("input", { type: "text", list: names.id, value, class: "grow", "aria-label": "Speaker", placeholder: "a name" });
  }

  function corrector(q) {
    const field = speakerField(now.article.actor.get(q.speaker)?.name ?? "");
    const set = (value) => act.correct({ what: "speaker", on: q.id, value });
    field.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), set(field.value)));
    field.addEventListener("focus", () => field.select());
    return h(
      "div",
      { class: "correct", role: "group", "aria-label": "Correct this quote" },
      h("div", { class: "row" }, h("span", { class: "label" }, "Speaker"), field, h("button", { type: "button", onclick: () => set(field.value) }, "Set")),
      h(
        "div",
        { class: "row" },
        q.unnamed && h("button", { type: "button", onclick: () => act.correct({ what: "name_unnamed", on: q.id, value: field.value }) }, "Name in all quotes"),
        h("button", { type: "button", onclick: () => set("") }, "Nobody named"),
        h("button", { type: "button", class: "push", onclick: () => act.correct({ what: "strike", on: q.id }) }, "Not a quote"),
      ),
    );
  }

  function open(marked) {
    adding = marked;
    act.tab("quotes");
    draw();
    element.querySelector(marked.text ? "[aria-label=Speaker]" : "textarea")?.focus({ preventScroll: true });
  }

  function form() {
    const text = h("textarea", { rows: "2", "aria-label": "Words of the quote", placeholder: "its words, as they stand in the text" });
    text.value = adding.text;
    const field = speakerField(now.article.actor.get(now.view.actor)?.name ?? "");
    const close = () => ((adding = null), draw());
    const add = async () => {
      const whole = adding.start !== undefined && text.value === adding.text;
      const where = whole ? { start: adding.start, end: adding.end } : { text: text.value };
      if (await act.correct({ what: "add", ...where, name: field.value })) close();
    };
    return h(
      "section",
      { class: "detail", "aria-label": "Add a quote" },
      h("p", { class: "hint" }, "Mark the words in the text, or type them."),
      text,
      h(
        "div",
        { class: "row" },
        h("span", { class: "label" }, "Speaker"),
        field,
        h("button", { type: "button", class: "main", onclick: add }, "Add"),
        h("button", { type: "button", onclick: close }, "Cancel"),
      ),
    );
  }

  return { element, draw, open, marked: (found) => adding && found && open(found) };
}
