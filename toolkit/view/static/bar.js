// The bar above text and panels: filters, undo, the code of the view, the keys.

function filterBar(now, act) {
  const element = h("div", { class: "filters", role: "group", "aria-label": "Filters of the quotes" });
  const kinds = Object.entries(KINDS).map(([kind, word]) =>
    h(
      "label",
      { class: "check" },
      h("input", { type: "checkbox", "data-kind": kind, onchange: change }),
      h("span", { class: `swatch ${kind}` }),
      word,
    ),
  );
  const speaker = h("select", { "aria-label": "Speaker", onchange: change });
  const first = h("input", { type: "number", min: "0", "aria-label": "First paragraph", onchange: change });
  const last = h("input", { type: "number", min: "0", "aria-label": "Last paragraph", onchange: change });
  const slider = h("input", { type: "range", min: "0", max: "1", step: "0.05", "aria-label": "Least confidence", oninput: change });
  const sure = h("output", {}, "");
  const all = h("button", { type: "button", class: "all", onclick: () => act.set({ ...EVERYTHING }) }, "Show all");
  element.append(
    h("span", { class: "group" }, ...kinds),
    h("label", { class: "group" }, "Speaker", speaker),
    h("span", { class: "group", title: "0 is the headline" }, "Paragraphs", first, "to", last),
    h("label", { class: "group" }, "Confidence at least", slider, sure),
    all,
  );

  function change() {
    const from = Math.max(0, Number(first.value) || 0);
    const to = last.value === "" ? now.article.last : Math.max(from, Number(last.value) || 0);
    const whole = from === 0 && to >= now.article.last;
    act.set({
      kinds: kinds.map((label) => label.querySelector("input")).filter((box) => box.checked).map((box) => box.dataset.kind),
      speaker: speaker.value || null,
      paragraphs: whole ? null : [from, to],
      confidence: Number(slider.value),
    });
  }

  function draw() {
    const { article, view } = now;
    for (const label of kinds) {
      const box = label.querySelector("input");
      box.checked = view.kinds.includes(box.dataset.kind);
    }
    if (speaker.article !== article) {
      const names = ["", ...article.speakers];
      speaker.article = article;
      speaker.replaceChildren(...names.map((name) => h("option", { value: name }, name ? plain(name) : "anybody")));
    }
    speaker.value = view.speaker ?? "";
    const [from, to] = view.paragraphs ?? [0, article.last];
    for (const [input, value] of [[first, from], [last, to]]) {
      input.max = String(article.last);
      if (document.activeElement !== input) input.value = String(value);
    }
    slider.value = String(view.confidence);
    sure.textContent = view.confidence.toFixed(2);
    all.hidden = view.kinds.length === 3 && !view.speaker && !view.paragraphs && !view.confidence;
  }

  return { element, draw };
}

const EVERYTHING = { kinds: ["direct", "mixed", "indirect"], speaker: null, paragraphs: null, confidence: 0 };

const KEYS = [
  ["/", "search the text"],
  ["n, p", "next and previous mention of the actor that is chosen"],
  ["1 … 6", "actors, quotes, figures, statistics, search, corrections"],
  ["↑ ↓ Home End", "move in a list; Enter or Space chooses"],
  ["t", "to the text; arrow keys scroll it"],
  ["Esc", "choose nobody"],
  ["Ctrl+Z", "undo the last correction"],
  ["?", "these keys"],
];

/** A dialog over the page; Esc closes it. */
function dialog(title, ...parts) {
  const element = h("dialog", { class: "toolkit-explore-dialog", "aria-label": title, "data-lm-suppress-shortcuts": "true" });
  const close = h("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => element.close() }, "×");
  element.append(h("div", { class: "head" }, h("h4", {}, title), close), ...parts);
  element.addEventListener("close", () => element.remove());
  return element;
}

function keysDialog() {
  return dialog(
    "Keys",
    h("dl", { class: "keys" }, ...KEYS.flatMap(([key, what]) => [h("dt", {}, key), h("dd", {}, what)])),
  );
}

/** The code of the view as a cell, and the command for a report. */
function codeDialog(answer, act) {
  const lab = globalThis.jupyterapp;
  const canInsert = Boolean(lab?.commands?.hasCommand?.("notebook:replace-selection"));
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      const picked = document.createRange();
      picked.selectNodeContents(button.closest("section").querySelector("pre"));
      document.getSelection().removeAllRanges();
      document.getSelection().addRange(picked);
      button.textContent = "Marked: copy it with Ctrl+C";
    }
  };
  const copier = (text) => h("button", { type: "button", onclick: (event) => copy(text, event.currentTarget) }, "Copy");
  const insert = async () => {
    element.close();
    await lab.commands.execute("notebook:insert-cell-below");
    await lab.commands.execute("notebook:replace-selection", { text: answer.cell });
    act.say("the code is in a cell of its own, below");
  };
  const element = dialog(
    "From looking to reporting",
    h(
      "section",
      {},
      h("div", { class: "head" }, h("h5", {}, "This view as a cell"), h("span", { class: "push buttons" },
        canInsert ? h("button", { type: "button", class: "main", onclick: insert }, "Insert as a cell") : null, copier(answer.cell))),
      h("pre", { class: "cell", tabindex: "0" }, answer.cell),
    ),
    h(
      "section",
      {},
      h("div", { class: "head" }, h("h5", {}, "A report, in a terminal"), answer.command ? h("span", { class: "push buttons" }, copier(answer.command)) : null),
      answer.command ? h("pre", { class: "command", tabindex: "0" }, answer.command) : h("p", { class: "hint" }, answer.no_command),
    ),
  );
  return element;
}
