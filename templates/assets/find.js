// Finds claims among those that the build wrote into claims-index.js. Optional: every claim stands on a page without it.
// The state lives behind the # of the address, so that a view can be sent, also from disk.
"use strict";
(function () {
  const form = document.getElementById("find");
  const results = document.getElementById("find-results");
  const count = document.getElementById("find-count");
  const claims = window.dossierClaims || [];
  const MOST = 250;
  const CHOICES = ["status", "second", "then", "category", "section", "weight", "best"];

  // All text of a record goes through textContent: nothing that it says can become markup.
  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function row(claim) {
    const item = make("li", "row row-" + claim.status);
    const status = make("p", "row-status");
    const badge = make("span", "badge badge-" + claim.status);
    const words = make("span");
    words.append(make("strong", "", claim.statusWord), ", " + claim.secondWord);
    badge.append(document.getElementById("mark-" + claim.status).content.cloneNode(true), words);
    status.append(badge, make("span", "checked", claim.checked));
    item.append(status);
    if (claim.printed) {
      const printed = make("p", "row-printed");
      printed.append(make("q", "", claim.printed));
      item.append(printed);
    }
    const statement = make("p", "row-statement");
    const link = make("a", "", claim.statement);
    link.href = "../claims/" + claim.id + ".html";
    statement.append(link);
    item.append(statement);
    if (claim.finding) item.append(make("p", "row-finding", claim.finding));
    for (const node of item.querySelectorAll("a, q, .row-finding")) node.dir = "auto";
    return item;
  }

  function matches(claim, words, chosen) {
    return chosen.every(([name, value]) => [].concat(claim[name]).includes(value)) &&
      words.every((word) => claim.folded.includes(word));
  }

  function show() {
    const words = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
    const chosen = CHOICES.map((name) => [name, form.elements[name].value]).filter(([, value]) => value);
    const found = claims.filter((claim) => matches(claim, words, chosen));
    results.replaceChildren(...found.slice(0, MOST).map(row));
    const more = found.length > MOST ? ", the first " + MOST + " shown: add a word" : "";
    count.textContent = found.length + (found.length === 1 ? " claim" : " claims") + " of " + claims.length + more;
  }

  function remember() {
    const state = new URLSearchParams();
    for (const name of ["q", ...CHOICES]) if (form.elements[name].value) state.set(name, form.elements[name].value);
    const text = state.toString();
    history.replaceState(null, "", text ? "#" + text : "#");
  }

  function recall() {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const name of ["q", ...CHOICES]) form.elements[name].value = state.get(name) || "";
    show();
  }

  for (const claim of claims) claim.folded = fold([claim.statement, claim.finding, claim.printed, claim.more].join(" "));
  form.hidden = false;
  document.getElementById("find-pages").hidden = true;
  form.addEventListener("input", () => { show(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { show(); remember(); }));
  window.addEventListener("hashchange", recall);
  recall();
})();
