/* The import pages without a reload: files are dropped, progress shows by itself, a line opens beside the document.
   All of it can be done without this script. */
"use strict";

(() => {
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");

  const form = document.querySelector("form.drop");
  if (form) {
    const input = form.querySelector("input[type=file]");
    const over = (event) => {
      event.preventDefault();
      form.classList.toggle("over", event.type === "dragover");
    };
    form.addEventListener("dragover", over);
    form.addEventListener("dragleave", over);
    form.addEventListener("drop", (event) => {
      over(event);
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        form.requestSubmit();
      }
    });
    form.addEventListener("submit", () => {
      const button = form.querySelector("button");
      button.textContent = "Envoi en cours…";
      // only once the form is on its way: a disabled button would not send it
      setTimeout(() => { button.disabled = true; }, 0);
    });
    // a page that comes back by « Précédent » takes files again
    window.addEventListener("pageshow", () => {
      const button = form.querySelector("button");
      button.disabled = false;
      button.textContent = "Lire";
    });
  }

  const publish = document.querySelector("form.publish");
  if (publish) {
    publish.addEventListener("submit", () => {
      const button = publish.querySelector("button");
      button.textContent = "Publication en cours…";
      setTimeout(() => { button.disabled = true; }, 0);
    });
  }

  const reading = document.querySelector("[data-poll]");
  const poll = async () => {
    try {
      const answer = await fetch(reading.dataset.poll, { headers: { Accept: "text/html" }, cache: "no-store" });
      const now = answer.ok && parse(await answer.text()).querySelector("[data-poll]");
      if (!now) {
        location.reload();
        return;
      }
      for (const part of ["h2", "p", "ol"]) {
        const told = now.querySelector(part);
        if (told) reading.querySelector(part)?.replaceWith(told);
      }
    } catch {
      // the server is away for a moment: ask again
    }
    setTimeout(poll, 1000);
  };
  if (reading) setTimeout(poll, 700);

  const list = document.querySelector("ol.fates");
  const choice = document.querySelector("#choix");
  let asked = 0;
  const open = async (link) => {
    const mine = ++asked;
    for (const other of list.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    try {
      const answer = await fetch(link.href, { headers: { Accept: "text/html" }, cache: "no-store" });
      const found = answer.ok && parse(await answer.text()).querySelector("#choix");
      if (mine !== asked) return;
      if (!found) {
        location.assign(link.href);
        return;
      }
      choice.replaceChildren(...found.childNodes);
      choice.classList.add("chosen");
      choice.scrollTop = 0;
      history.replaceState(null, "", link.href);
    } catch {
      location.assign(link.href);
    }
  };
  const step = (by) => {
    const links = [...list.querySelectorAll("a")];
    const now = links.findIndex((link) => link.hasAttribute("aria-current"));
    const next = links[now < 0 ? 0 : Math.min(Math.max(now + by, 0), links.length - 1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    open(next);
  };
  if (list && choice) {
    list.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      open(link);
    });
    list.addEventListener("keydown", (event) => {
      const by = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      step(by);
    });
  }
})();
