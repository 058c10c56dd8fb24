// What the page does beyond its form: moves the bar with each answer, marks slips, keeps answers in this browser until they are sent.

const form = document.getElementById("answers");
const printing = document.getElementById("print");
if (printing) {
  printing.hidden = false;
  printing.addEventListener("click", () => window.print());
}
if (form) start(form);

function start(form) {
  const words = JSON.parse(form.dataset.words);
  const store = "lowcarbon." + form.dataset.norm;
  let waiting = 0;
  let running = null;

  document.getElementById("update").hidden = true;
  restore();
  refreshRows();
  if (changed()) ask();

  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && button.name === "more") {
      event.preventDefault();
      addRow(document.getElementById("q-" + button.value));
      return;
    }
    // The address of this page becomes that of its answers, so that the back button comes back to them.
    history.replaceState(null, "", location.pathname + "?" + filled());
    drop();
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
    setTimeout(() => { for (const field of form.elements) field.disabled = false; }, 500);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
  document.getElementById("clear").addEventListener("click", () => {
    drop();
    location.assign(location.pathname + "?lang=" + form.dataset.lang);
  });
  document.getElementById("language").addEventListener("click", (event) => {
    const target = new URL(event.currentTarget.href);
    const query = new URLSearchParams(filled());
    query.set("lang", target.searchParams.get("lang"));
    event.currentTarget.href = target.pathname + "?" + query;
  });

  function filled() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && value !== "") query.append(name, value);
    return query.toString();
  }

  function changed() {
    return [...new URLSearchParams(filled())].some(([name]) => name !== "lang");
  }

  function later() {

    save();
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(), 180);
  }

  function save() {
    try { localStorage.setItem(store, filled()); } catch { /* a browser that keeps nothing still serves the form */ }
  }

  function drop() {

    try { localStorage.removeItem(store); } catch { /* as above */ }
  }

  function restore() {
    let kept = null;
    try { kept = localStorage.getItem(store); } catch { /* as above */ }
    const named = new URLSearchParams(location.search);
    if (!kept || [...named.keys()].some((name) => name !== "lang" && name !== "renewal")) return;
    const values = new URLSearchParams(kept);
    values.delete("lang");
    for (const name of new Set(values.keys())) {
      const row = /^q\.([^.]+)\.(\d+)\./.exec(name);
      if (row) {
        const question = document.getElementById("q-" + row[1]);
        while (question && rows(question).length <= Number(row[2]) && addRow(question, true));
      }
      fill(name, values.getAll(name));
    }
    document.getElementById("restored").hidden = false;
  }

  function fill(name, given) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = given.includes(field.value);
      else if (!["not applicable", "none"].includes(given[given.length - 1])) field.value = given[0];
    }
  }

  function rows(question) { return question.querySelectorAll(".row"); }

  function refreshRows() {
    for (const button of form.querySelectorAll("button.add")) button.type = "submit";
  }

  function addRow(question, silent) {
    const all = rows(question);
    const box = question.querySelector(".rows");
    if (all.length === 0 || all.length >= Number(box.dataset.most)) return false;
    const last = all[all.length - 1];
    const next = last.cloneNode(true);
    const number = all.length;
    for (const element of next.querySelectorAll("[name],[id],[for]")) {
      for (const attribute of ["name", "id", "for"]) {
        const text = element.getAttribute(attribute);
        if (text) element.setAttribute(attribute, text.replace(/\.\d+\./, `.${number}.`));
      }
      if (element.matches("input")) element.value = "";
      if (element.matches("select")) element.selectedIndex = 0;
    }
    const title = last.querySelector(".row-title").textContent.replace(/\d+/, String(number + 1));
    next.querySelector(".row-title").textContent = title;
    next.setAttribute("aria-label", title);
    box.append(next);
    if (!silent) next.querySelector("input,select").focus();
    return true;
  }

  // The scene in the form that the API reads, as the server makes it from the same fields.
  function scene() {
    const answers = {};
    const evidence = {};
    const claims = [];
    const result = { answers };
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string" || value.trim() === "") continue;
      const text = name.startsWith("q.") || name === "as_of" ? value.normalize("NFKC").trim() : value;
      const path = name.split(".");
      if (path[0] === "q" && path.length === 4) {
        if (answers[path[1]] === "none") continue;
        const list = (answers[path[1]] ??= []);
        (list[Number(path[2])] ??= {})[path[3]] = text;
      } else if (path[0] === "q") answers[path[1]] = text;
      else if (path[0] === "e") evidence[path[1]] = value;
      else if (name === "n") claims.push(value);
      else if (name === "as_of") result.as_of = text;
    }
    for (const [name, value] of Object.entries(answers)) {
      const isList = document.getElementById("q-" + name)?.dataset.kind === "list";
      if (Array.isArray(value)) answers[name] = value.filter(Boolean);
      else if (isList) answers[name] = [];
    }
    if (Object.keys(evidence).length) result.evidence = evidence;
    if (claims.length) result.not_applicable = claims;
    return result;
  }

  // At once what a short search finds; when the merchant pauses, what a thorough one does.
  async function ask(thorough = false) {
    running?.abort();
    running = new AbortController();
    const mine = running;
    try {
      const response = await fetch(
        `/v1/norms/${encodeURIComponent(form.dataset.norm)}/bounds?lenient=true&questions=1&thorough=${thorough}&lang=${form.dataset.lang}`,
        { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(scene()), signal: mine.signal });
      if (!response.ok) return;
      const bounds = await response.json();
      show(bounds);
      if (!thorough && !(bounds.low?.is_exact && bounds.high?.is_exact)) waiting = setTimeout(() => ask(true), 700);
    } catch { /* aborted or offline: the form itself still works */ }
  }

  function show(bounds) {
    const of = Number(words.of);
    const part = (score) => Math.max(0, Math.min(100, Number(score) / of * 100));
    const range = document.getElementById("range");
    if (bounds.low && bounds.high) {
      const low = part(bounds.low.score);
      const high = part(bounds.high.score);
      const sure = document.getElementById("bar-sure");
      const reach = document.getElementById("bar-reach");
      sure.setAttribute("width", low + "%");
      reach.setAttribute("x", low + "%");
      reach.setAttribute("width", Math.max(0, high - low) + "%");
      const text = brief(bounds.low.score) === brief(bounds.high.score) ? words.exact : words.range;
      put(range, text.replace("%1", brief(bounds.low.score)).replace("%2", brief(bounds.high.score)));
    }
    put(document.getElementById("progress"),
      words.progress.replace("%1", bounds.answered).replace("%2", bounds.question_count));
    const open = new Set(bounds.outcomes.map((outcome) => outcome.grade).filter(Boolean));
    const items = [...document.querySelectorAll(".grades [data-grade]")];
    const lowest = items.findLastIndex((item) => open.has(item.dataset.grade));
    for (const [index, item] of items.entries()) {
      const isOpen = open.has(item.dataset.grade);
      const state = isOpen ? (bounds.is_decided ? "sure-is" : "in") : lowest >= 0 && index > lowest ? "passed" : "out";
      item.className = state;
      put(item.querySelector(".g-state"), words[state]);
    }
    const others = bounds.outcomes.filter((outcome) => !outcome.grade).map((outcome) => outcome.title);
    const also = document.getElementById("also");
    also.hidden = others.length === 0;
    put(also, (bounds.is_decided ? words.only : words.also).replace("%1", others.join(words.list)));
    const next = document.getElementById("next");
    const question = bounds.questions?.[0];
    next.hidden = !question;
    if (question) {
      const link = document.getElementById("next-link");
      link.href = "#q-" + question.input;
      put(link, question.name);
    }
    const idle = new Set((bounds.idle ?? []).map((entry) => entry.input));
    for (const element of form.querySelectorAll("[data-input]")) {
      element.classList.toggle("idle", idle.has(element.dataset.input));
      mark(element, "e-", bounds.errors);
      mark(element, "w-", bounds.warnings);
    }
  }

  function mark(element, prefix, faults) {
    const name = element.dataset.input;
    const target = document.getElementById(prefix + name);
    if (!target) return;
    const own = faults.filter((fault) => fault.field === name || fault.field.startsWith(name + "[") || fault.field.startsWith(name + "."));
    target.hidden = own.length === 0;
    put(target, own.map((fault) => quoted(fault.detail)).join(words.stop));
    if (prefix === "e-") {
      element.classList.toggle("bad", own.length > 0);
      const field = document.getElementById("i-" + name);
      if (field) own.length > 0 ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
    }
  }

  function put(element, text) { if (element && element.textContent !== text) element.textContent = text; }

  // Messages quote what they name in back-ticks.
  function quoted(text) { return text.replace(/`([^`]*)`/g, (_, name) => words.quoted.replace("%1", name)); }

  function brief(score) { return String(Math.round(Number(score) * 100) / 100); }

  document.getElementById("next-link").addEventListener("click", (event) => {
    const question = document.querySelector(new URL(event.currentTarget.href).hash);
    const field = question?.querySelector("input:not([type=checkbox]),select,input");
    if (field) {
      event.preventDefault();
      question.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    }
  });
}
