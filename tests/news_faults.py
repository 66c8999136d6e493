"""What goes wrong on the web: answers that break, hang, lie, lead astray or never end, and feeds that attack."""

import gzip
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from news_feeds import render_rss
from news_pages import NewsPage, render_page
from web_site import Reply, make_bomb

PAGE = render_page(NewsPage(), "https://meridian.example")
HOSTILE_TARGETS = (
    "http://127.0.0.1/",
    "http://localhost/",
    "http://[::1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://2130706433/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://news.example@127.0.0.1/",
)
HOSTILE_FEED = render_rss(
    [NewsPage(path=target, title=f"Entry {n}") for n, target in enumerate(HOSTILE_TARGETS)], "https://meridian.example"
)
# Documents with {root} for the name of their root.
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><{root}>&a9;</{root}>"
)
EXTERNAL = '<!DOCTYPE {root} [<!ENTITY x SYSTEM "file:///etc/passwd">]><{root}>&x;</{root}>'
RUSSIAN = NewsPage(
    title="Мост закрыли на зиму",
    paragraphs=(
        "Городской совет в пятницу решил закрыть старый мост на всю зиму, сообщила мэр Марина Квинт.",
        "Инженеры нашли трещины в четырёх из одиннадцати опор, говорится в отчёте, который вышел на этой неделе.",
        "Паромы будут ходить каждые двадцать минут, а жители острова смогут ездить на них бесплатно.",
    ),
    language="ru",
    outlet="Меридиан",
)


def make_rest(status: int = 429, *, seconds: int = 0, as_date: bool = False) -> Reply:
    """Return the answer of a site that wants to be left alone for so many seconds."""
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)
    return Reply(status=status, headers={"retry-after": moment if as_date else str(seconds)})


def make_packed_bomb(megabytes: int = 50) -> bytes:
    """Return a page of so many megabytes, gzipped."""
    return gzip.compress(PAGE.encode().replace(b"</article>", b"<p>more</p>" * (megabytes * 100_000)), 1)


# By name, each made when it is needed: some are large, and a time of rest has to lie ahead.
FAULTS: Mapping[str, Callable[[], Reply]] = {
    "slow": lambda: Reply(body=PAGE.encode(), pace=0.05),
    "slow header": lambda: Reply(drips=0.05),
    "silent": lambda: Reply(silent=True),
    "hangs in the middle": lambda: Reply(body=PAGE.encode(), pace=30),
    "cut off": lambda: Reply(body=PAGE.encode()[:900], length=len(PAGE.encode())),
    "longer than it says": lambda: Reply(body=PAGE.encode(), length=900),
    "no http": lambda: Reply(body=b"220 mail.example ready\r\n\r\n", garbage=True),
    "broken gzip": lambda: Reply(body=b"\x1f\x8b\x08\0 broken", headers={"content-encoding": "gzip"}),
    "cut off gzip": lambda: Reply(body=gzip.compress(PAGE.encode())[:-99], headers={"content-encoding": "gzip"}),
    "not gzip": lambda: Reply(body=PAGE.encode(), headers={"content-encoding": "gzip"}),
    "endless": lambda: Reply(body=b"<p>more</p>" * 1_000, endless=True),
    "bomb of zeros": lambda: Reply(body=make_bomb(50), headers={"content-encoding": "gzip"}),
    "bomb": lambda: Reply(body=make_packed_bomb(), headers={"content-encoding": "gzip"}),
    "not found": lambda: Reply(status=404),
    "gone": lambda: Reply(status=410),
    "broken": lambda: Reply(status=500),
    "busy": lambda: make_rest(503, seconds=3_600),
    "busy until": lambda: make_rest(429, seconds=3_600, as_date=True),
    "redirect to nowhere": lambda: Reply(status=302),
    "redirect to a file": lambda: Reply(status=302, headers={"location": "file:///etc/passwd"}),
    "png as html": lambda: Reply(body=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "pdf as html": lambda: Reply(body=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0"),
    "film": lambda: Reply(body=bytes(range(256)) * 16, kind="video/mp4", endless=True),
}

# Pages that are right but for what the site says of them.
ODD_PAGES: Mapping[str, Reply] = {
    "utf-8 called latin-1": Reply(body=PAGE.encode(), kind="text/html; charset=ISO-8859-1"),
    "html called bytes": Reply(body=PAGE.encode(), kind="application/octet-stream"),
    "html called nothing": Reply(body=PAGE.encode(), kind=None),
    "gzip": Reply(body=gzip.compress(PAGE.encode()), headers={"content-encoding": "gzip"}),
}
UNDECLARED_RUSSIAN = Reply(
    body=render_page(RUSSIAN, "https://meridian.example").replace('<meta charset="utf-8">', "").encode("cp1251"),
    kind="text/html",
)
