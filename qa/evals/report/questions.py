"""Every question of a report with what the runs made of it, to be opened one by one, and what to choose them by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qa.evals.cases.cases import Case
from qa.evals.metrics.calibration import find_score
from qa.evals.report.answers import write_answer
from qa.evals.report.outcomes import Outcome
from qa.evals.report.page import escape_line
from qa.evals.report.runs import ReportedAnswer, ReportedRun, group_replies

_DIFFERS = "differs between the runs"


def write_questions(runs: Sequence[ReportedRun]) -> Iterator[str]:
    """Yield the questions as HTML, those that only some of the runs have with the others."""
    questions = list(group_replies(runs))
    title = "Statements" if runs[0].info.task == "check" else "Questions"
    yield f"<h2>{title} ({len(questions):,})</h2>\n"
    yield _write_filter(questions)
    for number, (case, replies) in enumerate(questions, start=1):
        yield _write_head(number, case, replies)
        yield _write_gold(case)
        yield from _write_replies(replies)
        yield "</div></details>\n"


def _write_filter(questions: Sequence[tuple[Case, Mapping[str, ReportedAnswer]]]) -> str:
    """Return what to choose questions by; it is hidden until the script can do it."""
    verdicts = Counter(verdict for _, replies in questions for verdict in _list_verdicts(replies.values()))
    kinds = Counter(escape_line(case.kind) for case, _ in questions if case.kind)
    return (
        '<div class="filter" id="filter" hidden>'
        f'<select id="verdict" aria-label="Verdict"><option value="">every verdict</option>{_write_options(verdicts)}'
        f'</select><select id="kind" aria-label="Kind"><option value="">every kind</option>{_write_options(kinds)}'
        '</select><input id="words" type="search" placeholder="words in it" aria-label="Words in it">'
        '<button id="open" type="button">Open or close all</button><span id="count" role="status"></span></div>\n'
    )


def _write_options(counts: Mapping[str, int]) -> str:
    """Return a choice for each; they are HTML."""
    return "".join(f'<option value="{name}">{name} ({n:,})</option>' for name, n in sorted(counts.items()))


def _list_verdicts(replies: Iterable[ReportedAnswer]) -> list[str]:
    """Return what a question can be chosen by."""
    outcomes = list(dict.fromkeys(reply.outcome for reply in replies))
    return [*outcomes, _DIFFERS] if len(outcomes) > 1 else [*outcomes]


def _write_head(number: int, case: Case, replies: Mapping[str, ReportedAnswer]) -> str:
    """Return the beginning of a question, what is seen of it while it is closed."""
    verdicts = "".join(_write_verdict(reply.outcome, name) for name, reply in replies.items())
    about = ", ".join(part for part in (escape_line(case.kind), escape_line(case.asked)) if part)
    return (
        f'<details class="question" id="q{number}" data-kind="{escape_line(case.kind)}" '
        f'data-verdicts="{"|".join(_list_verdicts(replies.values()))}">'
        f'<summary><span>{number}</span><b dir="auto">{escape_line(case.question)}</b>'
        f'<span class="verdicts">{about} {verdicts}</span></summary><div class="inside">\n'
    )


def _write_verdict(outcome: Outcome, run: str) -> str:
    kind = outcome.replace(",", "").replace(" ", "-")
    return f'<span class="verdict {kind}" title="{escape_line(run)}">{outcome}</span>'


def _write_gold(case: Case) -> str:
    """Return the right answers with the sentences and articles that hold them, or the label of a statement."""
    if case.supported is not None:
        asks = f"<p>Answers: {escape_line(case.asks)}</p>" if case.asks else ""
        label = "true" if case.supported else "false"
        place = ", ".join(map(escape_line, (case.id, *case.gold_articles)))
        return f'<p><b>Label:</b> {label}</p>{asks}<p class="about">{place}</p>'
    none = "the articles do not say" if case.must_abstain else "not known"
    golds = "; ".join(escape_line(answer) for answer in case.answers) or none
    offered = ", ".join(escape_line(choice) for choice in case.choices)
    sentences = "".join(f'<li dir="auto">{escape_line(sentence)}</li>' for sentence in case.gold_sentences)
    parts = [
        f'<p dir="auto"><b>Gold:</b> {golds}</p>',
        f'<p class="about">Choices: {offered}</p>' if offered else "",
        f'<ul class="gold about">{sentences}</ul>' if sentences else "",
        f'<p class="about">{", ".join(map(escape_line, (case.id, *case.gold_articles)))}</p>',
    ]
    return "\n".join(part for part in parts if part)


def _write_replies(replies: Mapping[str, ReportedAnswer]) -> Iterator[str]:
    """Yield the replies side by side; one that is the same as another before it is not repeated."""
    shown: dict[str, str] = {}
    yield '<div class="runs">\n'
    for name, reply in replies.items():
        yield "<section>"
        if len(replies) > 1:
            yield f"<h3>{escape_line(name)} {_write_verdict(reply.outcome, name)}</h3>\n"
        text = "".join(write_answer(reply.answer)) if reply.answer else _write_verdict_on(reply)
        if not text:
            yield f'<p class="about">{escape_line(reply.row.error)}</p>\n'
        elif text in shown:
            yield f'<p class="about">The same answer as that of {escape_line(shown[text])}.</p>\n'
        else:
            yield text
        shown.setdefault(text, name)
        yield f'<p class="about">{_describe_costs(reply)}</p></section>\n'
    yield "</div>\n"


def _write_verdict_on(reply: ReportedAnswer) -> str:
    """Return the verdict on a statement with its quotes; "" where there is none."""
    found = reply.row.answer
    if found is None:
        return ""
    quotes = "".join(
        f"<li>{escape_line(quote['quote'])} "
        f'<span class="about">{escape_line(quote["source"])}, {escape_line(quote["title"])}</span></li>'
        for quote in found["quotes"]
    )
    return f'<p dir="auto">{escape_line(found["text"])}</p><ul class="gold about">{quotes}</ul>\n'


def _describe_costs(reply: ReportedAnswer) -> str:
    parts = [f"{reply.row.seconds:.2f} s"]
    if reply.answer and reply.row.answer:
        seconds, usage = reply.answer.seconds, reply.answer.usage
        parts[0] += f" (retrieve {seconds.retrieve:.2f}, answer {seconds.answer:.2f}, verify {seconds.verify:.2f})"
        parts.append(f"{usage.prompt_tokens:,} tokens in, {usage.completion_tokens:,} out")
        score = find_score(reply.row.answer)
        parts += [] if score is None else [f"score {score:.2f}"]
    return " · ".join(parts)
