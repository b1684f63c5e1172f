// Figures that follow the choice: where in the article, and who has how many of the quoted words.

function figuresPanel(now, act) {
  const element = h("div", { class: "panel-body figures" });

  function draw() {
    const { article, view } = now;
    const actors = shownActors(article, view).filter((a) => a.mentions.length);
    const top = actors.slice(0, view.top);
    const chosen = article.actor.get(view.actor);
    if (chosen && !top.includes(chosen)) top.push(chosen);
    element.replaceChildren(
      h(
        "div",
        { class: "head" },
        h("label", { class: "check" }, "Actors", number(view.top, actors.length)),
        h("span", { class: "under push" }, "Files follow the filters."),
      ),
      figure("Where in the article", "timeline", timeline(top), key()),
      figure("Share of the quoted words", "voice", shares()),
      h(
        "section",
        { class: "figure" },
        h("h4", {}, "For a briefing too"),
        ...[
          ["actors", "How often each is named"],
          ["sentences", "Length of the sentences"],
          ["words", "Frequent words"],
          ["readability", "Readability"],
        ].map(([name, title]) => h("div", { class: "head" }, h("span", {}, title), downloads(name, title))),
      ),
    );
  }

  function number(value, most) {
    const input = h("input", { type: "number", min: "1", max: String(Math.max(most, 1)), value: String(value), "aria-label": "How many actors" });
    input.addEventListener("change", () => act.set({ top: Math.max(1, Math.min(99, Number(input.value) || 12)) }));
    return input;
  }

  function figure(title, name, picture, ...more) {
    return h("section", { class: "figure" }, h("div", { class: "head" }, h("h4", {}, title), downloads(name, title)), picture, ...more);
  }

  function downloads(name, title) {
    const button = (format) =>
      h(
        "button",
        { type: "button", "aria-label": `${title} as ${format.toUpperCase()}`, onclick: () => download(name, format) },
        format.toUpperCase(),
      );
    return h("span", { class: "push buttons" }, button("svg"), button("png"));
  }

  async function download(name, format) {
    const answer = await act.ask({ do: "figure", name, format }, "drawing the figure");
    if (!answer) return;
    const type = format === "svg" ? "image/svg+xml" : "image/png";
    const url = URL.createObjectURL(new Blob([answer.buffers[0]], { type }));
    const file = `${now.article.id}-${name}.${format}`;
    h("a", { href: url, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    act.say(`saved as ${file}`);
  }

  /** A row an actor: a stroke where it is named, a dot where meant otherwise, a bar where it speaks. */
  function timeline(actors) {
    const { article, view, seen } = now;
    const wide = 1000;
    const x = (at) => ((at / Math.max(article.length, 1)) * wide).toFixed(1);
    const rows = actors.map((a) => {
      const named = a.mentions.filter((m) => m[2] === "name").map((m) => `M${x(m[0])} 3v16`).join("");
      const meant = a.mentions.filter((m) => m[2] !== "name").map((m) => `M${x(m[0])} 9v4`).join("");
      const theirs = seen.filter((q) => q.stated && q.speaker === a.id);
      const bars = theirs.flatMap((q) =>
        q.content.map(([start, end]) =>
          svg("rect", {
            class: q.kind === "indirect" ? "reported" : "quoted",
            x: x(start),
            width: Math.max(2, ((end - start) / article.length) * wide).toFixed(1),
            y: 5,
            height: 12,
          }),
        ),
      );
      const said = `${plain(a.name)}: named ${count(a.named, "time")}, ${count(theirs.length, "quote")}`;
      const strip = svg(
        "svg",
        { viewBox: `0 0 ${wide} 22`, preserveAspectRatio: "none", role: "img", "aria-label": said },
        ...bars,
        svg("path", { class: "named", d: named }),
        svg("path", { class: "meant", d: meant }),
      );
      strip.addEventListener("click", (event) => nearest(a, event, strip));
      return {
        key: a.id,
        chosen: a.id === view.actor,
        label: said,
        parts: [h("span", { class: "name" }, plain(a.name)), h("span", { class: "strip" }, strip)],
      };
    });
    return list({
      label: "Where each actor is named and quoted, from the first word to the last",
      name: "timeline",
      rows,
      page: 100,
      pick: (id) => (act.actor(id === now.view.actor ? null : id), refocus(element, id)),
      none: "Nobody is named.",
    });
  }

  function nearest(a, event, strip) {
    event.stopPropagation();
    const box = strip.getBoundingClientRect();
    const at = ((event.clientX - box.left) / box.width) * now.article.length;
    const found = a.mentions.reduce((best, m) => (Math.abs(m[0] - at) < Math.abs(best[0] - at) ? m : best), a.mentions[0]);
    if (now.view.actor !== a.id) act.actor(a.id, { scroll: false });
    if (found) act.go(found[0], found[1]);
  }

  function key() {
    return h(
      "p",
      { class: "key", "aria-hidden": "true" },
      h("span", { class: "sign named" }),
      "named ",
      h("span", { class: "sign meant" }),
      "meant otherwise ",
      h("span", { class: "sign quoted" }),
      "in quotation marks ",
      h("span", { class: "sign reported" }),
      "reported",
    );
  }

  function shares() {
    const { article, view, voice } = now;
    const byName = new Map(article.actors.map((a) => [a.name, a]));
    const quoted = voice.rows.filter((r) => r.quoted);
    const most = Math.max(0.001, ...quoted.map((r) => r.share));
    const rows = quoted.map((r) => {
      const a = byName.get(r.name);
      return {
        key: a?.id ?? NOBODY,
        chosen: a !== undefined && a.id === view.actor,
        label: `${plain(r.name)}: ${percent(r.share)}, ${count(r.quoted, "word")}`,
        parts: [
          h("span", { class: "name" }, plain(r.name)),
          h(
            "span",
            { class: "measure" },
            h("span", { class: `bar ${a ? TYPES[a.type] : "nobody"}`, style: `--share:${r.share / most}` }),
            h("span", { class: "number" }, `${percent(r.share)} · ${COMMAS.format(r.quoted)}`),
          ),
        ],
      };
    });
    return list({
      label: `Share of the ${count(voice.total, "word")} in quotation marks, by speaker`,
      name: "shares",
      rows,
      pick: (id) => id !== NOBODY && (act.actor(id === now.view.actor ? null : id), refocus(element, id)),
      none: "Nothing is said in quotation marks.",
    });
  }

  return { element, draw };
}
