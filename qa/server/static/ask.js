// Asks, and shows statements as they are confirmed; the markup of all that comes is made on the server.
import { chooseDays } from "./days.js";
import { readEvents } from "./events.js";
import { keepPast, listPast } from "./past.js";
import { Reader } from "./reader.js";
import { readFormats, takeAlong } from "./taking.js";

const main = document.getElementById("main");
const form = main.querySelector(".asker");
const field = form.elements.q;
const [go, stop] = [form.querySelector(".go"), form.querySelector(".stop")];
const status = main.querySelector(".status");
const [talk, past] = [main.querySelector(".talk"), main.querySelector(".history")];
const tell = (text) => (status.textContent = text);
document.documentElement.classList.add("js");

// What came before the whole answer is dropped with it; of one that broke off it stays until the next question.
main.querySelector(".arriving:has(+ .turns)")?.remove();
const broken = main.querySelectorAll(".arriving, main > .problem, .confirmed");
let turns = main.querySelector(".turns");
if (!turns) {
  turns = document.createElement("div");
  turns.className = "turns";
  status.parentElement.after(turns);
}
const reader = new Reader(main, tell);
const showDays = chooseDays(form);
let [asking, count] = [null, turns.children.length];

const build = (markup) => {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
};

// The conversation so far, the oldest exchange first: later questions may lean on it.
const listExchanges = () =>
  [...turns.querySelectorAll(".turn")]
    .reverse()
    .map(readFormats)
    .filter(({ asked }) => asked)
    .map(({ asked, said }) => ({ question: asked, answer: said }));

const readForm = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));

const tellFilters = () => {
  const chosen = [...readForm()].filter(([name]) => name !== "q");
  const lead = { since: "since ", until: "until ", as_of: "“today” is " };
  form.querySelector(".chosen").textContent = chosen.map(([name, value]) => (lead[name] ?? "") + value).join(" · ");
};

const fillForm = (address) => {
  const wanted = new URL(address, location.href).searchParams;
  for (const control of form.elements) {
    if (!control.name || control.name === "q") continue;
    const values = wanted.getAll(control.name);
    if (control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = control.type === "text" ? "" : (values[0] ?? "");
  }
  showDays();
  tellFilters();
};

const listHistory = () => {
  const entries = listPast();
  past.hidden = !entries.length;
  past.querySelector("ul").replaceChildren(...entries.map((entry) => {
    const link = Object.assign(document.createElement("a"), { href: entry.address, textContent: entry.question, dir: "auto" });
    link.dataset.address = entry.address;
    const item = document.createElement("li");
    item.append(link);
    return item;
  }));
  talk.hidden = !entries.length && !turns.children.length;
};

const settle = () => {
  main.classList.toggle("answered", turns.children.length > 0);
  main.querySelector(".newest")?.toggleAttribute("hidden", turns.children.length > 0);
  main.querySelector(".waits")?.remove();
  field.placeholder = turns.children.length ? "Ask on, or something else" : "What do you want to know?";
  talk.querySelector(".fresh").hidden = !turns.children.length;
  listHistory();
};

const keep = (turn) => {
  keepPast({ address: turn.dataset.address, question: turn.querySelector(".asked").textContent, html: turn.outerHTML });
};

const clear = () => {
  asking?.abort();
  turns.replaceChildren();
  reader.clear();
  count = 0;
  tell("");
};

// A step of the browser's history names the questions that were on the page, the newest first.
const listTalk = () => ({ talk: [...turns.querySelectorAll(".turn")].map((turn) => turn.dataset.address) });

const restore = (entry, earlier = []) => {
  clear();
  const found = earlier.map((address) => listPast().find((other) => other.address === address));
  for (const { html } of [entry, ...found.filter(Boolean)]) {
    const part = build(html).firstElementChild;
    if (!document.getElementById(part.id)) turns.append(part);
  }
  const turn = turns.firstElementChild;
  count = Math.max(...[...turns.children].map(({ id }) => +id.slice(1)));
  document.title = entry.question;
  fillForm(entry.address);
  settle();
  reader.showFirst(turn);
};

const startTurn = (question) => {
  const turn = build(`<section class="turn coming" id="t${count}" aria-busy="true"><h2 class="asked" dir="auto"></h2><ul class="statements"></ul><div class="sources" hidden></div></section>`).firstElementChild;
  turn.querySelector("h2").textContent = question;
  turns.prepend(turn);
  return turn;
};

// Puts the whole answer in the place of what was shown of it; who stands on a citation keeps standing there.
const finishTurn = (turn, markup) => {
  const link = turn.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const whole = build(markup).firstElementChild;
  turn.replaceWith(whole);
  if (link) [...whole.querySelectorAll("a")].find((other) => other.getAttribute("href") === link)?.focus({ preventScroll: true });
  return whole;
};

const summarise = (turn) => {
  const [said, sources] = [".said", ".sources:not(.nearest) .cited"].map((name) => turn.querySelectorAll(name).length);
  const write = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
  return said ? `Answered: ${write(said, "statement")}, ${write(sources, "citation")}.` : "Not answered.";
};

const fail = (turn, message, retry) => {
  const box = build('<div class="refusal problem"><p dir="auto"></p><p><button type="button">Ask again</button></p></div>').firstElementChild;
  box.querySelector("p").textContent = message;
  box.querySelector("button").addEventListener("click", () => {
    turn.remove();
    retry();
  });
  turn.querySelector(".sources").hidden = !turn.querySelector(".said");
  turn.append(box);
  turn.removeAttribute("aria-busy");
  tell(message);
};

// Seconds are seen and not read out; what is done is told by the status.
const startClock = () => {
  const [clock, began] = [main.querySelector(".seconds"), Date.now()];
  const timer = setInterval(() => (clock.textContent = `${Math.round((Date.now() - began) / 1000)} s`), 1000);
  return () => {
    clearInterval(timer);
    clock.textContent = "";
  };
};

const ask = async (fields) => {
  asking?.abort();
  const own = (asking = new AbortController());
  const said = listExchanges();
  count += 1;
  const question = fields.get("q");
  const turn = startTurn(question);
  for (const part of broken) part.remove();
  settle();
  tell("Reading the question …");
  const stopClock = startClock();
  [go.hidden, stop.hidden] = [true, false];
  const body = new URLSearchParams([...fields, ["turn", count], ["history", JSON.stringify(said)]]);
  const retry = () => ask(fields);
  try {
    const response = await fetch("/ask", { method: "POST", body, signal: own.signal, headers: { accept: "text/event-stream" } });
    if (!response.ok) return fail(turn, await response.text(), retry);
    for await (const { name, data } of readEvents(response)) {
      if (name === "started") tell(`${data.text} …`);
      else if (name === "error") return fail(turn, data.message, retry);
      else if (name === "statement") {
        const isFirst = !turn.querySelector(".said");
        turn.querySelector(".statements").append(build(data.statement));
        turn.querySelector(".sources").append(build(data.sources));
        if (isFirst) reader.showFirst(turn);
      } else if (name === "answer") {
        const whole = finishTurn(turn, data.html);
        tell(summarise(whole));
        keep(whole);
        document.title = question;
        const isNew = whole.dataset.address !== location.pathname + location.search;
        history[isNew ? "pushState" : "replaceState"](listTalk(), "", whole.dataset.address);
        field.value = "";
        settle();
        grow();
        reader.showFirst(whole);
        return;
      }
    }
    fail(turn, "The answer broke off. Ask again.", retry);
  } catch (error) {
    if (own.signal.aborted) {
      turn.remove();
      if (asking === own) tell("Stopped.");
      settle();
    } else fail(turn, "The server does not answer. Is it still running? Start it again with: qa serve", retry);
  } finally {
    stopClock();
    if (asking === own) {
      asking = null;
      [go.hidden, stop.hidden] = [false, true];
    }
  }
};

const grow = () => {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (field.value.trim()) ask(readForm());
});
form.addEventListener("change", tellFilters);
field.addEventListener("input", grow);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
stop.addEventListener("click", () => {
  asking?.abort();
  field.focus();
});
talk.querySelector(".fresh").addEventListener("click", () => {
  clear();
  settle();
  document.title = "Ask the articles";
  history.pushState({}, "", "/");
  field.value = "";
  field.focus();
});
main.addEventListener("click", (event) => {
  const link = event.target.closest("a, button");
  const turn = link?.closest(".turn");
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link?.dataset.address) {
    const entry = listPast().find((other) => other.address === link.dataset.address);
    if (!entry) return;
    event.preventDefault();
    restore(entry);
    history.pushState(listTalk(), "", entry.address);
    past.open = false;
  } else if (turn && link?.matches(".anew")) {
    event.preventDefault();
    const fields = new URL(link.href).searchParams;
    fields.delete("again");
    turn.remove();
    ask(fields);
  } else if (turn && link.matches(".tools button")) takeAlong(link, tell);
  else if (turn && link.matches("sup a, .place")) {
    const place = link.matches(".place") ? link : document.getElementById(link.hash.slice(1))?.querySelector(".place");
    if (!place) return;
    event.preventDefault();
    reader.show(place, turn, { opener: link, quiet: false });
  }
});
addEventListener("popstate", (event) => {
  if (event.state?.sheet) return;
  const address = location.pathname + location.search;
  if (turns.firstElementChild?.dataset.address === address) return;
  const entry = listPast().find((other) => other.address === address);
  if (entry) restore(entry, event.state?.talk?.slice(1));
  else if (!location.search) {
    clear();
    settle();
  } else location.reload();
});

// A page that is loaded again, or come back to, has its answers from here where there were several.
const [first] = turns.children;
const [shown, ...before] = history.state?.talk ?? [];
const newest = listPast().find((other) => before.length && other.address === shown);
if (first && newest && first.dataset.address === shown) {
  restore(newest, before);
  field.value = "";
} else if (first) {
  keep(first);
  reader.showFirst(first);
  field.value = "";
}
settle();
tellFilters();
