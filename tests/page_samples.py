"""Invented articles that make a page difficult: hostile, of other scripts, changed since, corrected."""

from qa.articles import Article

SCRIPT = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">"
HOSTILE = Article(
    title=f"Storm sinks boats in Quellmar {SCRIPT} {{{{ 7 * 7 }}}} \u202egnihton\u202c",
    text=f"The storm sank 41 boats in Quellmar, harbour master Ida Brandt said {SCRIPT}.\n\n"
    "{{ config }} {% raw %} </script></textarea>\x1b[31m <!-- the answer -->\n\nNobody in Quellmar was hurt.",
    source="Quellmar <b>Bote</b> \u202ebb",
    published="2025-06-03",
    language="en",
    url="https://quellmar-bote.example/storm?a=%22%3E%3Cscript%3E",
)
ARABIC = Article(
    title="الفيضان يغمر مدينة قلمار",
    text="قال رئيس البلدية إن ثمانية وأربعين شخصا قتلوا في الفيضان.\n\nوقال إن المدينة تحتاج إلى المساعدة.",
    source="صحيفة قلمار",
    published="2025-06-05",
    language="ar",
)
CHINESE = Article(
    title="洪水淹没奎尔马尔市",
    text="市长说洪水造成四十八人死亡。" * 30,
    source="奎尔马尔日报",
    published="2025-06-06",
    language="zh",
)
BEFORE = Article(
    title="Bridge at Ostermund closed",
    text="The bridge at Ostermund was closed on Monday. Its engineers found 12 cracks in the northern pillar.",
    source="Ostermund Echo",
    published="2025-07-01",
    language="en",
    url="https://ostermund-echo.example/bridge",
    retrieved="2025-07-01T10:00:00+00:00",
)
AFTER = Article(
    title="Bridge at Ostermund closed",
    text="The bridge at Ostermund was closed on Monday. Its engineers found 17 cracks in the northern pillar.\n\n"
    "Correction: An earlier version of this article gave a wrong number of cracks.",
    source="Ostermund Echo",
    published="2025-07-01",
    language="en",
    url="https://ostermund-echo.example/bridge",
    retrieved="2025-07-03T10:00:00+00:00",
)
