"""German."""

from qa.language.profile import (
    Language,
    Naming,
    Numerals,
    Reporting,
    number_words,
    read_forms,
    read_kinds,
    read_ladders,
    read_opposites,
    read_words,
)
from qa.language.profiles.de_dialogue import DIALOGUE

_STOP_WORDS = read_words(
    """der die das den dem des ein eine einen einem einer eines und oder aber wenn von zu zum zur in im ins
    an am auf aus bei beim mit nach vor für über unter um durch gegen ohne bis seit während zwischen ist
    sind war waren wird werden wurde wurden worden sein bin bist sei seien hat haben hatte hatten habe
    kann können konnte konnten soll sollen sollte sollten muss müssen musste mussten darf dürfen will
    wollen wollte wollten möge mag dies diese dieser dieses diesem diesen jene jener jenes es er sie ihn
    ihm ihr ihre ihren ihrem ihrer sein seine seinen seinem seiner wir uns unser unsere ich mich mir mein
    meine du dich dir dein deine sich wer wen wem wessen was welche welcher welches wann wo warum wie hier
    da dort als dann so nicht kein keine keinen keinem keiner nur auch noch schon mehr sehr nun jetzt man
    dass daß weil ob sowie sagt sagte sagten laut doch etwa dabei damit dazu davon daran darauf einmal
    viel viele alle allem allen aller alles andere anderen"""
)
_FUNCTION_WORDS = read_words(
    """der die das den dem des ein eine einen einem einer eines und oder aber von zu zum zur im ins am auf
    aus bei mit nach vor für über um durch gegen bis ist sind war waren wird werden wurde wurden sein hat
    haben hatte sich nicht auch noch als wie dass daß es er sie ich wir ihre seine seiner ihrer dieser
    diese dieses kann können soll sollen beim nur mehr unter zwischen während nachdem weil sowie welche
    welcher wer was wo wann"""
)

# Each verb with its forms, the lemma first.
_FORMS = read_forms(
    """
    steigen steigt stieg stiegen gestiegen; wachsen wächst wuchs wuchsen gewachsen; klettern klettert kletterte
    geklettert; zunehmen zunimmt zugenommen; erhöhen erhöht erhöhte erhöhten; anheben anhebt anhob angehoben; sinken
    sinkt sank sanken gesunken; fallen fällt fiel fielen gefallen; zurückgehen zurückgeht zurückging zurückgegangen;
    abnehmen abnimmt abnahm abgenommen; schrumpfen schrumpft schrumpfte schrumpften geschrumpft; senken senkt senkte
    senkten gesenkt; kürzen kürzt kürzte kürzten gekürzt; verringern verringert verringerte; gewinnen gewinnt gewann
    gewannen gewonnen; siegen siegt siegte siegten gesiegt; verlieren verliert verlor verloren; unterliegen
    unterliegt unterlag unterlegen; annehmen angenommen annahm; billigen billigt billigte billigten gebilligt;
    genehmigen genehmigt genehmigte; zustimmen zustimmte zugestimmt; ablehnen ablehnt ablehnte ablehnten abgelehnt;
    verwerfen verwirft verwarf verworfen; öffnen öffnet öffnete öffneten geöffnet; eröffnen eröffnet eröffnete;
    schließen schließt schloss schlossen geschlossen; beginnen beginnt begann begannen begonnen; starten startet
    startete starteten gestartet; enden endet endete endeten geendet; beenden beendet beendete beendeten; stoppen
    stoppt stoppte stoppten gestoppt; kaufen kauft kaufte kauften gekauft; erwerben erwirbt erwarb erwarben
    erworben; übernehmen übernimmt übernahm übernommen; verkaufen verkauft verkaufte verkauften; einstellen
    eingestellt; entlassen entlässt entließ entließen; kündigen kündigt kündigte; unterstützen unterstützt
    unterstützte unterstützten; befürworten befürwortet befürwortete; ablehnen lehnt; kritisieren kritisiert
    kritisierte kritisierten; loben lobt lobte lobten gelobt; ankommen ankam angekommen; eintreffen eintraf
    eingetroffen; abreisen abgereist; verlassen verlässt verließ verließen; erlauben erlaubt erlaubte erlaubten;
    verbieten verbietet verbot verboten; verhaften verhaftet verhaftete; festnehmen festnahm festgenommen;
    freilassen freiließ freigelassen; verurteilen verurteilt verurteilte verurteilten; freisprechen freigesprochen;
    gelingen gelingt gelang gelungen; scheitern scheitert scheiterte scheiterten gescheitert; retten rettet rettete
    gerettet; töten tötet tötete töteten getötet; überleben überlebt überlebte überlebten; sterben stirbt starb
    starben gestorben; bauen baut baute bauten gebaut; zerstören zerstört zerstörte zerstörten; bestätigen bestätigt
    bestätigte bestätigten; dementieren dementiert dementierte dementierten; zugeben zugab zugegeben; einräumen
    einräumte eingeräumt; bestreiten bestreitet bestritt bestritten; leugnen leugnet leugnete geleugnet;
    zurückweisen zurückwies zurückgewiesen; sagen sagt sagte sagten gesagt; erklären erklärt erklärte erklärten;
    mitteilen mitteilte mitgeteilt; berichten berichtet berichtete berichteten; schreiben schreibt schrieb schrieben
    geschrieben; behaupten behauptet behauptete behaupteten; betonen betont betonte betonten; ankündigen ankündigte
    angekündigt; meinen meint meinte meinten gemeint; hinzufügen hinzufügte hinzugefügt; melden meldet meldete
    meldeten gemeldet; versichern versichert versicherte; versprechen verspricht versprach versprachen versprochen;
    warnen warnt warnte warnten gewarnt; drohen droht drohte drohten gedroht; fordern fordert forderte forderten
    gefordert; fragen fragt fragte fragten gefragt; bitten bittet bat baten gebeten; beschuldigen beschuldigt
    beschuldigte; widerlegen widerlegt widerlegte; vorwerfen vorwarf vorgeworfen; verstärken verstärkt verstärkte;
    schwächen schwächt schwächte geschwächt; verbessern verbessert verbesserte; verschlechtern verschlechtert
    verschlechterte; verschärfen verschärft verschärfte; lockern lockert lockerte gelockert; heiraten heiratet
    heiratete; beschleunigen beschleunigt beschleunigte; verlangsamen verlangsamt verlangsamte; ernennen ernennt
    ernannte ernannt; weisen weist wies wiesen gewiesen; räumen räumt räumte räumten; kündigen kündigt; sprechen
    spricht sprach sprachen gesprochen; lassen lässt ließ ließen; stellen stellt stellte stellten gestellt; lehnen
    lehnt lehnte lehnten gelehnt; heben hebt hob hoben gehoben; steigen stieg; gehen geht ging gingen gegangen;
    werfen wirft warf warfen geworfen; stimmen stimmt stimmte stimmten gestimmt; greifen greift griff griffen;
    kommen kommt kam kamen gekommen; treten tritt trat traten getreten; schließen geschlossene geschlossener;
    zerstören zerstört; beschädigen beschädigt beschädigte beschädigten; sperren sperrt sperrte sperrten gesperrt;
    verdoppeln verdoppelt verdoppelte verdoppelten; halbieren halbiert halbierte halbierten; vermuten vermutet
    vermutete vermuteten; verbieten verboten; genehmigen genehmigt genehmigte genehmigten; dürfen darf durfte
    durften; geben gibt gab gaben gegeben; nehmen nimmt nahm nahmen genommen; angreifen angegriffen;
    verteidigen verteidigt verteidigte; wählen wählt wählte wählten gewählt; anklagen angeklagt; verdächtigen
    verdächtigt; nennen nennt nannte nannten; bezeichnen bezeichnet bezeichnete bezeichneten;
    unterzeichnen unterzeichnet unterzeichnete
    """
)
_SAYINGS = read_kinds(
    asserts="""sagen erklären mitteilen berichten schreiben behaupten betonen ankündigen meinen hinzufügen melden
        versichern bestätigen loben""",
    denies="dementieren bestreiten leugnen zurückweisen ablehnen",
    admits="zugeben einräumen",
    accuses="beschuldigen vorwerfen kritisieren anklagen",
    calls_false="widerlegen",
    asks="fordern fragen bitten nennen bezeichnen",
    promises="versprechen",
    warns="warnen drohen",
)

_OPENERS = read_words(
    """etwa rund ungefähr circa fast nahezu knapp beinahe mindestens höchstens mehr weniger laut nach vor seit bis
    bei trotz
    wegen während zuvor danach dann dort hier heute gestern morgen bislang bisher zunächst später inzwischen zudem
    außerdem allerdings dennoch jedoch auch nur noch erst schon zwei drei vier fünf sechs sieben acht neun zehn elf
    zwölf viele einige mehrere alle niemand keiner verletzt insgesamt rund gut über unter"""
)

LANGUAGE = Language(
    code="de",
    name="German",
    stop_words=_STOP_WORDS,
    function_words=_FUNCTION_WORDS,
    forms=_FORMS,
    negations=read_words(
        "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts nirgends weder ohne kaum nein"
    ),
    denying_forms=read_words(
        "dementiert dementierte bestreitet bestritt bestritten leugnet falsch gescheitert weigert"
    ),
    particles=read_words(
        """ab an auf aus bei ein fest frei fort her hin los mit nach nieder statt teil vor weg zu
        zurück zusammen"""
    ),
    clause_words=read_words(
        """aber während obwohl und der die das welche welcher welches dass weil bevor nachdem seit bis wenn
        wo als ob sondern jedoch doch sodass damit falls"""
    ),
    modality=read_kinds(
        possible="""kann können könnte könnten möglicherweise vielleicht womöglich eventuell dürfte dürften wohl
            wahrscheinlich vermutlich möglich scheint mag""",
        planned="""will wollen wollte wollten plant planen geplant beabsichtigt möchte möchten vorhat soll sollen wird
            werden""",
        conditional="falls wenn sofern solange vorausgesetzt würde würden wäre wären hätte hätten sonst andernfalls",
        obliged="muss müssen musste mussten sollte sollten verpflichtet gezwungen",
        alleged="angeblich mutmaßlich mutmaßliche mutmaßlichen mutmaßlicher vermeintlich offenbar",
    ),
    future=read_words("wird werden soll sollen will wollen geplant künftig demnächst bald morgen"),
    months={
        **number_words(
            """januar/jänner februar märz april mai juni juli august september oktober november dezember""".split(), 1
        ),
        **number_words("jan feb mär apr mai jun jul aug sep/sept okt nov dez".split(), 1),
    },
    weekdays=number_words("montag dienstag mittwoch donnerstag freitag samstag/sonnabend sonntag".split()),
    before_dates=read_words("am im seit bis vom von ab während der den dem an in"),
    numerals=Numerals(
        values={
            **number_words(
                """null ein/eins/eine/einen/einem/einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf
                dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn""".split()
            ),
            **number_words("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig".split(), 20, 10),
        },
        articles=read_words("ein eine einen einem einer"),
        scales={
            "hundert": 100,
            "tausend": 10**3,
            "million": 10**6,
            "millionen": 10**6,
            "mio": 10**6,
            "mio.": 10**6,
            "milliarde": 10**9,
            "milliarden": 10**9,
            "mrd": 10**9,
            "mrd.": 10**9,
            "billion": 10**12,
            "billionen": 10**12,
        },
        ordinals=number_words(
            """erste/ersten/erster/erstes zweite/zweiten/zweiter/zweites dritte/dritten/dritter/drittes vierte/vierten
            fünfte/fünften sechste/sechsten siebte/siebten achte/achten neunte/neunten zehnte/zehnten""".split(),
            1,
        ),
        others={"dutzend": 12.0},
        joiners=frozenset(["und"]),
        joined=True,
        decimal=",",
        grouping=".",
        percent=("prozent", "prozentpunkte", "prozentpunkten", "prozentpunkt"),
        percent_points=("prozentpunkte", "prozentpunkten", "prozentpunkt"),
        currencies={"dollar": "$", "euro": "€", "pfund": "£", "yen": "¥", "rupien": "₹"},
    ),
    naming=Naming(
        capital_nouns=True,
        titles=read_words(
            """präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin
            ministerpräsident ministerpräsidentin bürgermeister bürgermeisterin könig königin papst
            general richter richterin herr frau professor doktor sprecher sprecherin chef chefin ehemalige
            ehemaliger"""
        ),
        short_titles=("Dr", "Prof", "Hr", "Fr"),
        joiners=read_words("von van der den de zu und"),
        not_names=_STOP_WORDS | read_words("angaben laut zufolge"),
        openers=_OPENERS,
        before_things=read_words("der die das des dem den"),
        places_after=read_words("in im bei nahe"),
    ),
    approximations=read_kinds(
        about="etwa rund ungefähr circa ca fast nahezu knapp beinahe gut",
        at_least="mindestens wenigstens nicht_weniger_als",
        more_than="mehr_als über",
        at_most="höchstens maximal bis_zu nicht_mehr_als",
        less_than="weniger_als unter",
    ),
    quantifiers=read_kinds(
        all="alle allen aller alles jeder jede jedes sämtliche beide ganze gesamte immer",
        most="meisten mehrheit meist überwiegend größtenteils",
        many="viele vielen zahlreiche mehrere oft",
        half="hälfte",
        some="einige einigen manche teilweise manchmal",
        few="wenige wenigen kaum selten",
        none="kein keine keiner niemand nichts nie",
        only="nur lediglich ausschließlich allein",
    ),
    opposites=read_opposites(
        """
steigen wachsen klettern zunehmen / sinken fallen zurückgehen abnehmen schrumpfen
erhöhen anheben / senken kürzen verringern
anstieg zunahme wachstum erhöhung plus / rückgang abnahme senkung kürzung minus
gewinnen siegen / verlieren unterliegen
sieg gewinn / niederlage verlust
gewinn überschuss / verlust defizit
annehmen billigen genehmigen zustimmen / ablehnen verwerfen zurückweisen verbieten
zustimmung / ablehnung
öffnen eröffnen offen / schließen sperren geschlossen
verdoppeln wachsen / halbieren
anfangen fortsetzen / stoppen aufhören abbrechen
beginnen starten / enden beenden stoppen
beginn start / ende
kaufen erwerben übernehmen / verkaufen
kauf / verkauf
käufer / verkäufer
einstellen / entlassen kündigen
ernennen / entlassen
unterstützen befürworten loben / ablehnen kritisieren
lob / kritik
ankommen eintreffen / abreisen verlassen
ankunft / abreise
erlauben genehmigen / verbieten
verhaften festnehmen / freilassen
festnahme / freilassung
verurteilen / freisprechen
gelingen / scheitern
retten / töten
überleben / sterben
geburt / tod
bauen / zerstören
bestätigen / dementieren bestreiten
zugeben einräumen / bestreiten leugnen dementieren zurückweisen
verstärken / schwächen
verbessern / verschlechtern
verschärfen / lockern
beschleunigen / verlangsamen
angreifen / verteidigen
geben / nehmen
schwer / leicht
frühling frühjahr / herbst
sommer / winter
mehr / weniger
meisten / wenigsten
viel viele / wenig wenige
höher / niedriger geringer
hoch / niedrig
größer / kleiner
groß / klein
länger / kürzer
älter / jünger
alt / jung neu
schneller / langsamer
stärker / schwächer
stark / schwach
besser / schlechter
früher / später
vor / nach
über / unter
für / gegen
krieg / frieden
freund verbündeter / feind gegner
export / import
einfuhr / ausfuhr
mehrheit / minderheit
mann / frau
sohn / tochter
bruder / schwester
vater / mutter
norden nördlich / süden südlich
osten östlich / westen westlich
links / rechts
legal / illegal
richtig wahr / falsch
schuldig / unschuldig
öffentlich / privat
erste ersten / letzte letzten
warm heiß / kalt
arm / reich
"""
    ),
    sayings=_SAYINGS,
    reporting=Reporting(
        forms={form: lemma for form, lemma in _FORMS.items() if lemma in _SAYINGS and form != lemma},
        inverted=read_words("sagte sagt schrieb erklärte betonte meinte berichtete teilte"),
        infinitive=frozenset(["zu"]),
        according=("laut", "nach angaben von", "nach angaben der", "nach angaben des"),
        according_after=("zufolge",),
        between=read_words(
            "auch später dann wieder bereits nur wiederholt hat hatte gestern am_montag am_dienstag am_mittwoch"
        ),
        before_speaker=read_words("und aber doch während als dass nachdem bevor obwohl weil"),
        after_speaker=read_words("der die das nach in am dass im bei"),
        no_speaker=read_words(
            """durch in an auf für nach von mit unter trotz ist sind war waren wurde wurden wird worden
            welche was wo wann wie ob nicht ich wir es das dies"""
        ),
        determiners=read_words("der die das ein eine sein seine ihr ihre dessen deren"),
        passive=read_words("wird werden wurde wurden worden ist sind"),
        agent=read_words("von vom durch"),
        comma_after=False,
        verb_second=True,
    ),
    ladders=read_ladders(
        """
verdächtigen < beschuldigen < verhaften festnehmen < anklagen < verurteilen
vorschlagen planen < billigen genehmigen annehmen < unterzeichnen < in_kraft
kandidieren < wählen < ernennen
vermuten < bestätigen beweisen
beschädigen < zerstören
empfehlen < vorschreiben
"""
    ),
    causes={
        **dict.fromkeys(read_words("weil wegen aufgrund infolge durch nach dank"), "after"),
        **dict.fromkeys(read_words("führte_zu führt_zu verursachte löste_aus daher deshalb deswegen"), "before"),
    },
    comparatives=read_words(
        """mehr weniger höher niedriger geringer größer kleiner länger kürzer älter jünger schneller
        langsamer stärker schwächer besser schlechter früher später"""
    ),
    than=read_words("als gegenüber verglichen_mit"),
    pronouns=read_words("er sie es ihn ihm ihr ihnen"),
    own_pronouns=read_words("ich wir mich uns mir"),
    possessives=read_words("sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer"),
    dialogue=DIALOGUE,
)
