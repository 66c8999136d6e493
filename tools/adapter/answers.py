"""Items of the first task: a question over passages, and the sentences that answer it or the marker of none."""

from typing import Any

from articles import POOL, Article, day, nlp, outlet, rng, spell, stand_alone, swap, trim, with_days
from passages import MARKER, add_answer, budget, chunk, distract, inject, mark
from questions import PRONOUNS, Asked, ask_yes_no

from qa.language.dates import annotate_dates

Found = tuple[int, Asked]


def draw_answers(news: list[Article], asked: list[list[Found]], groups: dict[str, list[Article]], *, held: int) -> None:
    """Make items of questions that are made of sentences, up to three an article."""
    for number, article in enumerate(news):
        seen: set[int] = set()
        for place, found in asked[number]:
            if place in seen or len(seen) >= 3:
                continue
            seen.add(place)
            question = shorten_question(found.question)
            target = stand_alone(article, place, trim(article.spans[place], found.answer, 30))
            if target:
                same, hold = groups[article.group], number % held == 0
                single("news", question, found.answer, found.kind, article, place, same, hold, target)


def ask_differently(
    news: list[Article], asked: list[list[Found]], groups: dict[str, list[Article]], *, held: int
) -> None:
    """Make items of several parts, overviews, sides, figures that differ, yes or no, and of twisted questions."""
    for n, article in enumerate(news):
        hold, same, other = n % held == 0, groups[article.group], rng.randrange(len(news))
        if asked[n] and asked[other] and other != n and rng.random() < 0.32:
            two_parts(article, rng.choice(asked[n]), news[other], rng.choice(asked[other]), same, hold)
        if rng.random() < 0.42:
            overview(article, same, hold)
        if rng.random() < 0.3:
            say(article, same, hold)
        figures = [found for found in asked[n] if found[1].kind in ("CARDINAL", "MONEY", "PERCENT")]
        if figures and rng.random() < 0.6:
            differ(article, *rng.choice(figures), same, hold)
        for i, span in enumerate(article.spans[:8]):
            if rng.random() < 0.06 and 8 <= len(span) <= 28 and (q := ask_yes_no(span)) and q.count('"') % 2 == 0:
                target = stand_alone(article, i, trim(span, "", 30))
                if target:
                    single("yesno", q, article.sents[i], "", article, i, same, hold, target)
    questions = [(n, i, found) for n, many in enumerate(asked) for i, found in many[:2]]
    rng.shuffle(questions)
    docs = nlp.pipe(found.question for _, _, found in questions[:520])
    for (n, i, found), doc in zip(questions[:520], docs, strict=True):
        if question := twist(found.question, doc):
            count, most = budget()
            _, text = chunk(news[n], i, most)
            passages = [*distract(news[n], {i}, "", groups[news[n].group], count, most), (news[n].origin, text)]
            rng.shuffle(passages)
            add_answer("twisted", question, passages, MARKER, n % held == 0)


def draw_wiki_answer(
    article: Article, i: int, question: str, answer: str, statement: str, same: list[Article], hold: bool
) -> None:
    """Make an item of what somebody asked: the sentence that holds the answer, or the question as a statement."""
    target = stand_alone(article, i, trim(article.spans[i], answer.strip(". "), 32))
    if (not target or len(target.split()) > 36) and statement and len(answer.split()) < 8:
        target = statement
    if target and (rng.random() < 0.8 or len(answer.split()) > 2):
        label = next((kind for kind in article.ents if answer in article.ents[kind]), "")
        single("wiki", question, answer, label, article, i, same, hold, target)


def single(
    src: str,
    question: str,
    answer: str,
    kind: str,
    article: Article,
    i: int,
    same: list[Article],
    hold: bool,
    target: str,
) -> None:
    """Make an item of a question with distractors; now and then the answer is taken away, or an order put in."""
    days = kind == "DATE" and src == "news" and article.day is not None
    count, most = budget()
    roll = rng.random()
    places, text = chunk(article, i, most)
    gold = (article.origin, text)
    if roll < 0.24:
        passages = distract(article, {i}, answer, same, max(2, count), most)
        if passages:
            rng.shuffle(passages)
            add_answer(src + "/gone", question, with_days(passages) if days else passages, MARKER, hold)
        return
    passages = [*distract(article, set(places), answer if len(answer) > 3 else "", same, count, most), gold]
    rng.shuffle(passages)
    if rng.random() < 0.6 and passages.index(gold):
        passages.remove(gold)
        passages.insert(rng.randrange(0, min(2, len(passages)) + 1), gold)
    n = passages.index(gold) + 1
    if roll > 0.96:
        inject(passages, swap(answer, kind, article))
        src += "/injected"
    if days:
        passages, target = with_days(passages), annotate_dates(target, article.day)
        src += "/days"
    add_answer(src, question, passages, mark(target, n), hold)


def twist(question: str, doc: Any) -> str:
    """Return the question about somebody or some time else: near, and answered nowhere."""
    ents = [e for e in doc.ents if e.label_ in ("PERSON", "ORG", "GPE", "DATE", "CARDINAL") and len(e.text) > 2]
    if not ents:
        return ""
    ent = rng.choice(ents)
    pool = [e for e in rng.sample(POOL[ent.label_], min(6, len(POOL[ent.label_]))) if e.lower() not in question.lower()]
    return question[: ent.start_char] + rng.choice(pool) + question[ent.end_char :] if pool else ""


def shorten_question(q: str) -> str:
    """Drop a part behind a comma or a late clause now and then: people ask in fewer words."""
    body = q[:-1]
    if rng.random() < 0.5 and "," in body and len(body.split(",")[0].split()) >= 5:
        body = body.split(",")[0]
    for word in (
        " after ",
        " while ",
        " because ",
        " despite ",
        " which ",
        " who ",
        " following ",
        " as part of ",
        " in order to ",
    ):
        if rng.random() < 0.6 and word in body[20:]:
            body = body[: body.index(word, 20)]
    return body.rstrip(" ,") + "?"


def lower_first(q: str) -> str:
    """Return a question to stand behind another."""
    return q[:1].lower() + q[1:]


def two_parts(a1: Article, f1: Found, a2: Article, f2: Found, same: list[Article], hold: bool) -> None:
    """Make an item of two questions in one, now and then with one of them unanswered."""
    (i, x), (j, y) = f1, f2
    t1 = stand_alone(a1, i, trim(a1.spans[i], x.answer, 26))
    t2 = stand_alone(a2, j, trim(a2.spans[j], y.answer, 26))
    if not t1 or not t2:
        return
    q1, q2 = shorten_question(x.question)[:-1], shorten_question(y.question)
    q = rng.choice([f"{q1}, and {lower_first(q2)}", f"{q1} and {lower_first(q2)}", f"{q1}? {q2}"])
    most = rng.choice([1, 2, 3])
    p1, text1 = chunk(a1, i, most)
    _, text2 = chunk(a2, j, most)
    g1, g2 = (a1.origin, text1), (a2.origin, text2)
    roll = rng.random()
    others = distract(a1, set(p1), x.answer if len(x.answer) > 3 else "", same, rng.randrange(0, 4), most)
    passages = [*others, g1, g2]
    if roll < 0.12:
        passages = [*others, g1]
    rng.shuffle(passages)
    if roll < 0.12:
        reply = mark(t1, passages.index(g1) + 1)
    else:
        reply = f"{mark(t1, passages.index(g1) + 1)} {mark(t2, passages.index(g2) + 1)}"
    add_answer("two parts", q, passages, reply, hold)


def good_sentences(article: Article, start: int = 0, most: int = 3) -> list[tuple[int, str]]:
    """Return sentences that stand alone, with their places."""
    out = []
    for i in range(start, len(article.sents)):
        text = trim(article.spans[i], "", 34)
        if len(text.split()) > 42 or len(text.split()) < 6 or text.startswith(('"', "“", "'")):
            continue
        if alone := stand_alone(article, i, text):
            out.append((i, alone))
        if len(out) >= most:
            break
    return out


def overview(article: Article, same: list[Article], hold: bool) -> None:
    """Make an item of a broad question: its first sentences and one of each later passage."""
    topic = article.title
    names = [
        e
        for label in ("PERSON", "ORG", "GPE", "EVENT")
        for e in article.ents.get(label, [])[:1]
        if e in topic or e in " ".join(article.sents[:2])
    ]
    q = rng.choice(
        [
            f"What is going on with {names[0]}?" if names else f"What is known about this: {topic}?",
            f'What happened in the matter of "{topic}"?',
            f"Summarise the news on {names[0]}." if names else f"Summarise: {topic}",
            topic,
            f"{topic}?",
            f"What do the articles say about {names[-1]}?" if names else topic,
            f"Tell me about {names[0]}." if names else f"Tell me about {topic}.",
            f"What is the latest on {names[0]}?" if names else f"What is the latest on {topic}?",
        ]
    )
    if len(article.sents) < 8:
        return
    starts = [0, *sorted(rng.sample(range(3, len(article.sents) - 1), rng.choice([1, 2, 2, 3])))]
    ends = [*starts[1:], len(article.sents)]
    golds, said = [], []
    for start, end in zip(starts, ends, strict=True):
        stop = min(end, start + rng.choice([2, 3]))
        golds.append((article.origin, " ".join(article.sents[start:stop])))
        said.append([t for i, t in good_sentences(article, start, 2 if not start else 1) if i < stop])
    if not said[0]:
        return
    order = [*golds, *distract(article, set(range(len(article.sents))), "", same, rng.randrange(0, 4), 2)]
    if rng.random() < 0.5:
        rng.shuffle(order)
    reply = " ".join(mark(t, order.index(g) + 1) for g, texts in zip(golds, said, strict=True) for t in texts)
    add_answer("overview", q, order, reply, hold)


def say(article: Article, same: list[Article], hold: bool) -> None:
    """What do people say about it: one sentence a speaker."""
    found = []
    for i, span in enumerate(article.spans):
        root = span.root
        if root.lemma_ in ("say", "tell", "add", "warn", "argue", "insist", "claim", "believe"):
            subject = next((t for t in root.children if t.dep_ == "nsubj"), None)
            if (
                subject is not None
                and subject.lower_ not in PRONOUNS
                and subject.lower_ not in {s for _, _, s in found}
                and len(span) < 40
            ):
                text = trim(span, "", 34)
                if text.count('"') % 2 == 0:
                    found.append((i, text, subject.lower_))
    if len(found) < 2:
        return
    found = found[:3]
    names = [e for label in ("ORG", "GPE", "PERSON") for e in article.ents.get(label, [])[:1] if e in article.title]
    q = (
        rng.choice(
            [
                f"What do people say about {names[0]}?",
                f"What do both sides say about {names[0]}?",
                f"Who says what about {names[0]}?",
            ]
        )
        if names
        else rng.choice([f"What do both sides say: {article.title}?", f"Who says what about this: {article.title}?"])
    )
    golds = [(article.origin, chunk(article, i, 1)[1]) for i, _, _ in found]
    order = [*golds, *distract(article, set(range(len(article.sents))), "", same, rng.randrange(0, 3), 2)]
    rng.shuffle(order)
    add_answer(
        "sides",
        q,
        order,
        " ".join(mark(t, order.index(g) + 1) for g, (_, t, _) in zip(golds, found, strict=True)),
        hold,
    )


def differ(article: Article, i: int, asked: Asked, same: list[Article], hold: bool) -> None:
    """Two outlets with different figures: both are told."""
    if asked.kind not in ("CARDINAL", "MONEY", "PERCENT"):
        return
    wrong = swap(asked.answer, asked.kind, article)
    target = stand_alone(article, i, trim(article.spans[i], asked.answer, 28))
    if not wrong or not target or asked.answer not in target:
        return
    other_text = article.sents[i].replace(asked.answer, wrong)
    other = (f"{outlet()}, {spell(article.day or day())}: {article.title}", other_text)
    gold = (article.origin, chunk(article, i, 2)[1])
    order = [gold, other, *distract(article, set(range(len(article.sents))), "", same, rng.randrange(0, 3), 2)]
    rng.shuffle(order)
    parts = sorted([(order.index(gold) + 1, target), (order.index(other) + 1, target.replace(asked.answer, wrong))])
    add_answer("differ", shorten_question(asked.question), order, " ".join(mark(t, n) for n, t in parts), hold)


def answer_events(x: dict[str, Any], news: list[Article]) -> None:
    """Make an item of a question on causes, parts and conditions of an event."""
    doc = nlp(" ".join(x["context"].split()))
    article = Article(rng.choice(["", "Reports of the day", "What we know so far"]), doc, "ester", "")
    texts = [t if isinstance(t, str) else t[0] for t in x["answer_texts"]]
    sents = []
    for t in texts:
        head = " ".join(t.split())[:40]
        i = next((i for i, s in enumerate(article.sents) if head in s), None)
        if i is not None and i not in sents:
            sents.append(i)
    sents = [(i, stand_alone(article, i, trim(article.spans[i], "", 32))) for i in sorted(sents)[:3]]
    sents = [(i, t) for i, t in sents if t]
    if not sents:
        return
    passages = [(article.origin, " ".join(article.sents))]
    others = distract(rng.choice(news), set(), "", news, rng.randrange(0, 4), 2)
    order = [*passages, *others]
    rng.shuffle(order)
    n = order.index(passages[0]) + 1
    q = x["question"].strip()
    add_answer("ester", q if q.endswith("?") else q + "?", order, " ".join(mark(t, n) for _, t in sents), False)
