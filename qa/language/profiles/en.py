"""English."""

from qa.language.profile import Language, Naming, Numerals, Reporting, number_words, read_kinds, read_words
from qa.language.profiles.en_calendar import MONTHS, WEEKDAYS
from qa.language.profiles.en_dialogue import DIALOGUE
from qa.language.profiles.en_verbs import FORMS, LADDERS, OPPOSITES, SAYING_FORMS, SAYINGS

STOP_WORDS = read_words(
    """a an the and or but if of at by for with about to from in on into over under is are was were be been
    being am do does did doing have has had having will would can could should shall may might must this
    that these those it its he she they him his her them their we you i me my our your us which who whom
    whose what when where why how there here as than then so such not no nor only own same too very s t
    just now also any each few more most other some both all during before after above below up down out
    off again further once because until while between against many much according say says said tell told
    name"""
)
_FUNCTION_WORDS = read_words(
    """the of and to in a is was for that on with as by at from it his her he she were are be this which an
    has had have not but their they its been who or one after would will when there what also into than
    more other out up about if no them then did can could during over between being so him such where
    these while only through before because"""
)

LANGUAGE = Language(
    code="en",
    name="English",
    stop_words=STOP_WORDS,
    function_words=_FUNCTION_WORDS,
    forms=FORMS,
    negations=read_words("not no never none nobody nothing neither nor without cannot nowhere no-one hardly barely"),
    negation_endings=("n't", "n’t"),
    denying_forms=read_words("denied denies deny refused rejected rejects false unable failed"),
    clause_words=read_words(
        "but while although though and which who whom whose that after before because since until when where as if "
        "unless whereas whether so or yet despite"
    ),
    modality=read_kinds(
        possible="""may might could can possible possibly perhaps maybe potentially potential likely probably probable
            apparent appear seem suggest presumably conceivably risk chance expected_to_be believed thought""",
        planned="""will would plan intend aim hope expect propose seek want set_to due_to scheduled consider prepare
            going_to about_to planned intended proposed try attempt""",
        conditional="if unless provided_that providing as_long_as in_case otherwise would_have subject_to assuming",
        obliged="must should shall have_to ought need_to required obliged forced",
        alleged="allegedly reportedly alleged reported supposedly purportedly apparently suspected accused rumoured",
    ),
    future=read_words(
        "will would shall to_be set_to due scheduled plan plans planned expected is_to are_to upcoming tomorrow "
        "going_to forthcoming soon"
    ),
    months=MONTHS,
    weekdays=WEEKDAYS,
    before_dates=read_words("on in since by at from until during of the"),
    numerals=Numerals(
        values={
            **number_words(
                """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
                seventeen eighteen nineteen""".split()
            ),
            **number_words("twenty thirty forty fifty sixty seventy eighty ninety".split(), 20, 10),
        },
        scales={
            "hundred": 100,
            "thousand": 10**3,
            "million": 10**6,
            "billion": 10**9,
            "trillion": 10**12,
            "lakh": 10**5,
            "crore": 10**7,
        },
        short_scales={"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "t": 10**12},
        ordinals=number_words(
            """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
            fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),
            1,
        ),
        others={"dozen": 12.0, "half": 0.5},
        joiners=frozenset(["and"]),
        decimal=".",
        grouping=",",
        ordinal_marks=("st", "nd", "rd", "th"),
        percent=("per cent", "percent", "percentage point", "percentage points"),
        percent_points=("percentage point", "percentage points"),
        currencies={"dollars": "$", "euro": "€", "euros": "€", "pounds": "£", "yen": "¥", "rupees": "₹"},
    ),
    naming=Naming(
        titles=read_words(
            """president vice prime minister secretary chancellor governor gov senator sen representative rep
            congressman congresswoman judge justice general gen colonel captain king queen prince princess
            pope professor chief executive director chairman chairwoman mayor ambassador spokesman
            spokeswoman spokesperson former us u.s uk"""
        ),
        short_titles=tuple("Mr Mrs Ms Dr Gen Sen Rep Gov St Lt Col Capt Sgt Prof Sr Jr".split()),
        joiners=read_words("of the and de la le van von der bin al &"),
        not_names=STOP_WORDS
        | read_words(
            """i'm it's he's she's yes mr mrs ms dr sir monday tuesday wednesday thursday friday saturday sunday however
            meanwhile although though despite since also according after before last next today yesterday"""
        ),
        openers=read_words(
            """across additionally almost along already amid among another approximately around because
            behind beside beyond currently despite due earlier early either else ever every everyone
            everything few finally following given half if indeed initially instead just later less like
            local mostly much nearly neither never nobody none nothing officially only overall people
            perhaps police previously public recently reportedly roughly separately several similarly so
            some someone soon staff still therefore thus together total unlike until when whether while
            with within without yet"""
        ),
        before_things=read_words("the of"),
        places_after=read_words("in at near inside outside across off around"),
        no_person_words=read_words(
            """africa agency alliance america army asia assembly association athletic authority bank board
            bridge cape centre church city club coast college commission committee company corporation
            council county court cup defence defense department east europe federation festival final
            finance firm force forces foreign government group harbour health hospital hotel house
            institute interior island islands lake lines league media ministry movement national nations
            navy north ocean office olympics organisation organization parliament party police port power
            province river rovers school sea senate service society south state states street union united
            university valley west works world"""
        ),
        countries=read_words(
            """afghanistan argentina australia austria bangladesh belgium brazil britain canada chile china
            colombia cuba denmark egypt england ethiopia finland france germany greece hungary india
            indonesia iran iraq ireland israel italy japan kenya lebanon libya malaysia mexico netherlands
            nigeria norway pakistan palestine peru philippines poland portugal qatar romania russia
            scotland serbia singapore somalia spain sudan sweden switzerland syria taiwan thailand turkey
            ukraine venezuela vietnam wales washington beijing moscow brussels london paris berlin tokyo"""
        ),
        peoples={
            "belgium": "belgian",
            "britain": "british",
            "czechia": "czech",
            "denmark": "danish",
            "england": "english",
            "finland": "finnish",
            "france": "french",
            "germany": "german",
            "greece": "greek",
            "iceland": "icelandic",
            "ireland": "irish",
            "lebanon": "lebanese",
            "netherlands": "dutch",
            "norway": "norwegian",
            "philippines": "filipino",
            "poland": "polish",
            "portugal": "portuguese",
            "scotland": "scottish",
            "spain": "spanish",
            "sweden": "swedish",
            "switzerland": "swiss",
            "thailand": "thai",
            "turkey": "turkish",
            "wales": "welsh",
        },
        people_endings=read_words("n an ian i ese s ish er ic ean"),
        country_endings=frozenset(["", "a", "e", "y", "o"]),
        initials=frozenset([("united", "states"), ("united", "kingdom"), ("united", "nations"), ("european", "union")]),
    ),
    approximations=read_kinds(
        about="""virtually practically about around some roughly approximately nearly almost
            circa close_to an_estimated estimated or_so""",
        at_least="at_least no_fewer_than no_less_than a_minimum_of as_many_as_or_more or_more",
        more_than="more_than over above in_excess_of upwards_of upward_of exceeding",
        at_most="at_most up_to no_more_than as_many_as a_maximum_of as_much_as",
        less_than="less_than fewer_than under below short_of",
    ),
    quantifiers=read_kinds(
        all="all every each everyone everybody everything both entire whole always completely entirely total",
        most="most majority mostly largely mainly usually generally typically normally",
        many="many much numerous several multiple often dozens hundreds thousands",
        half="half",
        some="some certain various part partly sometimes any a_number_of someone somebody something",
        few="few little rarely seldom handful",
        none="none no nobody nothing neither never no-one",
        only="only solely just exclusively alone merely sole",
    ),
    opposites=OPPOSITES,
    sayings=SAYINGS,
    reporting=Reporting(
        forms=SAYING_FORMS,
        inverted=read_words("said says wrote writes added adds replied"),
        infinitive=frozenset(["to"]),
        according=("according to",),
        between=read_words(
            """also always later then again already since only repeatedly once had has have would did never
            yesterday on_monday on_tuesday on_wednesday on_thursday on_friday on_saturday on_sunday
            last_monday last_tuesday last_wednesday last_thursday last_friday last_saturday last_sunday
            this_week last_week this_month last_month this_year last_year"""
        ),
        adverb_endings=("ly",),
        before_speaker=read_words("and but while as when that after before although though because meanwhile yet so"),
        after_speaker=read_words("who after at in on"),
        no_speaker=read_words(
            """by in at on for after from with under despite declined refused spoke is are was were be been
            who which that it this these those there what where when how if than not i we you"""
        ),
        determiners=read_words("the a an its his her their one"),
        passive=read_words("is are was were be been being"),
        agent=frozenset(["by"]),
    ),
    ladders=LADDERS,
    causes={
        **dict.fromkeys(read_words("because because_of due_to owing_to thanks_to as_a_result_of caused_by"), "after"),
        **dict.fromkeys(
            read_words("following after since triggered_by prompted_by sparked_by blamed_on attributed_to"), "after"
        ),
        **dict.fromkeys(read_words("in_response_to in_the_wake_of over amid driven_by fuelled_by fueled_by"), "after"),
        **dict.fromkeys(
            read_words("stemming_from stem_from result_from resulting_from led_to_by in_protest_at"), "after"
        ),
        **dict.fromkeys(read_words("led_to lead_to leads_to leading_to caused causes causing cause"), "before"),
        **dict.fromkeys(read_words("resulted_in result_in resulting_in triggered trigger triggering"), "before"),
        **dict.fromkeys(read_words("prompted prompt prompting sparked spark sparking forced forcing"), "before"),
        **dict.fromkeys(read_words("therefore so thus as_a_result consequently hence that_is_why"), "before"),
    },
    comparatives=read_words(
        """more fewer less higher lower larger bigger greater smaller longer shorter older younger faster
        slower stronger weaker better worse earlier later closer further farther cheaper heavier lighter
        richer poorer wider narrower deeper hotter colder warmer cooler quicker safer harder easier taller"""
    ),
    than=read_words("than compared_with compared_to versus against"),
    pronouns=read_words("he she they it him her them himself herself themselves itself"),
    own_pronouns=read_words("i we me us myself ourselves"),
    possessives=read_words("his her their its hers theirs"),
    dialogue=DIALOGUE,
)
