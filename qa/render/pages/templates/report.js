// Chooses among the questions of a report; it only hides and opens what is there, and the page is whole without it.
const questions = [...document.querySelectorAll(".question")];
const texts = questions.map((question) => question.textContent.toLowerCase());
const [filter, verdict, kind, words, count, open] =
  ["filter", "verdict", "kind", "words", "count", "open"].map((id) => document.getElementById(id));

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

for (const choice of [verdict, kind]) choice.addEventListener("change", apply);
words.addEventListener("input", apply);
open.addEventListener("click", () => {
  const seen = questions.filter((question) => !question.hidden);
  const opens = seen.some((question) => !question.open);
  for (const question of seen) question.open = opens;
});
filter.hidden = false;
apply();
