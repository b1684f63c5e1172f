// Search with keyword in context, statistics, and the corrections that are in force.

function searchPanel(now, act) {
  const element = h("div", { class: "panel-body" });
  const place = h("div", { class: "results", "aria-live": "polite" });
  const field = h("input", { type: "search", "aria-label": "Search the text", placeholder: "word, phrase, bridge*", class: "grow" });
  const sort = h(
    "select",
    { "aria-label": "Order" },
    ...[
      ["position", "as in the text"],
      ["left", "by the word before"],
      ["right", "by the word after"],
    ].map(([value, text]) => h("option", { value }, text)),
  );
  let hits = [];
  let asked = "";

  field.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), search()));
  field.addEventListener("search", () => !field.value && search());
  sort.addEventListener("change", search);
  element.append(
    h("div", { class: "row" }, field, sort, h("button", { type: "button", class: "main", onclick: search }, "Search")),
    h("p", { class: "hint" }, "* is any letters, ? is one, | is or. Capitals make no difference."),
    place,
  );

  async function search() {
    const query = field.value.trim();
    asked = query + sort.value;
    act.set({ query, sort: sort.value });
    if (!query) {
      hits = [];
      place.replaceChildren();
      act.hits([]);
      return;
    }
    const answer = await act.ask({ do: "search", query, sort: sort.value }, "searching");
    if (!answer || asked !== query + sort.value) return;
    hits = answer.hits;
    act.hits(hits.map((hit) => [hit[4], hit[5]]));
    results(query);
  }

  function results(query) {
    place.replaceChildren(
      h("h4", {}, plain(`“${query}” stands in ${count(hits.length, "place")}`)),
      list({
        label: `Places of ${plain(query)}`,
        name: "kwic",
        page: 20,
        rows: hits.map(([left, keyword, right, paragraph], k) => ({
          key: String(k),
          chosen: false,
          label: plain(`${paragraph ? `paragraph ${paragraph}` : "headline"}: ${left} ${keyword} ${right}`),
          parts: [
            h("span", { class: "where" }, paragraph ? `¶ ${paragraph}` : "head"),
            h("bdi", { class: "left" }, plain(left)),
            h("bdi", { class: "keyword" }, plain(keyword)),
            h("bdi", { class: "right" }, plain(right)),
          ],
        })),
        pick: (key, item) => {
          for (const other of item.parentNode.children) other.setAttribute("aria-selected", String(other === item));
          act.go(hits[key][4], hits[key][5]);
        },
        none: "It stands nowhere in headline and body.",
      }),
    );
  }

  function draw() {
    if (document.activeElement !== field && field.value !== now.view.query) field.value = now.view.query;
    sort.value = now.view.sort;
    if (now.view.query && asked !== now.view.query + now.view.sort) search();
  }

  return { element, draw, forget: () => ((asked = ""), (hits = []), place.replaceChildren()), focus: () => field.focus() };
}

function statisticsPanel(now, act) {
  const element = h("div", { class: "panel-body" });
  const MEASURES = {
    words: "words",
    sentence_words_mean: "words per sentence",
    word_letters_mean: "letters per word",
    flesch_reading_ease: "Flesch reading ease",
    flesch_kincaid_grade: "US school grade",
    mattr: "variety (MATTR)",
  };
  const NAMES = {
    words_quoted: "words in quotation marks",
    sentence_words_mean: "words per sentence",
    word_letters_mean: "letters per word",
    flesch_reading_ease: "Flesch reading ease",
    flesch_kincaid_grade: "Flesch-Kincaid grade",
    lix: "LIX",
    mtld: "MTLD",
    mattr: "MATTR",
    hapax_share: "words used once, share",
  };
  let asked = null;
  let found = null;

  async function draw() {
    const wanted = JSON.stringify([now.article.id, now.made, now.view.kinds, now.view.speaker, now.view.paragraphs, now.view.confidence]);
    if (asked === wanted) return found && show();
    asked = wanted;
    if (!found) element.replaceChildren(h("p", { class: "hint" }, "Counting …"));
    const answer = await act.ask({ do: "statistics" }, "counting");
    if (asked !== wanted) return;
    if (!answer) return void (asked = null);
    found = answer;
    show();
  }

  function show() {
    const actor = now.article.actor.get(now.view.actor);
    const columns = ["(narration)", "(all quotations)", ...(actor ? [actor.name] : [])];
    const voice = new Map(found.voices.map((row) => [row.voice, row]));
    const rows = Object.entries(MEASURES).map(([key, word]) => [word, ...columns.map((c) => figure(voice.get(c)?.[key]))]);
    const heads = ["measure", "the reporter", "all quotations", ...(actor ? [plain(actor.name)] : [])];
    element.replaceChildren(
      h("h4", {}, "How the article is written"),
      table(
        "How the article is written",
        ["measure", "value", "95 % interval", "how to read it"],
        found.measures.map((m) => [
          NAMES[m.measure] ?? m.measure.replaceAll("_", " "),
          m.value === null ? "" : figure(m.value),
          m.low === null || m.low === undefined ? "" : `${figure(m.low)} to ${figure(m.high)}`,
          m.reading || m.note || "",
        ]),
        [1, 2],
      ),
      h("h4", { class: "second" }, "The reporter beside the sources"),
      table("The reporter beside the sources", heads, rows, columns.map((_, k) => k + 1)),
      h("p", { class: "hint" }, actor ? "" : "Choose an actor to see how they speak."),
    );
  }

  function figure(value) {
    if (value === null || value === undefined) return "–";
    return Math.abs(value) >= 100 || Number.isInteger(value)
      ? COMMAS.format(Math.round(value))
      : DIGITS.format(value);
  }

  function table(label, heads, rows, numbers) {
    const style = (k) => ({ class: numbers.includes(k) ? "number" : null });
    return h(
      "div",
      { class: "table", tabindex: "0", role: "region", "aria-label": label },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...heads.map((head, k) => h("th", { scope: "col", ...style(k) }, head)))),
        h(
          "tbody",
          {},
          ...rows.map((row) =>
            h("tr", {}, h("th", { scope: "row" }, row[0]), ...row.slice(1).map((cell, k) => h("td", style(k + 1), cell))),
          ),
        ),
      ),
    );
  }

  return { element, draw };
}

function correctionsPanel(now, act) {
  const element = h("div", { class: "panel-body" });

  function draw() {
    const { file, entries = [], undo } = now.corrections;
    element.replaceChildren(
      h(
        "div",
        { class: "head" },
        h("h4", {}, `What ${file ?? "actors.toml"} says`),
        h("span", { class: "push buttons" },
          h("button", { type: "button", disabled: !undo, title: undo ?? "nothing to undo", onclick: act.undo }, "Undo"),
          h("button", { type: "button", onclick: () => act.ask({ do: "again" }, "reading the file", true) }, "Read it again"),
        ),
      ),
      entries.length
        ? h(
            "ul",
            { class: "list entries" },
            ...entries.map((entry) =>
              h(
                "li",
                { class: entry.fits ? null : "elsewhere" },
                h("span", {}, plain(entry.says)),
                entry.fits ? null : h("span", { class: "under" }, "not in this article"),
                h(
                  "button",
                  {
                    type: "button",
                    "aria-label": `Take back: ${plain(entry.says)}`,
                    onclick: () => act.correct({ what: "take_back", kind: entry.kind, index: entry.index }),
                  },
                  "Take back",
                ),
              ),
            ),
          )
        : h("p", { class: "none" }, "Nothing yet. What you correct in the view is written there, and stays when the kernel restarts."),
    );
  }

  return { element, draw };
}
