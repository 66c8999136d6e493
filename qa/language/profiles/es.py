"""Spanish."""

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
from qa.language.profiles.es_dialogue import DIALOGUE

_STOP_WORDS = read_words(
    """el la los las lo un una unos unas y e o u pero si de del al a ante con contra desde durante en entre
    hacia hasta para por según sin sobre tras es son era eran fue fueron ser sido siendo está están estaba
    estaban estar ha han había habían haber hay he hemos puede pueden podía podría pudo debe deben que qué
    quien quién quienes cual cuál cuales cuando cuándo donde dónde como cómo porque cuánto cuántos cuánta
    cuántas este esta estos estas ese esa esos esas aquel aquella esto eso se su sus le les me mi mis te
    tu tus nos nuestro nuestra yo tú él ella ellos ellas usted ustedes nosotros no ni más menos muy ya
    también sólo solo así aún todavía cada otro otra otros otras mismo misma todo toda todos todas algún
    alguna dijo dice dijeron dicen aunque mientras pues cuyo cuya"""
)
_FUNCTION_WORDS = read_words(
    """el la los las lo un una unos unas y pero si de del al a con contra desde durante en entre hacia hasta
    para por según sin sobre tras es son era eran fue fueron ser sido está están estaba ha han había
    habían hay puede pueden que quien cuando donde como porque este esta estos estas ese esa se su sus le
    les no ni más muy también cada otro otra todos todas aunque mientras qué cuál quién cuándo dónde cómo
    cuántos"""
)

# Verbs that are inflected by rule, by their infinitives.
_REGULAR = """aumentar incrementar escalar elevar bajar disminuir reducir recortar ganar triunfar aceptar aprobar
    rechazar vetar abrir cerrar empezar comenzar iniciar terminar acabar finalizar comprar adquirir vender
    contratar nombrar despedir destituir apoyar respaldar defender criticar condenar elogiar llegar salir
    partir permitir autorizar prohibir detener arrestar liberar absolver fracasar lograr salvar rescatar
    matar sobrevivir construir destruir confirmar desmentir negar admitir reconocer acusar culpar mejorar
    empeorar fortalecer debilitar endurecer relajar acelerar frenar atacar entrar recibir enviar afirmar
    declarar anunciar explicar añadir agregar señalar asegurar informar escribir indicar insistir sostener
    asegurar manifestar comentar reiterar destacar refutar pedir exigir preguntar solicitar prometer jurar
    advertir amenazar alertar votar firmar condenar procesar imputar proponer casar subir caer crecer
    perder calificar tachar tildar""".split()
_IRREGULAR = read_forms(
    """
    crecer crece crecen creció crecieron crecido; caer cae caen cayó cayeron caído; subir sube suben subió subieron
    subido; perder pierde pierden perdió perdieron perdido; decir dice dicen dijo dijeron dicho; reducir reduce
    reducen redujo redujeron reducido; cerrar cierra cierran cerró cerraron cerrado; empezar empieza empiezan empezó
    empezaron empezado; comenzar comienza comienzan comenzó comenzaron comenzado; adquirir adquiere adquieren
    adquirió; abrir abierto; defender defiende defienden; detener detiene detienen detuvo detuvieron detenido;
    construir construye construyen construyó construyeron; destruir destruye destruyen destruyó destruyeron;
    desmentir desmiente desmienten desmintió desmintieron; negar niega niegan negó negaron; reconocer reconoce
    reconocen reconoció; morir muere mueren murió murieron muerto; advertir advierte advierten advirtió advirtieron
    advertido; pedir pide piden pidió pidieron pedido; escribir escrito; despedir despide despiden despidió
    despidieron; sostener sostiene sostienen sostuvo sostuvieron; proponer propone proponen propuso propusieron
    propuesto; elegir elige eligió eligieron elegido; absolver absuelve absolvió absuelto; aprobar aprueba aprueban;
    disminuir disminuye disminuyen disminuyó disminuyeron; dar da dan dio dieron dado; quitar quita quitó quitaron;
    nacer nace nació nacieron nacido; llegar llegué; dimitir dimite dimitió dimitieron
    """
)


def _inflect(infinitive: str) -> list[str]:
    """Return the third person of the present, past, imperfect and future, and the participles of a regular verb."""
    stem, first = infinitive[:-2], infinitive.endswith("ar")
    endings = "a an ó aron aba aban ado ada ados adas" if first else "e en ió ieron ía ían ido ida idos idas"
    return [infinitive, *(stem + ending for ending in endings.split()), infinitive + "á", infinitive + "án"]


_FORMS = {form: verb for verb in _REGULAR for form in _inflect(verb)} | _IRREGULAR
_SAYINGS = read_kinds(
    asserts="""decir afirmar declarar anunciar explicar añadir agregar señalar asegurar informar escribir indicar
        insistir sostener manifestar comentar reiterar destacar confirmar elogiar""",
    denies="negar desmentir rechazar",
    admits="admitir reconocer",
    accuses="acusar culpar criticar condenar",
    calls_false="refutar",
    asks="pedir exigir preguntar solicitar calificar tachar tildar",
    promises="prometer jurar",
    warns="advertir amenazar alertar",
)

_CURRENCIES = {"dólares": "$", "dólar": "$", "euro": "€", "euros": "€", "libras": "£", "yenes": "¥", "rupias": "₹"}

_OPENERS = read_words(
    """unos unas cerca casi alrededor aproximadamente más menos según tras antes después desde durante hasta pese
    ayer hoy
    mañana aquí allí luego entonces además también solo todavía aún ya dos tres cuatro cinco seis siete ocho nueve diez
    once doce varios varias algunos algunas muchos muchas todos todas nadie ningún ninguna en a por sobre bajo"""
)

LANGUAGE = Language(
    code="es",
    name="Spanish",
    stop_words=_STOP_WORDS,
    function_words=_FUNCTION_WORDS,
    forms=_FORMS,
    negations=read_words("no nunca jamás nadie nada ningún ninguno ninguna ni sin tampoco apenas"),
    denying_forms=read_words(
        "niega niegan negó negaron desmintió desmiente desmintieron rechazó rechazaron falso falsa"
    ),
    clause_words=read_words(
        """pero mientras aunque y que quien quienes cual cuales porque antes después desde hasta cuando donde
        como si sino cuyo pues"""
    ),
    modality=read_kinds(
        possible="""puede pueden podría podrían posiblemente quizá quizás acaso tal_vez probablemente probable posible
            parece""",
        planned="""planea planean prevé prevén pretende pretenden quiere quieren previsto prevista va_a van_a planeado
            proyecta""",
        conditional="si siempre_que a_menos_que salvo_que en_caso_de habría habrían sería serían",
        obliged="debe deben deberá deberán tiene_que tienen_que obligado obligada hay_que",
        alleged="presuntamente supuestamente presunto presunta presuntos supuesto supuesta al_parecer habría",
    ),
    future=read_words("será serán va_a van_a mañana próximo próxima prevé previsto pronto"),
    months={
        **number_words(
            """enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre
            diciembre""".split(),
            1,
        ),
        **number_words("ene feb mar abr may jun jul ago sep/sept oct nov dic".split(), 1),
    },
    weekdays=number_words("lunes martes miércoles jueves viernes sábado domingo".split()),
    before_dates=read_words("el en desde hasta durante del de los a"),
    numerals=Numerals(
        values={
            **number_words(
                """cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce
                quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna
                veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho
                veintinueve""".split()
            ),
            **number_words("treinta cuarenta cincuenta sesenta setenta ochenta noventa cien/ciento".split(), 30, 10),
            **number_words(
                """doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas
                seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas
                novecientos/novecientas""".split(),
                200,
                100,
            ),
        },
        articles=read_words("un uno una"),
        scales={
            "mil": 10**3,
            "millón": 10**6,
            "millones": 10**6,
            "millardo": 10**9,
            "millardos": 10**9,
            "billón": 10**12,
            "billones": 10**12,
        },
        ordinals=number_words(
            """primero/primera/primer segundo/segunda tercero/tercera/tercer cuarto/cuarta quinto/quinta sexto/sexta
            séptimo/séptima octavo/octava noveno/novena décimo/décima""".split(),
            1,
        ),
        others={"docena": 12.0, "docenas": 12.0},
        joiners=frozenset(["y"]),
        decimal=",",
        grouping=".",
        ordinal_marks=("º", "ª", ".º", ".ª"),
        percent=("por ciento", "por cien", "puntos porcentuales", "punto porcentual"),
        percent_points=("puntos porcentuales", "punto porcentual"),
        currencies=_CURRENCIES | {before + word: sign for before in ("de ",) for word, sign in _CURRENCIES.items()},
    ),
    naming=Naming(
        openers=_OPENERS,
        titles=read_words(
            """presidente presidenta primer ministro ministra secretario secretaria canciller gobernador
            gobernadora senador senadora diputado diputada juez jueza general coronel rey reina príncipe
            princesa papa profesor profesora alcalde alcaldesa embajador embajadora portavoz director
            directora señor señora don doña ex exministro"""
        ),
        short_titles=("Sr", "Sra", "Dr", "Dra", "Gral"),
        joiners=read_words("de del la las los y"),
        not_names=_STOP_WORDS,
        before_things=read_words("el la los las del"),
        places_after=read_words("en cerca"),
    ),
    approximations=read_kinds(
        about="unos unas alrededor_de aproximadamente cerca_de casi en_torno_a",
        at_least="al_menos por_lo_menos como_mínimo no_menos_de",
        more_than="más_de",
        at_most="hasta como_máximo a_lo_sumo no_más_de",
        less_than="menos_de",
    ),
    quantifiers=read_kinds(
        all="todo toda todos todas cada ambos ambas entero siempre",
        most="mayoría mayormente",
        many="muchos muchas numerosos numerosas varios varias",
        half="mitad",
        some="algunos algunas ciertos ciertas parte",
        few="pocos pocas raramente",
        none="ningún ninguno ninguna nadie nada nunca",
        only="solo sólo solamente únicamente exclusivamente",
    ),
    opposites=read_opposites(
        """
subir aumentar crecer incrementar escalar elevar / bajar caer disminuir reducir recortar
aumento subida alza crecimiento incremento / disminución bajada caída descenso reducción recorte
ganar triunfar / perder
victoria triunfo / derrota
ganancia beneficio superávit / pérdida déficit
aceptar aprobar autorizar / rechazar vetar prohibir
aceptación aprobación / rechazo
abrir abierto / cerrar cerrado
duplicar triplicar / reducir disminuir
apertura / cierre
empezar comenzar iniciar continuar / terminar acabar finalizar detener parar suspender
inicio comienzo / fin final
comprar adquirir / vender
compra / venta
comprador / vendedor
contratar nombrar / despedir destituir
apoyar respaldar defender elogiar / criticar condenar rechazar
apoyo respaldo / rechazo
elogio / crítica
llegar entrar / salir partir
llegada / salida partida
permitir autorizar / prohibir
detener arrestar / liberar
detención / liberación
condenar / absolver
lograr / fracasar
éxito / fracaso
salvar rescatar / matar
sobrevivir / morir
nacer / morir
nacimiento / muerte
construir / destruir
confirmar / desmentir negar
admitir reconocer / negar desmentir rechazar
mejorar / empeorar
fortalecer / debilitar
endurecer / relajar
acelerar / frenar
atacar / defender
dar / quitar
recibir / enviar
más / menos
mucho muchos / poco pocos
mayor / menor
alto alta / bajo baja
mejor / peor
largo / corto
grande / pequeño
rápido / lento
fuerte / débil
antes / después
encima / debajo
favor / contra
guerra / paz
aliado amigo / enemigo rival
exportación / importación
mayoría / minoría
hombre / mujer
hijo / hija
hermano / hermana
padre / madre
norte / sur
este / oeste
izquierda / derecha
legal / ilegal
cierto verdadero / falso
culpable / inocente
público / privado
primero primera / último última
leve leves / grave graves
primavera / otoño
verano / invierno
caliente / frío
rico / pobre
"""
    ),
    sayings=_SAYINGS,
    reporting=Reporting(
        forms={form: lemma for form, lemma in _FORMS.items() if lemma in _SAYINGS and form != lemma},
        inverted=read_words("dijo dice afirmó declaró explicó añadió señaló aseguró escribió"),
        infinitive=frozenset(["a"]),
        according=("según", "de acuerdo con"),
        between=read_words("también después luego ya ayer ha había han habían repetidamente"),
        adverb_endings=("mente",),
        before_speaker=read_words("y pero mientras cuando que después antes aunque porque"),
        after_speaker=read_words("que quien en tras a"),
        no_speaker=read_words(
            "por en para desde con bajo es son era eran fue fueron sido que quien cual donde cuando como si no yo"
        ),
        determiners=read_words("el la los las un una su sus"),
        passive=read_words("es son fue fueron era eran ha_sido"),
        agent=frozenset(["por"]),
    ),
    ladders=read_ladders(
        """
sospechar < acusar imputar < detener arrestar < procesar < condenar
proponer planear < aprobar < firmar < en_vigor
candidato < elegir < asumir
sospechar < confirmar probar demostrar
dañar < destruir
leve leves < grave graves
"""
    ),
    causes={
        **dict.fromkeys(read_words("porque debido_a a_causa_de por_culpa_de gracias_a tras"), "after"),
        **dict.fromkeys(read_words("provocó causó llevó_a por_lo_tanto por_eso"), "before"),
    },
    comparatives=read_words("más menos mayor menor mejor peor"),
    than=read_words("que frente_a comparado_con"),
    pronouns=read_words("él ella ellos ellas ello le les lo la los las"),
    own_pronouns=read_words("yo nosotros nosotras me nos"),
    possessives=read_words("su sus suyo suya"),
    dialogue=DIALOGUE,
)
