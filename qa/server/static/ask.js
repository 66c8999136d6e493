// Asks, and shows statements as they are confirmed; the markup of all that comes is made on the server.
import { readEvents } from "./events.js";
import { AskForm } from "./form.js";
import { keepPast, listPast } from "./past.js";
import { Reader } from "./reader.js";
import { Steps } from "./steps.js";
import { takeAlong } from "./taking.js";
import { build, failTurn, finishTurn, listAddresses, listExchanges, startTurn, summarise } from "./turns.js";

// Statuses of a request that may well be answered later as it is; with another of 4xx it never is.
const PASSING = new Set([408, 425, 429]);
const TITLE = "Ask the articles";

const main = document.getElementById("main");
const status = main.querySelector(".status");
const [talk, past] = [main.querySelector(".talk"), main.querySelector(".history")];
// What is shown elsewhere is only read out here.
const tell = (text, { isSeen = true } = {}) => {
  status.textContent = text;
  status.classList.toggle("unseen", !isSeen);
};
document.documentElement.classList.add("js");

// What came before the whole answer is dropped with it; of one that broke off it stays until the next question.
main.querySelector(".arriving:has(+ .turns)")?.remove();
const broken = main.querySelectorAll(".arriving, main > .problem, .confirmed, .waits");
let turns = main.querySelector(".turns");
if (!turns) {
  turns = document.createElement("div");
  turns.className = "turns";
  status.parentElement.after(turns);
}
const form = new AskForm(main.querySelector(".asker"));
const reader = new Reader(main, tell);
const steps = new Steps();
let [asking, count] = [null, turns.children.length];

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

// Fits what is around the turns to them.
const settle = () => {
  main.classList.toggle("answered", turns.children.length > 0);
  main.querySelector(".newest")?.toggleAttribute("hidden", turns.children.length > 0);
  form.field.placeholder = turns.children.length ? "Ask on, or something else" : "What do you want to know?";
  talk.querySelector(".fresh").hidden = !turns.children.length;
  document.title = turns.querySelector(".asked")?.textContent || steps.fields.get("q") || TITLE;
  listHistory();
};

const keep = (turn) => {
  keepPast({ address: turn.dataset.address, question: turn.querySelector(".asked").textContent, html: turn.outerHTML });
};

const dropBroken = () => {
  for (const part of [...broken, ...turns.querySelectorAll(".coming")]) part.remove();
};

// Ends the call for the question that is being asked; its turn goes with it.
const leave = () => {
  asking?.abort();
  asking = null;
  form.setAsking(false);
};

// Stops asking: the question stays in the field, and so does the step of the browser's history.
const halt = () => {
  if (!asking) return;
  const { fields } = asking;
  leave();
  dropBroken();
  form.put(fields.get("q"), { over: false });
  steps.halt(fields, listAddresses(turns));
  reader.showLeft(turns.firstElementChild);
  settle();
};

const clear = () => {
  leave();
  dropBroken();
  turns.replaceChildren();
  reader.clear();
  count = 0;
  tell("");
};

// Shows answers of before, the newest first.
const restore = (entries) => {
  clear();
  for (const { html } of entries) {
    const part = build(html).firstElementChild;
    if (!document.getElementById(part.id)) turns.append(part);
  }
  count = Math.max(0, ...[...turns.children].map(({ id }) => +id.slice(1)));
  settle();
  if (entries.length) reader.showFirst(turns.firstElementChild);
};

const findPast = (addresses) => {
  const entries = listPast();
  return addresses.map((address) => entries.find((entry) => entry.address === address)).filter(Boolean);
};

// Shows the step that the browser came to; a question that has no answer yet is asked again.
const goOn = () => {
  const entries = findPast(steps.talk);
  const isKnown = entries.length && entries[0].address === steps.talk[0];
  if (!steps.isUnanswered && steps.fields.has("q") && !isKnown) return location.reload();
  restore(entries);
  if (location.search) form.fill(steps.address);
  if (!steps.isUnanswered) return;
  form.put(steps.fields.get("q") ?? "");
  if (steps.asks) ask(steps.fields);
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

const finish = (turn, markup, { fields }) => {
  const whole = finishTurn(turn, markup);
  // What was asked again has one answer, the new one; until that came, the former one stayed.
  for (const other of turns.querySelectorAll(".turn")) if (other !== whole && other.dataset.address === whole.dataset.address) other.remove();
  tell(summarise(whole));
  keep(whole);
  steps.amend({ talk: listAddresses(turns), address: whole.dataset.address });
  form.drop(fields.get("q"));
  settle();
  reader.takeUp(whole);
};

const fail = (turn, message, { fields, isPassing = true }) => {
  failTurn(turn, message, isPassing ? () => ask(fields) : null);
  tell(message, { isSeen: false });
  if (isPassing) return;
  // It is to be changed, and stands in the field for that.
  turn.querySelector(".asked").remove();
  form.put(fields.get("q"), { over: false });
  steps.halt(fields, listAddresses(turns));
};

// Shows what comes of a question. Raises what fetch and reading raise where the server is gone, or the call was ended.
const follow = async (turn, body, { fields, signal }) => {
  const response = await fetch("/ask", { method: "POST", body, signal, headers: { accept: "text/event-stream" } });
  if (!response.ok) {
    const message = (await response.text()).trim();
    return fail(turn, message, { fields, isPassing: response.status >= 500 || PASSING.has(response.status) });
  }
  for await (const { name, data } of readEvents(response)) {
    signal.throwIfAborted();
    if (name === "started") tell(`${data.text} …`);
    else if (name === "error") return fail(turn, data.message, { fields });
    else if (name === "answer") return finish(turn, data.html, { fields });
    else if (name === "statement") {
      const isFirst = !turn.querySelector(".said");
      turn.querySelector(".statements").append(build(data.statement));
      turn.querySelector(".sources").append(build(data.sources));
      if (isFirst) reader.showFirst(turn);
    }
  }
  fail(turn, "The answer broke off. Ask again.", { fields });
};

const ask = async (fields) => {
  leave();
  dropBroken();
  const own = (asking = Object.assign(new AbortController(), { fields }));
  const said = listExchanges([...turns.children].filter((turn) => turn.dataset.address !== `/?${fields}`));
  steps.ask(fields, listAddresses(turns));
  count += 1;
  const turn = startTurn(fields.get("q"), count);
  turns.prepend(turn);
  settle();
  tell("Reading the question …");
  const stopClock = startClock();
  form.setAsking(true);
  const body = new URLSearchParams([...fields, ["turn", count], ["history", JSON.stringify(said)]]);
  try {
    await follow(turn, body, own);
  } catch (error) {
    if (own.signal.aborted) return;
    fail(turn, "The server does not answer. Is it still running? Start it again with: qa serve", { fields });
  } finally {
    stopClock();
    if (asking === own) leave();
  }
};

main.querySelector(".asker").addEventListener("submit", (event) => {
  event.preventDefault();
  if (form.field.value.trim()) ask(form.read());
});
form.stop.addEventListener("click", () => {
  halt();
  tell("Stopped.");
  form.field.focus();
});
talk.querySelector(".fresh").addEventListener("click", () => {
  halt();
  clear();
  steps.enter({ talk: [], address: "/" });
  settle();
  form.put("");
  form.field.focus();
});
main.addEventListener("click", (event) => {
  const link = event.target.closest("a, button");
  const turn = link?.closest(".turn");
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link?.dataset.address) {
    const entries = findPast([link.dataset.address]);
    if (!entries.length) return;
    event.preventDefault();
    halt();
    steps.enter({ talk: [entries[0].address], address: entries[0].address });
    restore(entries);
    form.fill(steps.address);
    past.open = false;
    past.firstElementChild.focus();
  } else if (turn && link?.matches(".anew")) {
    event.preventDefault();
    const fields = new URL(link.href).searchParams;
    fields.delete("again");
    ask(fields);
  } else if (turn && link.matches(".tools button")) takeAlong(link, tell);
  else if (turn && link.matches("sup a, .place")) {
    const place = link.matches(".place") ? link : document.getElementById(link.hash.slice(1))?.querySelector(".place");
    if (!place) return;
    event.preventDefault();
    reader.show(place, turn, { opener: link, quiet: false });
  }
});
addEventListener("popstate", () => {
  const left = steps.isUnanswered ? steps.fields.get("q") : null;
  if (!steps.arrive()) return;
  if (left) form.drop(left);
  goOn();
});

// A page that is loaded again, or come back to, has its answers from here where the server gives none, or only the last.
const [first] = turns.children;
const isKept = findPast(steps.talk.slice(0, 1)).length > 0;
const hasFailed = main.querySelector(":scope > .problem") !== null;
if (first && !(isKept && steps.talk.length > 1 && steps.talk[0] === first.dataset.address)) {
  keep(first);
  steps.amend({ talk: listAddresses(turns), address: steps.address });
  reader.showFirst(first);
  settle();
} else if (first || (!hasFailed && (isKept || steps.isUnanswered))) goOn();
else settle();
if (first) form.put("");
