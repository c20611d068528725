// The editor of free queries: it stands over the text field of the page, which is what is sent.
"use strict";
(() => {
  const Editor = window.Yasqe && (window.Yasqe.default || window.Yasqe.Yasqe || window.Yasqe);
  const form = document.getElementById("demande");
  const field = document.getElementById("query");
  const fault = document.getElementById("faute");
  const mode = document.getElementById("mode");
  const toggle = document.getElementById("champ");
  if (!Editor || !form || !field) return;

  const SHOWN = 60;
  const EXPECTED = 8;
  const KEYWORDS = (
    "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS GRAPH VALUES BIND ASK CONSTRUCT DESCRIBE PREFIX FROM NAMED " +
    "GROUP BY|HAVING|ORDER BY|LIMIT|OFFSET|COUNT(|COUNT(DISTINCT |SUM(|MIN(|MAX(|AVG(|GROUP_CONCAT(|COALESCE(|IF(|" +
    "BOUND(|CONTAINS(|LCASE(|STRSTARTS(|REGEX(|LANG(|STR(|YEAR(|NOT EXISTS|EXISTS|ASC(|DESC("
  ).split("|").flatMap((words, at) => (at ? [words] : words.split(" ").slice(0, -2).concat("GROUP BY")));
  const TERMINALS = {
    VAR1: "une variable (?x)", VAR2: "une variable (?x)", IRI_REF: "une adresse (<https://…>)",
    PNAME_LN: "un nom à préfixe (mlg:Action)", PNAME_NS: "un préfixe (mlg:)", ANON: "[]", NIL: "()",
    BLANK_NODE_LABEL: "un nœud anonyme (_:x)", LANGTAG: "une langue (@fr)", EOF: "la fin",
    INTEGER: "un nombre", DECIMAL: "un nombre", DOUBLE: "un nombre",
    INTEGER_POSITIVE: "un nombre", DECIMAL_POSITIVE: "un nombre", DOUBLE_POSITIVE: "un nombre",
    INTEGER_NEGATIVE: "un nombre", DECIMAL_NEGATIVE: "un nombre", DOUBLE_NEGATIVE: "un nombre",
    STRING_LITERAL1: "un texte entre guillemets", STRING_LITERAL2: "un texte entre guillemets",
    STRING_LITERAL_LONG1: "un texte entre guillemets", STRING_LITERAL_LONG2: "un texte entre guillemets",
  };
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  let known = { prefixes: {}, terms: [] };
  fetch("/requete/vocabulaire.json").then((answer) => answer.json()).then((told) => {
    known = told;
    for (const term of known.terms) term.sought = fold(`${term.name} ${term.label}`);
  }).catch(() => {});

  // A fault is told in French under the editor, and its line is marked; the editor's own words are in English.
  let marked = null;
  Editor.prototype.checkSyntax = function () {
    this.queryValid = true;
    const found = firstFault(this);
    this.operation(() => {
      if (marked !== null) this.removeLineClass(marked, "background", "faulty");
      marked = found && this.addLineClass(found.line, "background", "faulty");
    });
    if (found) this.queryValid = false;
    const words = found ? `Ligne ${found.line + 1} : ${found.words}` : "";
    if (fault.textContent !== words) fault.textContent = words;
  };
  function firstFault(editor) {
    for (let line = 0; line < editor.lineCount(); line++) {
      const state = editor.getTokenAt({ line, ch: editor.getLine(line).length }, true).state;
      if (editor.setOption) editor.setOption("queryType", state.queryType);
      if (state.OK === false) return { line, words: explained(state, stray(editor, line)) };
    }
    return null;
  }
  function stray(editor, line) {
    const found = editor.getLineTokens(line, true).find((token) => /error/.test(token.type || "") && token.string.trim());
    return found ? `« ${found.string} »` : "quelque chose";
  }
  function explained(state, what) {
    const prefix = /^Prefix '(.*)' is not defined$/.exec(state.errorMsg || "");
    if (prefix) return `le préfixe « ${prefix[1]} » n'est pas déclaré (PREFIX ${prefix[1]} <…>).`;
    const possible = [...new Set((state.possibleCurrent || []).map((each) => TERMINALS[each] || each))];
    const words = possible.sort((one, other) => (other.length > 3) - (one.length > 3));
    if (!words.length) return `${what} n'est pas à sa place.`;
    const more = words.length > EXPECTED ? "…" : ".";
    return `${what} n'est pas à sa place. Ici peut venir : ${words.slice(0, EXPECTED).join(", ")}${more}`;
  }

  // What may come next: our terms by their French names, the entries of our lists, keywords, the query's variables.
  function propose(editor) {
    const at = editor.getCursor();
    const kind = editor.getTokenTypeAt(at);
    if (kind === "comment") return null;
    const before = editor.getLine(at.line).slice(0, at.ch);
    const word = /[?$]?[\p{L}\p{N}_-]*(?::[\p{L}\p{N}_-]*)?$/u.exec(before)[0];
    const list = /^[?$]/.test(word) ? variables(editor, word) : terms(before.slice(0, before.length - word.length), word);
    return { list, from: { line: at.line, ch: at.ch - word.length }, to: at };
  }
  function variables(editor, word) {
    const found = new Set(editor.getValue().match(/[?$][\p{L}\p{N}_]+/gu) || []);
    found.delete(word);
    return [...found].filter((each) => each.startsWith(word)).sort().map((text) => ({ text }));
  }
  function terms(before, word) {
    const [prefix, local] = word.includes(":") ? word.split(":") : [null, word];
    const sought = fold(local);
    const fits = (term) => (prefix === null || term.name.startsWith(`${prefix}:`)) && term.sought.includes(sought);
    const classes = /(?:^|\s)a\s+$/.test(before);
    const found = known.terms.filter((term) => fits(term) && (!classes || term.kind === "classe"));
    const starts = (term) => (fold(term.name).split(":").pop().startsWith(sought) ? 0 : 1);
    found.sort((one, other) => starts(one) - starts(other));
    const words = prefix === null && word && !classes ? KEYWORDS.filter((each) => fold(each).startsWith(sought)) : [];
    return [...words.map((text) => ({ text })), ...found.slice(0, SHOWN).map(hint)];
  }
  function hint(term) {
    return {
      text: term.insert || term.name,
      render: (element) => {
        element.title = term.definition || "";
        element.append(term.name, Object.assign(document.createElement("span"), { textContent: ` ${term.label} · ${term.kind}` }));
      },
      hint: (editor, data, chosen) => {
        editor.replaceRange(chosen.text, data.from, data.to, "complete");
        const prefix = chosen.text.split(":")[0];
        const undeclared = !chosen.text.startsWith("<") && !(prefix in editor.getPrefixesFromQuery());
        if (undeclared && known.prefixes[prefix]) editor.addPrefixes({ [prefix]: known.prefixes[prefix] });
      },
    };
  }
  const complete = (editor) => editor.showHint({ hint: propose, completeSingle: false, closeOnUnfocus: true });
  const send = () => form.requestSubmit();

  Editor.defaults.autocompleters = [];
  const place = document.createElement("div");
  place.className = "editor";
  field.after(place);
  const editor = new Editor(place, {
    value: field.value,
    autocompleters: [],
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: () => location.href,
    prefixCcApi: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "auto",
    lineWrapping: true,
    viewportMargin: Infinity,
    screenReaderLabel: "Votre requête",
    highlightSelectionMatches: false,
    extraKeys: {
      Tab: false, "Shift-Tab": false, "Ctrl-S": false,
      "Ctrl-Enter": send, "Cmd-Enter": send, "Ctrl-Space": complete,
    },
  });
  const typed = editor.getInputField();
  typed.setAttribute("aria-describedby", field.getAttribute("aria-describedby"));
  typed.setAttribute("aria-label", "Votre requête");
  editor.on("inputRead", (_, change) => {
    const before = editor.getLine(editor.getCursor().line).slice(0, editor.getCursor().ch);
    if (change.origin === "+input" && /(?:^|[\s(/^|])[\w-]+:[\p{L}\p{N}_-]*$/u.test(before)) setTimeout(complete, 0, editor);
  });
  editor.on("change", () => { if (!field.hidden) return; field.value = editor.getValue(); });
  form.addEventListener("submit", () => { if (field.hidden) field.value = editor.getValue(); });

  const plain = mode.textContent;
  function show(simple) {
    field.hidden = !simple;
    place.hidden = simple;
    fault.hidden = simple;
    if (simple) field.value = editor.getValue();
    else { editor.setValue(field.value); editor.refresh(); }
    mode.textContent = simple ? plain : mode.dataset.editor;
    toggle.textContent = simple ? "Revenir à l'éditeur" : "Passer au champ simple";
  }
  toggle.hidden = false;
  toggle.addEventListener("click", () => show(field.hidden));
  show(false);
  const told = Number(field.dataset.line);
  if (told && told <= editor.lineCount()) editor.addLineClass(told - 1, "background", "faulty");

  // An example takes the place of the text; what somebody wrote is not thrown away without asking.
  let untouched = field.value;
  for (const link of document.querySelectorAll("a.example")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const changed = editor.getValue() !== untouched && editor.getValue().trim();
      if (changed && !window.confirm("Remplacer la requête que vous avez écrite par cet exemple ?")) return;
      untouched = new URL(link.href).searchParams.get("query");
      editor.setValue(untouched);
      if (!field.hidden) field.value = untouched;
      form.scrollIntoView({ block: "start" });
      (field.hidden ? editor : field).focus();
    });
  }
})();
