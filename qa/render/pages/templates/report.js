// Chooses among the questions of a report; the page is whole without it, or each question leads to what is inside.
const questions = [...document.querySelectorAll(".question")];
const [filter, verdict, kind, words, count, open] =
  ["filter", "verdict", "kind", "words", "count", "open"].map((id) => document.getElementById(id));
let texts = [];
let all = null;

const readTexts = () => (texts = questions.map((question) => question.textContent.toLowerCase()));

const apply = () => {
  const wanted = words.value.toLowerCase().split(/\s+/);
  let shown = 0;
  questions.forEach((question, n) => {
    const { verdicts, kind: own } = question.dataset;
    question.hidden = !(
      (!verdict.value || verdicts.split("|").includes(verdict.value)) &&
      (!kind.value || own === kind.value) &&
      wanted.every((word) => texts[n].includes(word))
    );
    shown += !question.hidden;
  });
  count.textContent = `${shown} of ${questions.length}`;
};

// On a server what is inside comes when a question is opened; its link stays where that fails.
const takeParts = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new TypeError(response.statusText);
  const template = document.createElement("template");
  template.innerHTML = await response.text();
  return [...template.content.children];
};

const takeOne = async (question) => {
  const later = question.querySelector(".later");
  if (!later || all) return;
  const [inside] = await takeParts(`${later.firstElementChild.href}&part=1`);
  later.replaceWith(inside);
};

// Words are looked for in all of them, which come at once for that.
const takeAll = async () => {
  const address = document.querySelector(".later a")?.href.replace(/&question=\d+$/, "&part=1");
  if (!address) return;
  const insides = await takeParts(address);
  questions.forEach((question, n) => question.querySelector(".later")?.replaceWith(insides[n]));
  readTexts();
};

const whenWhole = async (then) => {
  try {
    await (all ??= takeAll());
    then();
  } catch {
    all = null;
    count.textContent = "The server does not answer. Is it still running?";
  }
};

for (const choice of [verdict, kind]) choice.addEventListener("change", apply);
words.addEventListener("input", () => (words.value.trim() ? whenWhole(apply) : apply()));
open.addEventListener("click", () =>
  whenWhole(() => {
    const seen = questions.filter((question) => !question.hidden);
    const opens = seen.some((question) => !question.open);
    for (const question of seen) question.open = opens;
  }),
);
for (const question of questions) question.addEventListener("toggle", () => takeOne(question).catch(() => {}));
filter.hidden = false;
readTexts();
apply();
