// The visual builder: what is clicked becomes a query, its answer is the one that the page of queries gives.
"use strict";
(() => {
  const builder = document.querySelector("spar-natural");
  const form = document.getElementById("demande");
  const field = document.getElementById("query");
  if (!builder || !form) return;

  // The words that the tool has in English only, wherever it puts them.
  const FRENCH = {
    Text: "texte", Number: "nombre", Date: "date", Other: "autre valeur", Location: "lieu",
    "Selectionnez une valeur...": "Choisissez une valeur…",
  };
  // What a screen reader calls the fields that the tool leaves without a name.
  const FIELDS = { "input.awesomplete": "Chercher une valeur", "input[type=checkbox]": "Montrer les noms des variables" };
  function name(root) {
    for (const [fields, words] of Object.entries(FIELDS)) {
      for (const each of root.querySelectorAll(fields)) each.setAttribute("aria-label", words);
    }
    for (const each of root.querySelectorAll("ul.root")) each.tabIndex = 0;
    // what is folded away has no height, and would take the focus unseen
    for (const each of root.querySelectorAll(".linesWrapper")) each.style.visibility = each.offsetHeight ? "" : "hidden";
    for (const each of root.querySelectorAll("input:not([aria-label], [id])")) each.setAttribute("aria-label", "Valeur ou nom");
  }
  function translate(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const words = walker.currentNode.data.trim();
      if (Object.hasOwn(FRENCH, words)) walker.currentNode.data = FRENCH[words];
    }
  }
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) translate(node.parentNode || node);
    name(builder);
  }).observe(builder, { childList: true, subtree: true });

  // In a narrow window, what just opened is brought into the frame.
  builder.addEventListener("click", () => setTimeout(() => {
    const opened = [...builder.querySelectorAll(".htmlSelectUiUx.open, .WidgetWrapper")].pop();
    if (opened) opened.scrollIntoView({ block: "nearest", inline: "center" });
    for (const wait of [0, 600]) setTimeout(name, wait, builder);
  }, 100));

  // Lists and suggestions come from our own service, each time anew: nothing is kept in the browser. The tool reads
  // labels as HTML: no name of a thing may open an element there.
  async function ask(query, received, failed) {
    try {
      const answer = await fetch("/sparql", {
        method: "POST",
        body: new URLSearchParams({ query }),
        headers: { Accept: "application/sparql-results+json" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      for (const row of told.results.bindings) {
        if (row.label) row.label.value = row.label.value.replace(/[<>']/g, (sign) => ({ "<": "‹", ">": "›" })[sign] || "’");
      }
      received(told);
    } catch (error) {
      if (failed) failed(error);
    }
  }

  // People name things by acronyms and former names too.
  const NAMES = ["skos/core#prefLabel", "skos/core#altLabel"].map((name) => `<http://www.w3.org/2004/02/${name}>`).concat(
    ["sigle", "ancienNom"].map((name) => `<https://w3id.org/maillage/ontology#${name}>`)
  );
  const suggestions = {
    init() {},
    getAutocompleteSuggestions(domain, predicate, range, key, received, failed) {
      const query = `SELECT DISTINCT ?uri ?label WHERE {
        ?domain a <${domain}> ; <${predicate}> ?uri .
        ?uri a <${range}> ; ${NAMES[0]} ?label ; ${NAMES.join("|")} ?name .
        FILTER(LANG(?label) = "fr" || LANG(?label) = "")
        FILTER(CONTAINS(LCASE(STR(?name)), LCASE(${JSON.stringify(key)})))
      } ORDER BY STRLEN(?label) ?label LIMIT 15`;
      const rows = (told) => told.results.bindings.map((row) => ({ term: row.uri, label: row.label.value }));
      ask(builder.expandSparql(query), (told) => received(rows(told)), failed);
    },
  };

  function remembered() {
    try {
      return JSON.parse(new URLSearchParams(location.hash.slice(1)).get("composition"));
    } catch {
      return null;
    }
  }
  builder.addEventListener("init", () => {
    builder.customization = { sparqlHandler: { executeSparql: ask }, autocomplete: { dataProvider: suggestions, maxItems: 15 } };
    const state = remembered();
    if (state && state.branches) {
      try {
        builder.loadQuery(state);
      } catch {
        say("Cette composition ne peut pas être rouverte : le lien est abîmé, ou le vocabulaire a changé.");
      }
    }
  });
  builder.addEventListener("queryUpdated", (event) => {
    field.value = builder.expandSparql(event.detail.queryString);
    form.hidden = false;
    const state = new URLSearchParams({ composition: JSON.stringify(event.detail.queryJson) });
    history.replaceState(null, "", `#${state}`);
  });
  builder.addEventListener("reset", () => {
    field.value = "";
    form.hidden = true;
    history.replaceState(null, "", location.pathname);
    document.getElementById("resultat").replaceChildren();
  });
  builder.addEventListener("submit", run);
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.name === "editer") return;
    event.preventDefault();
    run();
  });

  async function run() {
    if (!field.value) return say("Choisissez d'abord ce que vous cherchez, puis à quoi c'est relié.");
    builder.disablePlayBtn();
    try {
      const answer = await fetch("/requete", {
        method: "POST",
        body: new URLSearchParams({ query: field.value }),
        headers: { Accept: "text/html" },
      });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("erreur") || page.getElementById("resultat");
      document.getElementById("resultat").replaceChildren(...(found.id === "erreur" ? [found] : found.childNodes));
    } catch {
      say("La réponse n'est pas arrivée : vérifiez la connexion, puis demandez de nouveau.");
    }
    builder.enablePlayBtn();
  }
  function say(words) {
    const told = Object.assign(document.createElement("p"), { className: "notice", textContent: words });
    document.getElementById("resultat").replaceChildren(told);
  }
})();
