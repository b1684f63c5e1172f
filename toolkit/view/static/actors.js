// The actors: how often each is named, and what can be said of the one that is chosen.

function actorsPanel(now, act) {
  const element = h("div", { class: "panel-body" });
  const page = 50;
  let from = 0;

  function draw() {
    const { article, view, voice } = now;
    const actors = shownActors(article, view);
    const most = Math.max(1, ...actors.map((a) => a.named));
    const chosen = article.actor.get(view.actor);
    const at = actors.indexOf(chosen);
    if (at >= 0 && (at < from || at >= from + page)) from = at - (at % page);
    const rows = actors.map((a) => {
      const said = voice.of(a.name);
      const under = [
        a.roles[0],
        said.quotes ? count(said.quotes, "quote") : null,
        said.quoted ? `${percent(said.share)} of the quoted words` : null,
        a.corrected ? "corrected" : null,
      ].filter(Boolean);
      return {
        key: a.id,
        chosen: a.id === view.actor,
        label: `${plain(a.name)}, ${TYPES[a.type]}, named ${count(a.named, "time")}${under.length ? `, ${plain(under.join(", "))}` : ""}`,
        parts: [
          h("span", { class: "name" }, plain(a.name)),
          h(
            "span",
            { class: "measure" },
            h("span", { class: `bar ${TYPES[a.type]}`, style: `--share:${a.named / most}` }),
            h("span", { class: "number" }, String(a.named)),
          ),
          h("span", { class: "under" }, plain(under.join(" · "))),
        ],
      };
    });
    const types = Object.keys(TYPES).map((type) =>
      h(
        "label",
        { class: "check" },
        h("input", {
          type: "checkbox",
          checked: view.types.includes(type),
          onchange: (event) =>
            act.set({
              types: Object.keys(TYPES).filter((t) => (t === type ? event.target.checked : view.types.includes(t))),
            }),
        }),
        h("span", { class: `swatch ${TYPES[type]}` }),
        TYPE_GROUPS[type],
      ),
    );
    element.replaceChildren(
      h("div", { class: "checks", role: "group", "aria-label": "Types of actors" }, ...types),
      ...(chosen ? [detail(chosen)] : [h("p", { class: "hint" }, "Choose an actor: text, quotes and figures follow.")]),
      list({
        label: "Actors, those named most often first",
        name: "actors",
        rows,
        page,
        start: from,
        turned: (to) => (from = to),
        pick: (key) => (act.actor(key === now.view.actor ? null : key), refocus(element, key)),
        none: "No actor of these types is named.",
      }),
    );
  }

  /** What is known of the actor that is chosen, and what can be corrected of it. */
  function detail(a) {
    const { article } = now;
    const kinds = ["name", "nominal", "pronoun"].map((kind) => a.mentions.filter((m) => m[2] === kind).length);
    const words = ["by name", "by description", "by pronoun"];
    const mentions = kinds.map((n, k) => (n ? `${n} ${words[k]}` : null)).filter(Boolean);
    const said = now.voice.of(a.name);
    const facts = [
      ["Is", [TYPES[a.type], ...a.roles].join(", ")],
      ["Also called", a.aliases.join(", ")],
      ["Mentioned", mentions.join(", ") || "nowhere"],
      ["Says", said.quotes ? `${count(said.quoted, "word")} in quotation marks, ${said.indirect} reported` : "nothing"],
      ...Object.entries(a.groups),
    ].filter(([, value]) => value);
    const name = h("input", { type: "text", value: a.name, "aria-label": "Name", class: "grow" });
    const into = h(
      "select",
      { "aria-label": "Same as", class: "grow" },
      h("option", { value: "" }, "choose an actor …"),
    );
    const opened = (open) => {
      act.correcting = open;
      if (!open || into.length > 1) return; // there may be a thousand of them: only for who wants to choose
      const others = article.actors.filter((o) => o.id !== a.id).sort((x, y) => BY_NAME(x.name, y.name));
      into.append(...others.map((o) => h("option", { value: o.id }, plain(o.name))));
    };
    opened(act.correcting);
    const type = h(
      "select",
      { "aria-label": "Type", onchange: (event) => act.correct({ what: "retype", on: a.id, value: event.target.value }) },
      ...Object.entries(TYPES).map(([key, word]) => h("option", { value: key, selected: key === a.type }, word)),
    );
    const rename = () => name.value.trim() && act.correct({ what: "rename", on: a.id, value: name.value });
    name.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), rename()));
    return h(
      "section",
      { class: "detail", "aria-label": plain(a.name) },
      h(
        "div",
        { class: "detail-head" },
        h("h4", {}, plain(a.name)),
        h("button", { type: "button", class: "step", "aria-label": "Previous mention", title: "Previous mention (p)", onclick: () => act.step(-1) }, "‹"),
        h("button", { type: "button", class: "step", "aria-label": "Next mention", title: "Next mention (n)", onclick: () => act.step(1) }, "›"),
        h("button", { type: "button", class: "close", "aria-label": "Choose nobody", title: "Choose nobody (Esc)", onclick: () => act.actor(null) }, "×"),
      ),
      h("dl", {}, ...facts.flatMap(([term, value]) => [h("dt", {}, plain(term)), h("dd", {}, plain(value))])),
      h(
        "details",
        { class: "correct", open: act.correcting, ontoggle: (event) => opened(event.target.open) },
        h("summary", {}, "Correct this actor"),
        h("div", { class: "row" }, h("span", { class: "label" }, "Name"), name, h("button", { type: "button", onclick: rename }, "Rename")),
        h(
          "div",
          { class: "row" },
          h("span", { class: "label" }, "Same as"),
          into,
          h("button", { type: "button", onclick: () => into.value && act.correct({ what: "merge", on: a.id, value: into.value }) }, "Merge"),
        ),
        h(
          "div",
          { class: "row" },
          h("span", { class: "label" }, "Is a"),
          type,
          h("button", { type: "button", class: "push", onclick: () => act.correct({ what: "leave_out", on: a.id }) }, "Leave out of all counts"),
        ),
      ),
    );
  }

  return { element, draw };
}
