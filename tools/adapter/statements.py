"""Items of the second task: a statement beside sources, and whether they say it."""

import json
import re
from datetime import timedelta
from pathlib import Path

from answers import shorten_question
from articles import Article, day, nlp, outlet, rng, spell, stand_alone, swap, trim
from passages import add_judge, inject, short, sources_for
from questions import Asked, ask_yes_no

from qa.language.dates import annotate_dates


def judge_answer(
    article: Article,
    i: int,
    q: str,
    a: str,
    statement: str,
    same: list[Article],
    hold: bool,
    others: list[str],
) -> None:
    """Make an item of what somebody asked: the answer, a wrong one, or sources that do not hold it."""
    label = next((kind for kind in article.ents if a in article.ents[kind]), "")
    src = sources_for(article, i, same)
    wrong = swap(a, label, article) if label else ""
    if others and (not wrong or rng.random() < 0.4):
        wrong = rng.choice(others)
    roll = rng.random()
    if roll < 0.47:
        text = short(a) if not statement or rng.random() < 0.45 else statement
        add_judge("wiki answer", src, text, True, q if text == short(a) or rng.random() < 0.5 else "", hold=hold)
    elif roll < 0.9 and wrong:
        text = statement.replace(a, wrong) if statement and a in statement and rng.random() < 0.6 else short(wrong)
        add_judge("wiki wrong", src, text, False, q if text == short(wrong) or rng.random() < 0.5 else "", hold=hold)
    elif statement and rng.random() < 0.8:
        pool = [t for n, t in enumerate(article.sents) if abs(n - i) > 0 and a.lower() not in t.lower()]
        if pool:
            add_judge(
                "wiki absent",
                [(article.origin, " ".join(pool[:3]))],
                statement,
                False,
                q if rng.random() < 0.5 else "",
                hold=hold,
            )


def judge_news(
    news: list[Article], asked_all: list[list[tuple[int, Asked]]], groups: dict[str, list[Article]], *, held: int
) -> None:
    """Make items of sentences of the news, as they are, with a part replaced, joined, or away from their source."""
    for n, article in enumerate(news):
        hold, same = n % held == 0, groups[article.group]
        for i, asked in asked_all[n][3:7]:
            src = sources_for(article, i, same)
            sent = trim(article.spans[i], asked.answer, 26)
            sent = stand_alone(article, i, sent) or sent
            q = shorten_question(asked.question)
            wrong = swap(asked.answer, asked.kind, article) if asked.kind not in ("thing", "clause") else ""
            roll = rng.random()
            if roll < 0.18:
                add_judge("news answer", src, short(asked.answer), True, q, hold=hold)
            elif roll < 0.36 and wrong:
                add_judge("news wrong answer", src, short(wrong), False, q, hold=hold)
            elif roll < 0.46:
                add_judge("news sentence", src, sent, True, q if rng.random() < 0.5 else "", hold=hold)
            elif roll < 0.62 and wrong and asked.answer in sent:
                add_judge(
                    "news wrong",
                    src,
                    sent.replace(asked.answer, wrong),
                    False,
                    q if rng.random() < 0.5 else "",
                    hold=hold,
                )
            elif roll < 0.72:
                pool = [
                    (
                        article.origin,
                        " ".join(
                            t
                            for m, t in enumerate(article.sents)
                            if m != i and i - 3 <= m <= i + 3 and asked.answer not in t
                        ),
                    )
                ]
                if pool[0][1]:
                    add_judge("news absent", pool, sent, False, q if rng.random() < 0.4 else "", hold=hold)
            elif roll < 0.86:
                m = rng.randrange(len(news))
                if asked_all[m]:
                    j, other = rng.choice(asked_all[m])
                    t2 = stand_alone(news[m], j, trim(news[m].spans[j], other.answer, 18)) or news[m].sents[j]
                    t1 = sent.rstrip(".")
                    src2 = [*sources_for(article, i, same, 0)[:1], *sources_for(news[m], j, same, 0)[:1]]
                    bad = rng.random() < 0.5
                    if bad:
                        w2 = swap(other.answer, other.kind, news[m]) if other.kind not in ("thing", "clause") else ""
                        if not w2 or other.answer not in t2:
                            continue
                        t2 = t2.replace(other.answer, w2)
                    add_judge(
                        "two sources",
                        src2,
                        f"{t1}, {rng.choice(['and', 'while', 'and'])} {follow(t2)}",
                        not bad,
                        hold=hold,
                    )
        for i, text in list(enumerate(article.sents))[:8]:
            if article.day and rng.random() < 0.5 and len(text.split()) < 32:
                spelled = annotate_dates(text, article.day)
                found = re.search(r"\w+ \((\d{1,2} \w+ \d{4})\)", spelled)
                if found:
                    right = rng.random() < 0.5
                    told = (
                        found[1]
                        if right
                        else spell(article.day + timedelta(days=rng.choice([-9, -6, -4, 3, 5, 8, 30])))
                    )
                    if right or told != found[1]:
                        add_judge(
                            "resolved day",
                            sources_for(article, i, same),
                            spelled[: found.start()] + told + spelled[found.end() :],
                            right,
                            hold=hold,
                        )
        for i, span in list(enumerate(article.spans))[:6]:
            if rng.random() < 0.16 and 8 <= len(span) <= 28 and (q := ask_yes_no(span)) and q.count('"') % 2 == 0:
                yes = rng.random() < 0.5
                add_judge(
                    "yes or no",
                    sources_for(article, i, same),
                    rng.choice(["Yes.", "Yes."]) if yes else "No.",
                    yes,
                    q,
                    hold=hold,
                )


def judge_planted(path: Path, news: list[Article], groups: dict[str, list[Article]], *, held: int) -> None:
    """Make items of planted statements."""
    by_url = {a.key: (n, a) for n, a in enumerate(news)}
    for line in path.read_text(encoding="utf-8").splitlines():
        x = json.loads(line.replace("\\u00c2", "").replace("Â", ""))
        found = by_url.get(x["article"])
        if found is None or (x["kind"] == "as it stands" and rng.random() < 0.75):
            continue
        n, article = found
        head = " ".join(x["sentence"].split())[:50]
        i = next((i for i, s in enumerate(article.sents) if head in s), None)
        if i is None:
            continue
        src = sources_for(article, i, groups[article.group])
        if rng.random() < 0.04 and x["label"] == "false":
            inject(src, x["text"])
        add_judge("planted " + x["kind"], src, x["text"], x["label"] == "true", hold=n % held == 0)


def follow(sentence: str) -> str:
    """Return a sentence to stand behind another."""
    starts = sentence.split()[0] in ("The", "A", "An", "More", "In")
    return sentence[:1].lower() + sentence[1:] if starts else sentence


def detok(t: str) -> str:
    """Return text whose tokens are parted by blanks as it is written."""
    t = (
        t.replace("-LRB-", "(")
        .replace("-RRB-", ")")
        .replace("-LSB-", "[")
        .replace("-RSB-", "]")
        .replace("``", '"')
        .replace("''", '"')
        .replace(" -- ", " – ")
    )
    t = re.sub(r"\s+([,.;:!?)\]'])", r"\1", t)
    t = re.sub(r"([(\[])\s+", r"\1", t)
    t = t.replace(" n't", "n't").replace("` ", "'").replace("i̇", "i")
    return " ".join(t.split())


def judge_sets(folder: Path, *, held: int) -> None:
    """Make items of sets with human labels."""
    for name in ("qags_cnndm", "qags_xsum"):
        rows = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for k, r in enumerate(rows):
            sents = [" ".join(s.text.split()) for s in nlp(detok(r["article"])).sents]
            for s in r["summary_sentences"]:
                votes = [v["response"] for v in s["responses"]]
                yes = votes.count("yes")
                if 0 < yes < len(votes) and rng.random() < 0.5:
                    continue
                text = detok(s["sentence"])
                text = text[:1].upper() + text[1:]
                words = {w.lower() for w in re.findall(r"\w{4,}", text)}
                order = sorted(
                    range(len(sents)), key=lambda i: -len(words & {w.lower() for w in re.findall(r"\w{4,}", sents[i])})
                )
                keep = sorted(
                    {j for i in order[:2] for j in (i - 1, i, i + 1) if 0 <= j < len(sents)}
                    | ({0} if name.endswith("xsum") else set())
                )
                body = ""
                for a, j in enumerate(keep):
                    body += ("" if not a else " " if keep[a - 1] == j - 1 else " … ") + sents[j]
                add_judge(
                    name, [(f"{outlet()}, {spell(day())}", body[:3000])], text, yes * 2 > len(votes), hold=k % held == 0
                )
    fever = [json.loads(line) for line in (folder / "fever.jsonl").read_text(encoding="utf-8").splitlines()]
    rng.shuffle(fever)
    for k, r in enumerate(fever[:1000]):
        evidence = [detok(e) for e in r["evidence"]]
        if not evidence or len(" ".join(evidence)) > 2500:
            continue
        add_judge(
            "fever",
            [(f"{outlet()}, {spell(day())}", " ".join(evidence))],
            detok(r["claim"]),
            r["label"] == "SUPPORTS",
            hold=k % held == 0,
        )
    wice = [json.loads(line) for line in (folder / "wice.jsonl").read_text(encoding="utf-8").splitlines()]
    rng.shuffle(wice)
    for k, r in enumerate(wice[:110]):
        keep = sorted(
            {j for i in r["supporting_sentences"][0] for j in (i - 1, i, i + 1) if 0 <= j < len(r["evidence"])}
        )
        body = " ".join(r["evidence"][j] for j in keep)[:2500]
        add_judge("wice", [(f"{outlet()}, {spell(day())}", body)], r["claim"], False, hold=k % held == 0)
