"""French."""

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
from qa.language.profiles.fr_dialogue import DIALOGUE

_STOP_WORDS = read_words(
    """le la les l un une des du de d au aux et ou mais si à avec chez contre dans depuis dès en entre jusque
    par pendant pour sans selon sous sur vers est sont était étaient fut furent être été étant a ont avait
    avaient avoir eu aura ai avons peut peuvent pouvait pourrait doit doivent que qu qui quoi dont où
    quand comment pourquoi quel quelle quels quelles combien ce cet cette ces cela ça c ceci se s son sa
    ses leur leurs lui je j me m mon ma mes te t tu ton ta tes nous notre nos vous votre vos il elle ils
    elles on y ne n pas plus moins très déjà aussi seulement ainsi encore chaque autre autres même tout
    toute tous toutes dit disent comme car donc puis alors après avant"""
)
_FUNCTION_WORDS = read_words(
    """le la les l un une des du de d au aux et ou mais si à avec contre dans depuis en entre par pendant
    pour sans selon sous sur vers est sont était étaient fut être été a ont avait avaient peut que qu qui
    dont où quand ce cet cette ces se s son sa ses leur leurs je j nous vous il elle ils elles on y ne n
    pas plus aussi comme après avant quel quelle quels quelles combien pourquoi c"""
)

# Verbs that are inflected by rule, by their infinitives.
_FIRST = """augmenter grimper progresser diminuer baisser chuter reculer gagner triompher accepter approuver
    adopter rejeter refuser fermer commencer débuter démarrer terminer arrêter cesser acheter embaucher
    recruter nommer licencier renvoyer appuyer critiquer condamner saluer arriver quitter autoriser
    empêcher arrêter libérer acquitter relaxer remporter encourager suspecter endommager doubler échouer sauver tuer
    confirmer nier contester avouer accuser blâmer
    améliorer aggraver renforcer accélérer attaquer entrer donner retirer affirmer déclarer annoncer
    expliquer ajouter indiquer assurer souligner préciser estimer rapporter insister demander exiger
    réclamer jurer menacer alerter voter signer inculper proposer épouser juger racheter
    qualifier dénoncer""".split()
_SECOND = "grandir réussir bâtir affaiblir ralentir durcir assouplir investir avertir démolir".split()
_IRREGULAR = read_forms(
    """
    perdre perd perdent perdit perdirent perdu perdue perdus; vendre vend vendent vendit vendirent vendu vendue
    vendus; croître croît crû; accroître accroît accru; réduire réduit réduisent réduisit réduite réduits; ouvrir
    ouvre ouvrent ouvrit ouvert ouverte ouverts; soutenir soutient soutiennent soutenu soutenue soutenus; partir
    part partent partit parti partie partis; permettre permet permettent permit permis permise; interdire interdit
    interdisent interdite; survivre survit survivent survécu; mourir meurt meurent mourut moururent mort morte
    morts; naître naît naquit né née; construire construit construisent construite; détruire détruit détruisent
    détruite; démentir dément démentent démentit démenti démentie; reconnaître reconnaît reconnaissent reconnut
    reconnu reconnaissait reconnaissaient; suspendre suspend suspendu; poursuivre poursuit poursuivi; admettre admet
    admettent admit admis; dire dit disent dirent dite; écrire écrit écrivent écrivit;
    promettre promet promettent promit promis; prévenir prévient prévenu; recevoir reçoit reçoivent reçut reçu
    reçue; élire élit élu élue élus; défendre défend défendent défendit défendu; acheter achète achètent; rejeter
    rejette rejettent; acquérir acquiert acquis; réfuter réfute réfutent réfuté; soupçonner soupçonne soupçonné;
    conclure conclut conclu
    """
)


def _inflect(infinitive: str) -> list[str]:
    """Return the third person of the present, past, imperfect and future, and the participles of a regular verb."""
    first = infinitive.endswith("er")
    endings = "e ent a èrent ait aient é ée és ées" if first else "it issent irent issait issaient i ie is ies"
    stem = infinitive[:-2]
    return [infinitive, *(stem + ending for ending in endings.split()), infinitive + "a", infinitive + "ont"]


_FORMS = {form: verb for verb in [*_FIRST, *_SECOND] for form in _inflect(verb)} | _IRREGULAR
_SAYINGS = read_kinds(
    asserts="""dire affirmer déclarer annoncer expliquer ajouter indiquer assurer souligner préciser estimer rapporter
        insister écrire confirmer conclure saluer""",
    denies="nier démentir contester rejeter",
    admits="admettre reconnaître avouer",
    accuses="accuser blâmer critiquer condamner dénoncer",
    calls_false="réfuter",
    asks="demander exiger réclamer qualifier",
    promises="promettre jurer",
    warns="avertir prévenir menacer alerter",
)

_CURRENCIES = {"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "livres": "£", "yens": "¥", "roupies": "₹"}

_OPENERS = read_words(
    """environ près presque plus moins selon après avant depuis pendant malgré lors hier aujourd'hui demain ici là puis
    ensuite enfin ainsi toutefois cependant pourtant aussi seulement encore déjà deux trois quatre cinq six sept huit
    neuf dix onze douze plusieurs certains quelques tous toutes personne aucun aucune beaucoup dans en à jusqu jusqu'à
    au sur sous d'après quelque"""
)

LANGUAGE = Language(
    code="fr",
    name="French",
    stop_words=_STOP_WORDS,
    function_words=_FUNCTION_WORDS,
    forms=_FORMS,
    negations=read_words("ne n pas jamais personne rien aucun aucune ni nul nulle non sans guère"),
    denying_forms=read_words("nie nient nié dément démenti rejette rejeté faux fausse refuse refusé"),
    clause_words=read_words(
        """mais tandis bien_que et qui que dont où parce car avant après depuis jusque lorsque quand comme si alors
        puisque"""
    ),
    modality=read_kinds(
        possible="""peut peuvent pourrait pourraient possiblement peut-être probablement probable possible
            éventuellement semble paraît""",
        planned="""va vont prévoit prévoient prévu prévue compte entend veut veulent souhaite envisage projette
            devrait""",
        conditional="si à_condition à_moins_que pourvu_que aurait auraient serait seraient sinon",
        obliged="doit doivent devra devront il_faut obligé obligée contraint contrainte",
        alleged="présumé présumée prétendument supposé supposée apparemment aurait auraient soupçonné",
    ),
    future=read_words("va vont sera seront demain prochain prochaine prévoit prévu bientôt"),
    months={
        **number_words(
            "janvier février mars avril mai juin juillet août/aout septembre octobre novembre décembre".split(), 1
        ),
        **number_words("janv févr mars avr mai juin juil août sept oct nov déc".split(), 1),
    },
    weekdays=number_words("lundi mardi mercredi jeudi vendredi samedi dimanche".split()),
    before_dates=read_words("le en depuis dès durant du de au à jusqu'au"),
    numerals=Numerals(
        values={
            **number_words(
                """zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze
                seize""".split()
            ),
            **number_words("vingt/vingts trente quarante cinquante soixante septante".split(), 20, 10),
            **number_words("quatre-vingt/quatre-vingts/huitante nonante".split(), 80, 10),
        },
        articles=read_words("un une"),
        scales={
            "cent": 100,
            "cents": 100,
            "mille": 10**3,
            "million": 10**6,
            "millions": 10**6,
            "milliard": 10**9,
            "milliards": 10**9,
            "md": 10**9,
            "mds": 10**9,
            "billion": 10**12,
            "billions": 10**12,
        },
        ordinals=number_words(
            """premier/première deuxième/second/seconde troisième quatrième cinquième sixième septième huitième neuvième
            dixième""".split(),
            1,
        ),
        others={"douzaine": 12.0, "demi": 0.5},
        joiners=frozenset(["et"]),
        decimal=",",
        grouping=".",
        ordinal_marks=("er", "ère", "re", "e", "ème"),
        percent=("pour cent", "points de pourcentage", "point de pourcentage"),
        percent_points=("points de pourcentage", "point de pourcentage"),
        currencies=_CURRENCIES
        | {before + word: sign for before in ("de ", "d'", "d’") for word, sign in _CURRENCIES.items()},
    ),
    naming=Naming(
        openers=_OPENERS,
        titles=read_words(
            """président présidente premier première ministre secrétaire chancelier chancelière gouverneur
            gouverneure sénateur sénatrice député députée juge général colonel roi reine prince princesse
            pape professeur professeure maire ambassadeur ambassadrice porte-parole directeur directrice
            monsieur madame ancien ancienne"""
        ),
        short_titles=("M", "Mme", "Mlle", "Dr", "Pr"),
        joiners=read_words("de du des la le les d et"),
        not_names=_STOP_WORDS,
        before_things=read_words("le la les du des"),
        places_after=read_words("à en près dans"),
    ),
    approximations=read_kinds(
        about="environ quelque près_de presque autour_de à_peu_près",
        at_least="au_moins au_minimum pas_moins_de",
        more_than="plus_de",
        at_most="jusqu_à au_plus au_maximum pas_plus_de",
        less_than="moins_de",
    ),
    quantifiers=read_kinds(
        all="tout toute tous toutes chaque entier toujours",
        most="plupart majorité",
        many="beaucoup nombreux nombreuses plusieurs",
        half="moitié",
        some="certains certaines quelques partie parfois",
        few="peu rarement",
        none="aucun aucune personne rien jamais",
        only="seulement uniquement exclusivement",
    ),
    opposites=read_opposites(
        """
augmenter grimper progresser croître accroître / diminuer baisser chuter reculer réduire
hausse augmentation croissance progression / baisse diminution chute recul réduction
gagner triompher remporter / perdre
victoire / défaite
gain bénéfice excédent / perte déficit
doubler tripler / diminuer réduire
accepter approuver adopter autoriser / rejeter refuser interdire
approbation adoption / rejet refus
ouvrir ouvert / fermer fermé
ouverture / fermeture
commencer débuter démarrer continuer poursuivre / terminer arrêter cesser suspendre
début / fin
acheter racheter acquérir / vendre
achat / vente
acheteur / vendeur
embaucher recruter nommer / licencier renvoyer
soutenir appuyer défendre saluer / critiquer condamner rejeter
soutien / opposition
éloge / critique
arriver entrer / partir quitter
arrivée / départ
permettre autoriser / interdire empêcher
arrêter / libérer
arrestation / libération
condamner / acquitter relaxer
réussir / échouer
succès réussite / échec
sauver / tuer
survivre / mourir
naître / mourir
naissance / mort
construire bâtir / détruire démolir
confirmer / démentir nier
admettre reconnaître avouer / nier démentir contester
améliorer / aggraver
renforcer / affaiblir
durcir / assouplir
accélérer / ralentir
attaquer / défendre
donner / retirer
plus / moins
beaucoup / peu
supérieur supérieure / inférieur inférieure
haut haute / bas basse
meilleur meilleure / pire
long / court
grand grande / petit petite
rapide / lent
fort forte / faible
avant / après
dessus / dessous
pour / contre
guerre / paix
allié ami / ennemi rival
exportation / importation
majorité / minorité
homme / femme
fils / fille
frère / sœur
père / mère
nord / sud
est / ouest
gauche / droite
légal / illégal
vrai / faux
coupable / innocent
public / privé
premier première / dernier dernière
légèrement léger / grièvement gravement grave
printemps / automne
été / hiver
chaud / froid
riche / pauvre
"""
    ),
    sayings=_SAYINGS,
    reporting=Reporting(
        forms={form: lemma for form, lemma in _FORMS.items() if lemma in _SAYINGS and form != lemma},
        inverted=read_words(
            "dit affirme déclare explique ajoute indique estime assure souligne écrit affirmé déclaré expliqué"
        ),
        infinitive=read_words("à de"),
        according=("selon", "d'après", "d’après"),
        between=read_words("aussi ensuite déjà encore hier a ont avait avaient"),
        adverb_endings=("ment",),
        before_speaker=read_words("et mais tandis que quand lorsque après avant bien parce car"),
        after_speaker=read_words("qui dans après à en"),
        no_speaker=read_words(
            "par dans pour depuis avec sous est sont était étaient fut été qui que dont où quand comment si ne pas je"
        ),
        determiners=read_words("le la les l un une son sa ses leur leurs"),
        passive=read_words("est sont était étaient fut furent été"),
        agent=frozenset(["par"]),
    ),
    ladders=read_ladders(
        """
soupçonner < accuser < arrêter < inculper < juger < condamner
proposer < adopter approuver < signer < en_vigueur
candidat < élire < investir
soupçonner suspecter < confirmer prouver
endommager < détruire
légèrement < grièvement gravement
"""
    ),
    causes={
        **dict.fromkeys(read_words("parce car en_raison_de à_cause_de grâce_à à_la_suite_de après"), "after"),
        **dict.fromkeys(read_words("provoque provoqué entraîne entraîné conduit_à donc"), "before"),
    },
    comparatives=read_words("plus moins supérieur inférieur meilleur pire"),
    than=read_words("que contre par_rapport_à"),
    pronouns=read_words("il elle ils elles lui leur le la les eux"),
    own_pronouns=read_words("je nous me moi j"),
    possessives=read_words("son sa ses leur leurs"),
    dialogue=DIALOGUE,
)
