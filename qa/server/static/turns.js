// The questions of a conversation with their answers; the markup of all that the server says of one is made there.
import { readFormats } from "./taking.js";

export const build = (markup) => {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
};

// The conversation so far, the oldest exchange first: later questions may lean on it.
export const listExchanges = (turns) =>
  [...turns]
    .reverse()
    .map(readFormats)
    .filter(({ asked }) => asked)
    .map(({ asked, said }) => ({ question: asked, answer: said }));

export const listAddresses = (turns) => [...turns.querySelectorAll(".turn[data-address]")].map((turn) => turn.dataset.address);

export const startTurn = (question, n) => {
  const turn = build(`<section class="turn coming" id="t${n}" aria-busy="true"><h2 class="asked" dir="auto"></h2><ul class="statements"></ul><div class="sources" hidden></div></section>`).firstElementChild;
  turn.querySelector("h2").textContent = question;
  return turn;
};

// Puts the whole answer in the place of what was shown of it; who stands on a citation keeps standing there.
export const finishTurn = (turn, markup) => {
  const link = turn.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const whole = build(markup).firstElementChild;
  turn.replaceWith(whole);
  if (link) [...whole.querySelectorAll("a")].find((other) => other.getAttribute("href") === link)?.focus({ preventScroll: true });
  return whole;
};

// Says in its place why a question has no whole answer; where it may have one later, it can be asked again.
export const failTurn = (turn, message, retry = null) => {
  const box = build('<div class="refusal problem"><p dir="auto"></p></div>').firstElementChild;
  box.querySelector("p").textContent = message;
  if (retry) {
    const again = build('<p><button type="button">Ask again</button></p>').firstElementChild;
    again.firstElementChild.addEventListener("click", retry);
    box.append(again);
  }
  turn.querySelector(".sources").hidden = !turn.querySelector(".said");
  turn.append(box);
  turn.removeAttribute("aria-busy");
};

export const summarise = (turn) => {
  const [said, sources] = [".said", ".sources:not(.nearest) .cited"].map((name) => turn.querySelectorAll(name).length);
  const write = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
  return said ? `Answered: ${write(said, "statement")}, ${write(sources, "citation")}.` : "Not answered.";
};
