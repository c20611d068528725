/* Suggestions under the search box of every page: the combobox of the ARIA Authoring Practices, with a list that opens
   under the field. Without this file the box is a plain form. */
"use strict";
(() => {
  const field = document.querySelector("input[data-suggestions]");
  if (!field) return;
  const PAUSE = 120;
  const box = field.form;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [];
  let active = -1;
  let timer = 0;
  let request = null;

  list.id = "q-suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  status.className = "hidden";
  status.setAttribute("role", "status");
  box.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) field.setAttribute(name, value);

  function words(parts) {
    const made = document.createElement("bdi");
    for (const [text, hit] of parts) {
      const piece = hit ? document.createElement("mark") : document.createTextNode(text);
      if (hit) piece.textContent = text;
      made.append(piece);
    }
    return made;
  }

  function aside(...pieces) {
    const made = document.createElement("span");
    made.className = "aside";
    made.append(...pieces);
    return made;
  }

  function option(suggestion, at) {
    const made = document.createElement("li");
    made.id = `q-suggestion-${at}`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    const told = aside([suggestion.genre, suggestion.contrat].filter(Boolean).join(" · "));
    told.classList.add("told");
    for (const [sort, parts] of suggestion.raison) {
      told.append(" · ", ...(parts.length ? [`${sort} : `, words(parts)] : [sort]));
    }
    made.append(words(suggestion.mots), " ", told);
    // the field keeps the focus
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", () => go(at));
    return { element: made, address: suggestion.adresse };
  }

  function go(at) {
    window.location.assign(options[at].address);
  }

  function close() {
    clearTimeout(timer);
    if (request) request.abort();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(at) {
    if (options[active]) options[active].element.setAttribute("aria-selected", "false");
    active = at;
    if (at < 0) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    options[at].element.setAttribute("aria-selected", "true");
    options[at].element.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[at].element.id);
  }

  function show(suggestions) {
    choose(-1);
    options = suggestions.map(option);
    list.replaceChildren(...options.map((each) => each.element));
    list.hidden = options.length === 0;
    field.setAttribute("aria-expanded", String(options.length > 0));
    const count = options.length;
    status.textContent = count === 0 ? "Aucune suggestion." : count === 1 ? "1 suggestion." : `${count} suggestions.`;
  }

  async function suggest() {
    if (request) request.abort();
    request = new AbortController();
    const asked = field.value;
    try {
      const answer = await fetch(`${field.dataset.suggestions}?q=${encodeURIComponent(asked)}`, { signal: request.signal });
      if (!answer.ok) return;
      const found = await answer.json();
      if (field.value === asked && document.activeElement === field) show(found.suggestions);
    } catch (error) {
      // a newer question, or none, took its place; without a network the form still works
      if (error.name !== "AbortError") close();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim().length < 2) {
      close();
      status.textContent = "";
      return;
    }
    timer = setTimeout(suggest, PAUSE);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const opened = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!opened) {
        if (field.value.trim().length >= 2) suggest();
        return;
      }
      // the field itself is a stop on the way round
      const steps = options.length + 1;
      const move = event.key === "ArrowDown" ? 1 : -1;
      choose((active + 1 + move + steps) % steps - 1);
    } else if (event.key === "Enter" && opened && active >= 0) {
      event.preventDefault();
      go(active);
    } else if (event.key === "Escape" && opened) {
      event.preventDefault();
      close();
    }
  });

  field.addEventListener("blur", close);
  box.addEventListener("submit", close);
})();
