"""English days."""

from qa.language.dates.words.dating import Dating, Tenses, read_patterns
from qa.language.profile import read_kinds, read_words
from qa.language.profiles.en_verbs import SAYING_FORMS

_PAST = read_words(
    """was were had did said told wrote spoke began begun became came went gave got made took met won lost left
    held heard hit hurt kept knew laid led let meant paid put ran rose sank sang sat saw sent set shook shot shut slid
    sold sought spent split spread stole stood struck swept swore taught thought threw understood woke wore fell felt
    fought found fled flew forbade forgot froze grew hung fed drew drove drank ate dealt cut cost caught bought built
    broke brought bore bent beat blew bled chose dug rode rang slept stuck sued wound withdrew lit lay crept clung
    underwent overthrew oversaw overtook undertook upheld withstood outdid rebuilt resold retook foresaw showed quit
    died tied lied landed"""
)

TENSES = Tenses(
    ahead=read_words(
        """will won't shall would could may might can must should cannot can't 'll due scheduled planned expected next
        plans_to plan_to planning_to upcoming going_to set_to set_for is_to are_to to_be hopes_to hope_to wants_to
        want_to intends_to intend_to promises_to expects_to prepares_to preparing_to agreed_to vowed_to ready_to
        begins opens starts expires ends closes departs resumes poised slated forthcoming awaits awaiting starting"""
    ),
    past=_PAST,
    past_endings=("ed",),
    not_past=read_words("need needed indeed speed feed seed weed breed greed deed bed red shed united hundred led wed"),
    participles=_PAST
    | read_words(
        """been done gone seen taken given known shown written spoken broken chosen driven eaten fallen flown forgotten
        frozen grown hidden risen shaken stolen sworn thrown torn worn drawn born beaten become come run begun sung
        sunk rung withdrawn undertaken overthrown undergone proven"""
    ),
    helpers=read_words("be been being get getting not also only already now then"),
    perfect=read_words("has have had having 've 's"),
    to=frozenset(["to"]),
    present=read_words("is are am isn't aren't"),
    forward=read_words(
        """agreed vowed promised decided planned voted asked ordered urged called invited expected wanted hoped refused
        prepared threatened offered pledged wanted intended told scheduled set summoned due"""
    ),
    perhaps=read_words("would could may might should must cannot can't"),
    was=read_words("was were had"),
    reports=frozenset(SAYING_FORMS) | read_words("according tells thinks think thought believes believed shows showed"),
    on=read_words("on in at by from the this late early"),
    opening=read_words("and but while although though whereas ; :"),
    that=frozenset(["that"]),
    between=read_words("in at during through via to by late early on"),
    ahead_before=read_words("ahead_of ahead_of_the until until_the till before before_the from"),
    by=read_words("by by_the"),
    past_before=read_words("as_of since since_the after after_the following following_the"),
)

DATING = Dating(
    patterns=read_patterns(
        r"""
        iso      {iso}
        holiday  {holiday}(?:{in_year})?
        days     (?:{wd},? )?{d}{th}?{dash}{d2}{th}?(?: of)? {month}(?:{in_year})?
        days     (?:{wd},? )?{month} {d}{th}?{dash}{d2}{th}?\b(?:{in_year})?
        ordinal  (?:the )?{ord} (?P<unit>week|weekend|half|day) (?:of|in) (?:the month of )?{month}(?:{in_year})?
        ordinal  (?:the )?{ord} {weekday} (?:of|in) {month}(?:{in_year})?
        part_of  (?:the )?{ord} (?P<unit>quarter|half|decade)(?: of| in)?(?: the)? (?:{year}|{ywhen})
        part_of  (?:the )?{ord} (?P<unit>quarter)
        part_of  \bQ(?P<q>[1-4])(?: of)?,? (?:{year})
        part_of  \bQ(?P<q>[1-4])
        day      (?:{wd},? )?(?:the )?{d}{th}?(?: of)? {month}(?:{in_year})?
        day      (?:{wd},? )?{month} {d}{th}?\b(?!:\d)(?:{in_year})?
        month    {part}[ -]{month}(?:{in_year})?
        month    {month}(?: of)?,? {year}
        month    {month}(?: of)? {ywhen}
        month    {step} {month}(?! \d)
        month    {lead}{month}(?! (?:\d|of\b))
        season   {step} {season}
        season   (?:{part}[ -])?{season}(?: of)?,? (?:{year}|{ywhen})
        season   (?P<lead>(?:in|during|by|since|until) )(?:the )?(?:{part}[ -])?(?:the )?{season}(?! of\b)
        offset   {word}
        later    {count} {unit} {order}
        move     {move}
        some     (?:the )?{step} {count} {unit}
        some     (?:the )?(?P<step>past) {one}\b
        ago      {count} {unit}(?: and a half)? ago
        ahead    (?P<lead>in ){count} {unit}(?:['’]s?)?(?: time)?(?! (?:in|of|that|when|after|to)\b)
        ahead    {count} {unit} from (?:now|today)
        week_day {weekday} (?:of )?{step} (?P<unit>week)
        week_day {weekday} (?P<unit>week)\b
        weekday  (?:{step} )?{weekday}
        night    {night}

        span     (?:{part} )?{step} {one}
        span     {part} (?:the )(?P<unit>week|month|year)
        span     (?P<lead>(?:over|at|during|on) )the (?P<unit>weekend)
        decade   (?:the )?(?:(?:{part})[ -](?:the )?)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s
        year     (?:{part}[ -](?:in )?){year}
        year     {lead}{oldyear}
        year     {bareyear}
        """
    ),
    tenses=TENSES,
    leads=read_words("in since until till by from during through between of after before to around"),
    doubtful=read_words("may march mar jan jun dec sep sun sat wed mon fri"),
    offsets={
        "yesterday": -1,
        "last night": -1,
        "today": 0,
        "tonight": 0,
        "this morning": 0,
        "this afternoon": 0,
        "this evening": 0,
        "earlier today": 0,
        "later today": 0,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    },
    holidays={
        "christmas day": (12, 25),
        "christmas eve": (12, 24),
        "new year's day": (1, 1),
        "new year’s day": (1, 1),
        "new year's eve": (12, 31),
        "new year’s eve": (12, 31),
    },
    nights=frozenset(["overnight"]),
    steps={
        **dict.fromkeys(("last", "the last", "past", "the past", "the previous", "this past"), -1),
        **dict.fromkeys(("this", "earlier this", "later this", "the current"), 0),
        **dict.fromkeys(("next", "the next", "coming", "the coming", "this coming", "the upcoming"), 1),
    },
    units=read_kinds(
        day="day",
        week="week",
        weekend="weekend",
        fortnight="fortnight",
        month="month",
        quarter="quarter",
        half="half",
        year="year",
        decade="decade",
    ),
    plurals=read_kinds(
        day="days",
        week="weeks",
        weekend="weekends",
        fortnight="fortnights",
        month="months",
        year="years",
        decade="decades",
    ),
    recurring=read_words("every each"),
    counts={"a": 1, "an": 1, "a couple of": 2, "couple": 2},
    ordinals={**dict.fromkeys(("last", "final"), -1)},
    parts={
        **dict.fromkeys(("early", "the beginning of", "the start of", "early in", "the first days of"), "early"),
        **dict.fromkeys(("mid", "the middle of"), "middle"),
        **dict.fromkeys(("late", "the end of", "late in", "the last days of"), "late"),
    },
    seasons={"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    years={
        "the year before last": -2,
        "last year": -1,
        "the previous year": -1,
        "this year": 0,
        "the year": 0,
        "next year": 1,
    },
    moves={
        **dict.fromkeys(
            (
                "the next day",
                "the following day",
                "the day after",
                "a day later",
                "the next morning",
                "the following morning",
                "the day afterwards",
            ),
            (1, "day"),
        ),
        **dict.fromkeys(
            (
                "the day before",
                "the previous day",
                "a day earlier",
                "the day earlier",
                "the previous evening",
                "the night before",
            ),
            (-1, "day"),
        ),
        **dict.fromkeys(("the following week", "the week after"), (1, "week")),
        **dict.fromkeys(("the week before",), (-1, "week")),
        **dict.fromkeys(("the following month", "the month after"), (1, "month")),
        **dict.fromkeys(("the month before",), (-1, "month")),
        **dict.fromkeys(("the following year", "the year after"), (1, "year")),
        **dict.fromkeys(("the year before",), (-1, "year")),
        **dict.fromkeys(("the same day", "that day", "that same day"), (0, "day")),
    },
    orders={
        **dict.fromkeys(("later", "after that", "after", "afterwards", "thereafter"), 1),
        **dict.fromkeys(("earlier", "before that", "previously", "beforehand", "before"), -1),
    },
    not_before=read_words("time first second third once twice"),
    binding=read_words("after before"),
    to=read_words("to until till through"),
    and_=frozenset(["and"]),
    between=frozenset(["between"]),
    determiners=read_words("the a an its his her their this that"),
    names=read_words(
        """times telegraph mail mirror express post herald night football show programme program morning brunch league
        star world observer independent sun people business review magazine politics service group movement club"""
    ),
    named_days=frozenset("Black Good Bloody Ash Palm Easter Super Cyber Maundy Whit Boxing Fat Girl Man".split()),
    updated=read_words("updated updated_on corrected corrected_on correction clarification"),
    dayparts=read_words("night morning afternoon evening"),
    vague=read_words("several many most"),
)
