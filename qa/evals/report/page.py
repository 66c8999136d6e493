"""The page of a report: its look, its one small script, and a policy that lets nothing else run or be loaded."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from qa.render.clean import clean_line, clean_text, clean_url

# By this a file is known to be a report, which may be written over.
GENERATOR = '<meta name="generator" content="qa eval report">'
_STYLE = """
:root { color-scheme: light dark; --text: #1d1f23; --faint: #666b75; --page: #fbfaf8; --card: #fff; --line: #e4e1da;
  --accent: #9a3412; --quote: #fde9c8; --right: #15803d; --partly: #0f766e; --wrong: #b91c1c; --rightly: #1d4ed8;
  --wrongly: #b45309; --error: #86198f; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e7e5e1; --faint: #9a9ca3; --page: #17181b; --card: #1f2125; --line: #34363c; --accent: #fdba74;
    --quote: #4d3a1a; --right: #4ade80; --partly: #2dd4bf; --wrong: #f87171; --rightly: #93c5fd; --wrongly: #fbbf24;
    --error: #e879f9; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 Georgia, "Times New Roman", serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .8rem; }
h3 { font: 600 .95rem/1.4 system-ui, sans-serif; margin: 0 0 .4rem; }
p { margin: 0 0 .6rem; }
a { color: inherit; }
sup { margin-left: .15em; font: .72em system-ui, sans-serif; color: var(--accent); }
.about, .range, table, footer, figcaption, summary, .filter, dl { font-family: system-ui, sans-serif; }
.about, .range, footer, figcaption { font-size: .85rem; line-height: 1.5; color: var(--faint); }
.notice { border-left: 4px solid var(--wrongly); padding-left: .8rem; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; overflow-wrap: break-word; }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--faint); font-weight: 600; }
td { min-width: 14rem; }
tbody th { font-weight: 500; white-space: nowrap; }
td b { font-variant-numeric: tabular-nums; }
.facts td, .facts th { padding: .25rem .9rem; min-width: 9rem; }
.range { font-variant-numeric: tabular-nums; }
.score { min-width: 15rem; display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: center; }
.score > span { flex: 0 0 15rem; }
.score > .bar { flex: 1 1 8rem; position: relative; height: 7px; max-width: 26rem; border-radius: 4px;
  background: var(--line); }
.bar i { position: absolute; top: 0; bottom: 0; min-width: 3px; border-radius: 4px; background: var(--accent);
  opacity: .45; }
.bar b { position: absolute; top: -3px; bottom: -3px; width: 3px; margin-left: -1.5px; background: var(--accent); }
.better { color: var(--right); } .worse { color: var(--wrong); }
details > summary { cursor: pointer; }
.more { margin-top: .8rem; font-size: .9rem; }
.more > summary { color: var(--faint); margin-bottom: .5rem; }
dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; font-size: .85rem; }
dt { font-weight: 600; } dd { margin: 0; color: var(--faint); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1rem; }
.plots figure { margin: 0; padding: 1rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 10px; }
.plots img { display: block; width: 100%; height: auto; margin: 0 0 .6rem; }
.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .6rem; align-items: center;
  padding: .7rem 0; background: var(--page); font-size: .9rem; }
.filter input, .filter select, .filter button { font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--line); border-radius: 7px; padding: .35rem .6rem; }
.filter input { flex: 1 1 12rem; }
.filter select { max-width: 16rem; }
.question { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin: 0 0 .5rem;
  content-visibility: auto; contain-intrinsic-size: auto 3rem; }
.question > summary { display: grid; grid-template-columns: 2.6rem minmax(50%, 1fr) auto; gap: .2rem .8rem;
  padding: .6rem 1rem; align-items: baseline; list-style: none; }
.question > summary::-webkit-details-marker { display: none; }
.question[open] > summary { border-bottom: 1px solid var(--line); }
.question > summary > b { font: 1rem/1.45 Georgia, "Times New Roman", serif; }
.question > summary > span { color: var(--faint); font-size: .85rem; }
.verdicts { display: flex; flex-wrap: wrap; gap: .3rem; justify-content: end; }
.verdict { font: 600 .78rem/1.4 system-ui, sans-serif; color: var(--mark); border: 1px solid var(--mark);
  border-radius: 99px; padding: 0 .55rem; white-space: nowrap; --mark: var(--faint); }
.verdict.right { --mark: var(--right); } .verdict.partly-right { --mark: var(--partly); }
.verdict.wrong { --mark: var(--wrong); } .verdict.abstained-rightly { --mark: var(--rightly); }
.verdict.abstained-wrongly { --mark: var(--wrongly); } .verdict.error { --mark: var(--error); }
.inside { padding: .9rem 1rem .6rem; }
.runs { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: .6rem 2rem;
  margin-top: .8rem; padding-top: .8rem; border-top: 1px solid var(--line); }
.runs figure { margin: .7rem 0; padding-left: 1rem; border-left: 3px solid var(--line); }
blockquote { margin: 0; white-space: pre-line; font-size: .95rem; color: var(--faint); }
mark { background: var(--quote); color: var(--text); border-radius: 3px; padding: .05em .1em; }
.gold { margin: .2rem 0; padding-left: 1.2rem; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; }
@media (max-width: 45rem) { .question > summary { grid-template-columns: 1.6rem 1fr; }
  .question > summary > .verdicts { grid-column: 2; justify-content: start; } }
@media print { .filter { display: none; } }
"""
# It only hides and opens what is there; the page is whole without it.
_SCRIPT = """
"use strict";
const questions = [...document.querySelectorAll(".question")];
const texts = questions.map((question) => question.textContent.toLowerCase());
const [filter, verdict, kind, words, count, open] =
  ["filter", "verdict", "kind", "words", "count", "open"].map((id) => document.getElementById(id));
const apply = () => {
  const wanted = words.value.toLowerCase().split(/\\s+/);
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
"""
_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{generator}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
"""
_FOOT = """<footer>An answer is right where a gold answer stands in it. Marked words are what it quotes.</footer>
</main>
<script>{script}</script>
</body>
</html>
"""


def write_page(title: str, parts: Iterable[str]) -> Iterator[str]:
    """Yield a page piece by piece.

    title  plain text
    parts  of its body, as HTML
    """
    yield _HEAD.format(generator=GENERATOR, policy=_write_policy(), title=escape_line(title), style=_STYLE)
    yield from parts
    yield _FOOT.format(script=_SCRIPT)


def escape_line(text: object) -> str:
    """Return untrusted text as HTML on one line."""
    return escape(clean_line("" if text is None else str(text)))


def escape_text(text: str) -> str:
    """Return untrusted text as HTML, its lines and the blanks around it kept."""
    return escape(clean_text(text))


def write_link(text: str | None, *urls: str | None) -> str:
    """Return untrusted text as HTML that leads to the first of the addresses that a reader may be sent to."""
    shown = escape_line(text) or "(no title)"
    address = next((clean for url in urls if (clean := clean_url(url))), None)
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{shown}</a>' if address else shown


def _write_policy() -> str:
    digest = b64encode(sha256(_SCRIPT.encode()).digest()).decode()
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
