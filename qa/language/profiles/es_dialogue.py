"""Spanish: what is said in a conversation."""

from qa.language.profile import read_kinds, read_words
from qa.language.profiles.dialogue import Dialogue

DIALOGUE = Dialogue(
    acts=read_kinds(
        thanks="gracias muchas_gracias vale bien perfecto genial entendido adiós",
        greeting="hola buenos_días buenas_tardes buenas_noches",
        sources="fuentes fuente las_fuentes de_dónde_es_eso quién_lo_dice",
        shorter="más_corto más_breve en_breve demasiado_largo en_una_frase",
        more="más dime_más cuéntame_más más_detalles sigue algo_más qué_más",
    ),
    openers=read_words("y pero o entonces"),
    interjections=read_words("no sí vale bueno gracias"),
    courtesies=read_words("por_favor gracias"),
    about=read_words("qué_hay_de qué_pasa_con y_qué_hay_de"),
    corrections=read_words("quise_decir quería_decir me_refiero_a me_refería_a"),
    returns=read_words("volviendo_a de_vuelta_a volvamos_a"),
    question_words=read_words("quién quiénes qué cuál cuáles cuándo dónde cómo cuánto cuántos cuánta cuántas por"),
    adverbs=read_words("cuándo dónde por_qué desde_cuándo hasta_cuándo adónde"),
    subjects=read_words("quién quiénes"),
    refers=read_kinds(person="él"),
)
