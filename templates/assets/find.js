// Filters and sorts the table of all claims, by an index that the build wrote and that is loaded when it is first used.
// Optional: every claim stands in the plain table, on its lists and on its own page without it.
// The state lives behind the # of the address, so that a view can be sent, also from disk.
"use strict";
(function () {
  const form = document.querySelector("form.find");
  const table = document.querySelector("table.claims");
  const body = table.tBodies[0];
  const count = document.querySelector(".find-count");
  const pagers = document.querySelectorAll(".pager");
  const root = form.dataset.root;
  const plain = [...body.rows];
  const STEP = 250;
  const CHOICES = ["status", "second", "then", "category", "section", "weight", "best", "origin"].filter((name) => form.elements[name]);
  const RANKS = {
    status: ["disputed", "unverified", "confirmed"],
    then: ["disputed", "unverified", "confirmed"],
    now: ["disputed", "unverified", "confirmed"],
    weight: ["headline", "load-bearing", "detail"],
    best: ["primary", "original-report", "secondary", ""],
  };
  const KEYS = {
    order: (claim) => claim.order,
    origins: (claim) => claim.origin.length,
    checked: (claim) => claim.checked,
    changed: (claim) => (claim.then && claim.then !== claim.now ? 1 : 0),
  };
  for (const [name, order] of Object.entries(RANKS)) KEYS[name] = (claim) => order.indexOf(claim[name]);
  let labels = {};
  let claims = null;
  let shown = STEP;

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function load(then) {
    if (claims) return then();
    if (load.waiting) return load.waiting.push(then);
    load.waiting = [then];
    const script = document.createElement("script");
    script.src = root + "assets/claims-index.js";
    script.onload = () => {
      ({ labels, claims } = window.dossierIndex);
      claims.forEach((claim, order) => {
        const found = claim.found.flat();
        claim.order = order;
        claim.folded = fold([claim.statement, claim.finding, claim.limit, claim.printed, ...found, ...claim.origin, claim.more].join(" "));
      });
      load.waiting.forEach((each) => each());
    };
    script.onerror = () => { count.textContent = "The index of the claims could not be loaded; the table below holds them all."; };
    document.head.append(script);
  }

  // All text of a record goes through textContent: nothing that it says can become markup.
  function make(tag, className, text, dir) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    if (dir) node.dir = "auto";
    return node;
  }

  function mark(status) {
    return document.querySelector('.find-mark[data-status="' + status + '"]').content.cloneNode(true);
  }

  function fill(row, name, ...nodes) {
    const cell = row.querySelector(".cell-" + name);
    if (cell) cell.replaceChildren(...nodes);
  }

  function badge(claim) {
    const words = make("span");
    words.append(make("strong", "", labels.status[claim.status]), ", " + claim.word);
    const whole = make("span", "badge badge-" + claim.status);
    whole.append(mark(claim.status), words);
    return whole;
  }

  function values(claim) {
    const nodes = claim.found.slice(0, 2).map(([value, of]) => {
      const line = make("p", "found-value", undefined, true);
      line.append(make("span", "value", value));
      if (of) line.append(" ", make("span", "of", "(" + of + ")"));
      return line;
    });
    if (claim.found.length > 2) nodes.push(make("p", "found-value", "and " + (claim.found.length - 2) + " more"));
    if (claim.finding) nodes.push(make("p", "", claim.finding, true));
    if (claim.limit) {
      const only = make("p", "row-limit", undefined, true);
      only.append(make("strong", "", "Only:"), " " + claim.limit);
      nodes.push(only);
    }
    return nodes;
  }

  function row(claim) {
    const made = document.querySelector(".find-row").content.cloneNode(true).querySelector("tr");
    const link = make("a", "", claim.statement, true);
    link.href = root + "claims/" + claim.id + ".html";
    fill(made, "status", badge(claim), " ", make("span", "checked", claim.day ? "checked " + claim.day : "no date given"));
    fill(made, "claim", ...(claim.printed ? [make("q", "row-printed", claim.printed, true), " "] : []), link);
    fill(made, "found", ...values(claim));
    fill(made, "best", labels.best[claim.best] || "");
    fill(made, "origins", String(claim.origin.length));
    if (claim.then) fill(made, "then", mark(claim.then), " " + labels.status[claim.then]);
    fill(made, "now", mark(claim.now), " " + labels.status[claim.now]);
    return made;
  }

  function matches(claim, words, chosen) {
    return chosen.every(([name, value]) => [].concat(claim[name]).includes(value)) &&
      words.every((word) => claim.folded.includes(word));
  }

  function sorted(found, by) {
    const key = KEYS[by.replace(/^-/, "")] || KEYS.order;
    const sign = by.startsWith("-") ? -1 : 1;
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    return found.slice().sort((a, b) => sign * compare(key(a), key(b)) || a.order - b.order);
  }

  function state() {
    const known = new URLSearchParams();
    for (const name of ["q", ...CHOICES]) if (form.elements[name].value.trim()) known.set(name, form.elements[name].value);
    if (form.elements.sort.value !== "order") known.set("sort", form.elements.sort.value);
    return known;
  }

  function show() {
    const asked = state();
    const by = asked.get("sort") || "order";
    for (const head of table.tHead.rows[0].cells) {
      if (!head.dataset.sort) continue;
      const here = head.dataset.sort === by.replace(/^-/, "");
      if (here) head.setAttribute("aria-sort", by.startsWith("-") ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    for (const pager of pagers) pager.hidden = asked.size > 0;
    if (!asked.size) {
      body.replaceChildren(...plain);
      count.textContent = "";
      return;
    }
    load(() => {
      const words = fold(asked.get("q") || "").split(/\s+/).filter(Boolean);
      const chosen = CHOICES.map((name) => [name, form.elements[name].value]).filter(([, value]) => value);
      const found = sorted(claims.filter((claim) => matches(claim, words, chosen)), by);
      body.replaceChildren(...found.slice(0, shown).map(row));
      count.replaceChildren(found.length + (found.length === 1 ? " claim" : " claims") + " of " + claims.length + ". ");
      if (!found.length) count.append("Try fewer words, or clear the form.");
      if (found.length > shown) {
        const more = make("button", "", "Show " + Math.min(STEP, found.length - shown) + " more");
        more.type = "button";
        more.addEventListener("click", () => { shown += STEP; show(); });
        count.append("The first " + shown + " are shown. ", more);
      }
    });
  }

  function change() {
    shown = STEP;
    const text = state().toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
    show();
  }

  function choose(name, value) {
    const field = form.elements[name];
    field.value = value;
    if (field.value !== value) field.value = name === "sort" ? "order" : ""; // the address named what there is not
  }

  function recall() {
    const known = new URLSearchParams(location.hash.slice(1));
    if (!["q", "sort", ...CHOICES].some((name) => known.has(name))) return;
    for (const name of ["q", ...CHOICES]) choose(name, known.get(name) || "");
    choose("sort", known.get("sort") || "order");
    show();
    document.getElementById("find").scrollIntoView();
  }

  for (const head of table.tHead.rows[0].cells) {
    if (!head.dataset.sort) continue;
    const button = make("button", "sort", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      const by = head.dataset.sort;
      const opposite = form.elements.sort.value === by && [...form.elements.sort.options].some((each) => each.value === "-" + by);
      choose("sort", opposite ? "-" + by : by);
      change();
    });
    head.replaceChildren(button);
  }
  form.hidden = false;
  form.addEventListener("focusin", () => load(() => {}), { once: true });
  form.addEventListener("input", change);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(change));
  form.querySelector(".find-copy").addEventListener("click", (event) => dossierCopy(location.href, event.target));
  window.addEventListener("hashchange", recall);
  recall();
})();
