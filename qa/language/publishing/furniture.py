"""What stands around the news of an article, in words: links, calls to read on, credits, notes of its outlet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache

from qa.language.known import CODES, get_language


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Furniture:
    """Patterns of a language, each for the beginning of a sentence unless it says otherwise.

    labels      words before a colon or a bar, of what is elsewhere: "Read more:"
    credits     who wrote, took or paid for it: "Contributing:", "Reporting by"
    credited    a sentence that says so at its end or in the middle: "contributed to this report"
    notes       what an outlet says of its own article: "Editor's note:", "This story has been updated"
    corrects    words of a note that puts a fact right, and so is news, anywhere
    calls       asks the reader to do something ...
    aims        ... with what the outlet offers, anywhere after that: newsletters, apps, pages
    offers      opens a call with its aim: "For the latest news"
    chrome      whole lines of a page that are no part of its article: "Advertisement"
    stamps      words beside days and hours in a line that tells when it was written: "updated", "a.m."
    contacts    asks the reader to write to the author, or follow them, where an address or a handle is named
    writers     what authors are, in the line that says how to reach them
    teasers     announces what the article is going to tell
    """

    labels: str
    credits: str
    credited: str
    notes: str
    corrects: str
    calls: str
    aims: str
    offers: str
    chrome: str
    stamps: str
    contacts: str
    writers: str
    teasers: str


_FURNITURE: Mapping[str, Furniture] = {
    "en": Furniture(
        labels=r"""(?:(?:read|see|learn|watch|find out|more|also|related|next) )?(?:more|also|related|next)(?: (?:on
            |from|about|in|coverage|news|stories|reading)\b[\w’'&. -]{0,40})?|related(?: (?:stor(?:y|ies)|articles?
            |coverage|news|links?|video))?|recommended(?: reading)?|read(?: next| this| the \w+)?|watch(?: now| live
            | this)?|listen(?: now| here| on)?|live updates?|latest(?: news| updates?)?|full coverage
            |complete coverage|fact check|opinion|explainer|video|photos?|gallery|podcast|newsletter|poll|quiz
            |graphics?|map|in (?:pictures|photos|depth)|don['’]t miss|you may (?:also )?like|what to read next
            |trending|exclusive|required reading|breaking(?: news)?|interactive|go deeper|support our journalism
            |subscribers? only|for subscribers|play|dig deeper""",
        credits=r"""(?:additional )?(?:contributing|contributors?|contributed by|reporting|writing|editing|reported
            |writers?|photos?|photographs?|photography|images?|pictures?|video|graphics?|illustrations?|sources?
            |credits?|produced|compiled|edited|reported|written|translated|translation|research)(?: (?:by|from
            |credit|editors?|source|courtesy|writers?))*\b\s*[:;]|contributing\s+[A-Z]|source\s+[A-Z]{2,}
            |(?:reporting|writing|editing|compiled|translated|edited|photos?|photographs?
            |additional reporting) by\s+\S|(?:file )?(?:photo|image|picture|photograph|courtesy) (?:by|courtesy of
            |credit|provided by)\b|\((?:(?:file |ap )?(?:photo|image|picture)s?)\b|©|\(c\)|copyright\b
            |all rights reserved|(?:image|photo|picture|video) (?:credit|source|caption|copyright)s?\b|image:""",
        credited=r"""contribut(?:ed|ing)\b.{0,40}?\b(?:this|the) (?:report|story|article|piece|coverage|fact check
            |dispatch)\b|contributed (?:reporting|research|writing|from)\b|contributed\.?$|(?:reporting
            |story) (?:was )?(?:first )?(?:appeared|published|originally) (?:on|in|at)|this (?:story|article|report
            |column|piece) (?:was|is|has been)(?:first |originally |also |co-?|re)?(?:published|appeared|produced
            |generated|created|written|supported|funded|made possible)|created this story using|(?:coverage
            |journalism|reporting|project|story|series)\b[^.]{0,60} (?:is|was|are) (?:made possible|supported|funded
            |provided|produced)(?: in part)?(?:,? in part,?)? (?:by|through|with)|(?:/|via |©\s?|for )(?:getty|afp
            |ap|reuters|shutterstock|epa|istock)?(?: images| photo| news)?[^.]{0,40}\)?$|getty images\b
            |all rights reserved|all content is (?:solely )?the responsibility|may not be (?:published|reproduced
            |broadcast|republished)""",
        notes=r"""(?:\W*(?:editors?['’]?s?['’]?|author['’]?s|writer['’]?s|publisher['’]?s) notes?\b|(?:note
            |disclaimer|disclosure|spoiler alert)\s*[:!]|(?:this|our) (?:story|article|report|page|post|file
            |live blog|blog|list|column|piece|live coverage) (?:was|is|will be|has (?:also |since )?been|may be
            |contains?|includes?|discusses)\b[^.]{0,60}?\b(?:updated|updating|developing|republished|affiliate
            |commissions?|suicide|spoilers?|corrected|edited|links?)|(?:this is )?(?:a |an )?(?:developing|breaking
            |evolving)(?: news)? story\b|(?:first |last |originally )?(?:published|updated|posted
            |modified)\b\s*(?:on|at|:|\||—|-)?\s*(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed
            |thu|fri|sat|sun|at\b|:|today|yesterday)|check back (?:for|soon|often|later)\b|come back (?:for|soon)
            |we (?:will|['’]ll) (?:update|bring you)|more details? (?:to follow|soon)|stay with us|we (?:may|might
            |occasionally) (?:earn|receive|be paid)|(?:purchases|if you (?:buy|click)[^.]{0,80}commission)
            |the views expressed|(?:opinions|views) expressed|this content (?:was|is)|unable to (?:view|see)|(?:app
            |mobile) users|having trouble|can['’]t see|if you (?:or someone you know|are having|need help
            |can['’]t see|cannot see|don['’]t see))""",
        corrects=r"""correct(?:ion|ed|s)?\b(?! (?:by|for) )|misstat|misspell|misidentif|incorrect|inaccura|clarif
            |error|mistake|earlier version|previous version|embargo""",
        calls=r"""(?:please |now |also,? |or |and |to [^.]{2,40}, |want [^?]{2,80}\?
            |not a [^?]{2,40}\?)*(?:just )?(?:read|sign[ -]?up|subscribe|follow|watch|click|tap|swipe|scroll|join
            |download|listen|check out|get|visit|go to|head (?:over )?to|see|stay (?:tuned|up)|submit|send|support
            |donate|play|register|log in|share|like|find|learn|catch|keep up|explore|browse|bookmark|text|tell us
            |let us know|email|shop|take (?:our|the|this)|vote in|tune in|view|hear|receive|access|enter|try
            |discover)\b""",
        aims=r"""newsletters?|inbox|(?:whatsapp|telegram) channel|(?:story ideas|news tips)\b|(?:our|the|a
            |us(?:a today)?|\w+['’]s) (?:\w+ ){0,4}(?:apps?|podcasts?|coverage|live ?blog|live updates?|file|stories
            |story (?:below|here)|youtube|channel|facebook|twitter|instagram|tiktok|whatsapp|telegram|crossword
            |puzzles?|quiz|survey|hub|homepage|subscription|website|mailing list|alerts?|guide|tracker|graphics?
            |interactive|section|page|elections? team|sms service|comments? section)\b|\bsubscri(?:be|ption)\b
            |\bsign(?:ed)?[ -]?up (?:for|to|here|now|today)|\bour (?:reporters|journalists|team)|here(?: (?:to|for
            |if|or)\b.*)?[.!:]?$|\bhere to (?:see|read|watch|subscribe|sign)|@\w{3,}|\bfollow us|\bapp store
            |google play|(?:full|more|our|the) (?:story|article|coverage|results|list|report) (?:here|at|on|below
            |from)|for more (?:on|from|updates|stories|news|coverage|information|details|about)|more (?:from|at|on
            |about)|updates? (?:on|at|here|from|as)|https?://|\bwww\.|\w\.(?:com|org|co\.uk|net)(?:/\S*)?\.?$
            |below\.?$|(?:latest|breaking) (?:news|updates|headlines|stories)|(?:stories|articles) like (?:this
            |these)|for (?:free|more)\.?$|\bwith friends|this (?:story|article|post|page|video)|at the top of""",
        offers=r"""(?:for|want|looking for|need|to (?:see|get|read|keep up with|stay)) (?:more\b(?! than)
            |the (?:latest|full|most|newest|complete)|a (?:full|complete|list|closer)|continuing|ongoing|additional
            |full|complete|live|daily|updates)\b[^.?]{0,110}?(?:[,?]|\bwe\b)\s+
            (?:(?:please|you can|just|simply|be sure to) )*
            (?:read|see|visit|follow|click|go to|sign up|check|keep reading|head (?:over )?to
            |subscribe|watch|listen|download|tune|join|text|call|e-?mail|tap|turn to|contact|view)\b""",
        chrome=r"""advertisements?|ads?|sponsored(?: content)?|(?:article
            |story) continues(?: below)?(?: advertisement)?|(?:continue|keep) reading(?: below)?
            |scroll (?:down )?(?:to|for)[\w ]{1,30}|share(?: (?:this|on|via|full|the)[\w ]{0,30})?|print(?: (?:this
            |article))?|comments?|leave a comment|view comments|show (?:more|less|all|comments)|read (?:more|full
            |the full|on|now|next|it|here)[\w ]{0,20}|see (?:more|all|also)|learn more|view (?:gallery|all|more
            |photos)|load more|more (?:stories|news|to read)|top stories|most (?:read|popular|viewed|shared)
            |you may also (?:like|be interested in)|recommended(?: for you)?|related (?:articles|stories|topics
            |content)|trending(?: now)?|(?:video )?ad feedback.*|table of contents|contents|in this (?:article
            |story)|jump to[\w ]{0,30}|back to top|skip to[\w ]{0,30}|sign (?:in|up|out)|log ?in|subscribe(?: now
            | today)?|subscribe to[\w ’'&-]{1,40}|follow us(?: on [\w, ]{1,40})?|newsletters?|facebook|twitter
            |linkedin|whatsapp|copy link|link copied!?|save(?: for later| article| story)?|bookmark
            |listen(?: to this article)?|watch(?: live| now)?|play video|close|menu|home|search|tags?|topics?
            |filed under.*|posted in.*|accept(?: all)?(?: cookies)?|cookie (?:settings|policy|preferences)|(?:we
            |this (?:web)?site) uses? cookies.*|privacy policy|terms of (?:use|service)|loading\W*|caption
            |toggle caption|hide caption|enlarge this image|live|latest|analysis|opinion|exclusive
            |breaking(?: news)?|(?:staff|wire) (?:reports?|writers?)|(?:the )?associated press|ap|reuters|afp
            |from (?:staff|wire)(?: and wire)? reports?|\d+ min(?:ute)?s?(?: read| ago)?|\d+ hours? ago
            |gift (?:this )?article|thanks for (?:reading|signing up|subscribing).*|thank you for (?:reading
            |signing up|subscribing|supporting).*|the end|continued|story highlights|key (?:points|takeaways)
            |what to know|correction policy""",
        stamps=r"""updated|published|posted|modified|last|first|originally|on|at|a\.?m|p\.?m|et|est|edt|pt|pst|pdt
            |ct|cst|cdt|gmt|utc|bst|cet|cest|ist|noon|midnight|ago|hours?|minutes?|mins?|days?|today|yesterday
            |eastern""",
        contacts=r"""(?:\W*you can |please |or |and |also )*(?:contact|reach(?: out)?|e-?mail|follow|find|message
            |call|text|tweet|connect|write|send|have (?:a )?(?:tips?|questions?|news)|got (?:a )?(?:tips?|news)
            |tips?|read more from|for (?:more|additional|further|full) (?:\w+ ){0,2}(?:info|information|details
            |tickets?|questions?))\b|.{0,120}\b(?:can be (?:reached|found|contacted|followed|emailed)
            |is on (?:twitter|x|instagram|facebook|bluesky|threads)|(?:reached|reach (?:him|her|them)) (?:at|by|on)
            |follow (?:him|her|them)|on twitter:?|twitter:|e-?mail:|on x(?:,|:| at))""",
        writers=r"""\b(?:reporter|correspondent|columnist|editor|journalist|writer|photographer|intern|fellow
            |producer|covers|writes|reports|author)\b""",
        teasers=r"""(?:and |but )?here(?:['’]s| is| are) (?:what|how|where|when|why|who|everything|all|an? (?:look
            |list|breakdown|guide|recap|rundown)|the (?:news|latest|full|complete|list|top|key)|more|some
            |our)\b[^:]*:?\s*\Z|(?:what|everything|all) (?:you|we|to)(?: need to)? know\b[^:,]*:?\s*\Z|(?:this
            |that) is (?:what|how) we know\b[^:,]*:?\s*\Z""",
    ),
    "de": Furniture(
        labels=r"""(?:auch |mehr |weiter)?lesen(?: sie)?(?: auch| mehr| hier| dazu)?|lesen sie (?:auch|mehr|hier
            |dazu)|lesetipp|mehr (?:zum thema|dazu|aus|über|von|news|nachrichten)(?: [\w-]{1,30}){0,3}|zum thema
            |siehe auch|das könnte sie(?:auch )?interessieren|newsletter|podcast|video|fotos?|bilder(?:strecke)?
            |fotostrecke|kommentar|liveblog|liveticker|hintergrund|lesen|anzeige|interview|grafik|karte|umfrage
            |exklusiv|hier geht es zu[mr]?""",
        credits=r"""(?:mit (?:material|informationen) (?:von|der)|quellen?|fotos?|bild(?:er|rechte|quelle)?|text
            |redaktion|autor(?:in|en)?|mitarbeit|übersetzung|grafik|recherche|bearbeitet|video)\b\s*(?:von|der|:)|©
            |\(c\)|\(?(?:dpa|afp|ap|reuters|sid|epd|kna|apa)(?:[/,-]\s?\w{2,12}){1,4}\)?$|alle rechte vorbehalten
            |von (?:\w+ )?\w+, (?:dpa|afp|reuters)$""",
        credited=r"""(?:mitarbeit|mitgearbeitet|mitgewirkt)\b[^.]{0,60}$|(?:dieser|der) (?:text|artikel
            |beitrag) (?:erschien|ist|wurde)\b[^.]{0,60}\b(?:erschienen|veröffentlicht|übersetzt|zuerst
            |ursprünglich)|(?:getty images|imago|picture alliance)\b""",
        notes=r"""(?:anmerkung|hinweis)(?: der| von der)? ?(?:redaktion)?\s*[:.]|(?:dieser|der|unser) (?:artikel
            |beitrag|text|liveblog|ticker) (?:wurde|wird|ist|enthält)\b[^.]{0,60}?\b(?:aktualisiert|ergänzt
            |überarbeitet|affiliate|provision)|(?:zuletzt )?(?:aktualisiert|veröffentlicht|stand|erstellt)\b\s*(?:am
            |um|:|\d)|transparenzhinweis|offenlegung\s*:|wir (?:berichten|halten sie) (?:weiter|auf dem laufenden)
            |mehr in kürze|(?:weitere )?informationen folgen""",
        corrects=r"""korrig|korrektur|berichtig|richtigst|fehler|falsch|frühere[nr]? (?:version|fassung)|sperrfrist""",
        calls=r"""(?:bitte |jetzt |oder |und )*(?:lesen|abonnieren|folgen|klicken|melden|laden|hören|schauen|sehen
            |besuchen|teilen|registrieren|unterstützen|erfahren|finden|bestellen|sichern|testen|verpassen|lies|folge
            |abonniere|klicke?|hör)\b(?: sie)?""",
        aims=r"""newsletter|app\b|podcast|whatsapp|telegram|instagram|facebook|twitter|youtube|kanal|liveblog
            |liveticker|abo\b|abonn|\bhier(?: [^.]{0,30})?[.:!]?$|postfach|\buns(?:er|ere|eren|erem|erer)?\b
            |mehr (?:dazu|darüber|zum|über)|https?://|www\.|\w\.(?:de|com|at|ch)\.?$|kostenlos|anmelden
            |auf dem laufenden""",
        offers=r"""(?:mehr|alle|weitere|aktuelle|die neuesten) (?:\w+ ){0,3}(?:nachrichten|informationen|infos
            |artikel|hintergründe|entwicklungen|news|berichte|details)\b[^.]{0,60}\b(?:hier|lesen|finden|gibt es
            |unter|newsletter|liveblog|auf)\b""",
        chrome=r"""anzeige|werbung|weiterlesen(?: nach der anzeige)?|mehr (?:zum thema|anzeigen|laden|lesen)
            |zum thema|teilen|drucken|kommentare?|kommentar schreiben|artikel (?:teilen|drucken|merken|verschenken)
            |inhaltsverzeichnis|inhalt|zur startseite|zum seitenanfang|nach oben|anmelden|abonnieren|newsletter
            |merken|vorlesen|video|startseite|menü|suche|schlagworte|themen|meistgelesen
            |das könnte sie auch interessieren|empfohlen|alle cookies akzeptieren|cookie-einstellungen
            |wir verwenden cookies.*|datenschutz(?:erklärung)?|impressum|externer inhalt|redaktioneller inhalt|live
            |dpa|\d+ min(?:uten)?(?: lesezeit)?|lesezeit.{0,20}|vor \d+ (?:stunden|minuten)|das wichtigste in kürze
            |auf einen blick""",
        stamps=r"""aktualisiert|veröffentlicht|erstellt|stand|zuletzt|am|um|uhr|mesz?|mez|vor|stunden?|minuten?
            |heute|gestern|der""",
        contacts=r"""(?:kontakt|schreiben sie|folgen sie|e-?mail|mail|hinweise)\b|.{0,100}\b(?:zu erreichen
            |erreichbar|auf twitter|auf x\b)""",
        writers=r"\b(?:redakteur|reporter|korrespondent|autor|journalist|volont|schreibt|berichtet)",
        teasers=r"""(?:das|was) (?:müssen sie|sie|man|wir)(?: dazu| jetzt)? (?:wissen|bekannt)[^:,]*:?\s*\Z
            |was (?:wir|bisher) (?:bisher )?(?:wissen|bekannt)[^:,]*:?\s*\Z|(?:hier|im folgenden) (?:finden sie
            |ein überblick|die wichtigsten|der überblick)\b[^:]*:?\s*\Z""",
    ),
    "es": Furniture(
        labels=r"""(?:lea|lee|leer|vea|ve|ver|mire|mira|escuche|escucha)(?: también| más| además| aquí)?|(?:le
            |te) puede interesar|también(?: en| lea| lee)?|más (?:información|noticias|sobre
            |en)(?: [\w-]{1,30}){0,3}|relacionad[oa]s?|noticias relacionadas|video|vídeo|fotos?|galería|podcast
            |en vivo|en directo|opinión|análisis|especial|boletín|newsletter|no te pierdas|exclusiva""",
        credits=r"""(?:fotos?|fotografías?|imagen|video|vídeo|fuentes?|texto|redacción|edición|traducción|reporte
            |con información|créditos?|editad[oa]|reportes? adicional(?:es)?|informe|ilustración)\b\s*(?:de|por|:)|©
            |\(c\)|con (?:información|datos) de\b|todos los derechos reservados|por (?:\w+ )?\w+, (?:efe|ap|afp
            |reuters)$""",
        credited=r"""(?:contribuy|colabor)(?:ó|eron|aron) (?:a|en|con|para) (?:est[ea]|la elaboración de)[^.]{0,60}
            |(?:este|esta) (?:artículo|nota|historia|texto|reportaje) (?:fue|se|ha sido) (?:publicad|publicó
            |traducid|producid|generad)|getty images\b|derechos reservados""",
        notes=r"""nota (?:de la|del|de) (?:redacción|editor(?:a|es)?|autor)|(?:esta|este) (?:nota|artículo|noticia
            |historia|información)(?:se|ha sido|fue|está|será|contiene)\b[^.]{0,60}?\b(?:actualiz|desarrollo|afiliad
            |comisi)|noticia en desarrollo|(?:última )?(?:actualizad[oa]|actualización|publicad[oa])\b\s*(?:el|a las
            |:|\d)|(?:habrá )?(?:más|ampliación)[^.]{0,20}en breve""",
        corrects=r"correc|corrig|error|versión anterior|rectific|fe de errat|embargo\b|aclara",
        calls=r"""(?:por favor,? |y |o |también )*(?:lea|lee|vea|ve|mire|mira|suscríb\w+|síg(?:a|ue)\w*|haga clic
            |haz clic|descarg(?:a|ue)|únete|únase|escuch[ae]|visit[ae]|regístr\w+|compart[ae]|consult[ae]|recib[ae]
            |entr[ae]|conoz?c[ae]|apoy[ae]|inscríb\w+)\b""",
        aims=r"""bolet[ií]n(?:es)?|newsletters?|correo|\bapp\b|aplicación|podcast|whatsapp|telegram|instagram
            |facebook|twitter|youtube|canal|\baquí(?: [^.]{0,30})?[.:!]?$|nuestr[oa]s?|suscri|https?://|www\.
            |\w\.(?:com|es|mx|ar|org)\.?$|gratis|en directo|en vivo|más (?:noticias|información|sobre)|última hora
            |\bsíguenos|@\w{3,}|esta noticia|este artículo""",
        offers=r"""(?:para|si (?:quiere|quieres|desea)) (?:más|leer|ver|conocer|recibir|saber|seguir
            |todas?)\b[^.]{0,80}?, (?:lea|lee|visite|visita|siga|sigue|haga|haz|consulte|consulta|suscr|síg|vea
            |entre|entra)""",
        chrome=r"""publicidad|anuncio|sigue leyendo|continúa leyendo|leer más|ver más|más (?:información|noticias)
            |compartir(?: en .{1,20})?|imprimir|comentarios?|comentar|índice|contenido|tabla de contenidos?
            |suscr[ií]b[\w]*|iniciar sesión|regístrate|guardar|escuchar|menú|inicio|buscar|etiquetas?|temas
            |archivado en.*|lo más (?:leído|visto)|te puede interesar|noticias relacionadas|recomendad[oa]s?
            |aceptar(?: todas)?(?: las cookies)?|usamos cookies.*|utilizamos cookies.*|política de (?:privacidad
            |cookies)|aviso legal|en vivo|en directo|última hora|redacción|efe|agencias|hace \d+ (?:horas?|minutos?)
            |\d+ min(?:utos)?(?: de lectura)?|volver arriba|claves""",
        stamps=r"""actualizad[oa]|publicad[oa]|última|actualización|el|de|del|a|las|la|h|hs|hrs|horas?|cet|cest|gmt
            |am|pm|hoy|ayer|hace|minutos?""",
        contacts=r"""(?:contacto|escríb\w+|síg\w+|correo|envíe)\b|.{0,100}\b(?:en twitter|en x\b
            |puede ser contactad)""",
        writers=r"\b(?:periodista|corresponsal|redactor|reporter|columnista|editor|autor|escribe|cubre)",
        teasers=r"""(?:esto es )?lo que (?:debe|debes|hay que|necesita|se)(?: saber| sabe)\b[^:,]*:?\s*\Z|(?:aquí
            |estas|estos) (?:te contamos|le contamos|le explicamos|te explicamos|son las claves
            |está la lista)\b[^:]*:?\s*\Z""",
    ),
    "fr": Furniture(
        labels=r"""(?:lire|voir|à lire|à voir|à écouter|écouter|regarder)(?: aussi| également| plus| encore
            | la suite| notre [\w’' -]{1,40})?|lisez(?: aussi| également)?|retrouvez(?: [\w’' -]{1,40})?
            |pour aller plus loin|sur le même (?:sujet|thème)|vidéos?|photos?|diaporama|podcast|infographie
            |décryptage|reportage|éclairage|direct|en direct|newsletter|exclusif|tribune|notre dossier
            |article réservé""",
        credits=r"""(?:photos?|crédits?|images?|illustration|sources?|texte|rédaction|traduction|vidéo|infographie
            |édité|propos recueillis)\b\s*(?:de|par|:)|©|\(c\)|avec (?:l['’])?(?:afp|ap|reuters
            |agence\w*)\b[^.]{0,30}\.?$|tous droits réservés|par (?:\w+ )?\w+ avec afp$""",
        credited=r"""(?:a|ont) (?:contribué|participé|collaboré) à (?:cet|ce|la rédaction)|cet? (?:article|texte
            |reportage) (?:a été|est)(?:initialement |d['’]abord )?(?:publié|traduit|paru|produit)|getty images\b
            |tous droits réservés""",
        notes=r"""note de (?:la rédaction|l['’]éditeur)|(?:cet|notre|ce) (?:article|direct|texte|papier) (?:a été
            |est|sera|contient)\b[^.]{0,60}?\b(?:mis à jour|actualisé|complété|affili)|(?:mis à jour|publié|modifié
            |mise à jour)\b\s*(?:le|à|:|hier|aujourd|\d)|plus d['’]informations à (?:suivre|venir)|(?:nous
            |merci de) (?:suivre|actualisons)""",
        corrects=r"""correc|corrig|erreur|erron|version (?:précédente|antérieure)|rectific|embargo\b|précis(?:ion|é)""",
        calls=r"""(?:et |ou |pour [^.]{2,40}, )*(?:lisez|lire|abonnez|inscrivez|suivez|cliquez|téléchargez|écoutez
            |regardez|rejoignez|découvrez|retrouvez|consultez|partagez|recevez|soutenez|visitez|rendez
            |connectez)\b(?:-(?:vous|nous|moi))?""",
        aims=r"""newsletters?|infolettre|lettre d['’]information|appli(?:cation)?\b|podcast|whatsapp|telegram
            |instagram|facebook|twitter|youtube|chaîne|\bici(?: [^.]{0,30})?[.:!]?$|\bnotre\b|\bnos\b|abonn
            |https?://|www\.|\w\.(?:fr|com|be|ch|org)\.?$|gratuit|en direct|boîte mail|ce lien|-nous\b|@\w{3,}
            |cet article""",
        offers=r"""(?:pour|envie d['’]|besoin d['’]) ?(?:en savoir plus|plus d['’]|suivre|lire|recevoir
            |ne rien manquer|toute l['’]actualité)\b[^.?]{0,80}?[,?]\s+(?:lisez|abonnez|inscrivez|suivez|cliquez
            |consultez|rendez|téléchargez|retrouvez|visitez|découvrez|rejoignez)""",
        chrome=r"""publicité|annonce|lire la suite|la suite après (?:la|cette) publicité|lire (?:plus|aussi
            |plus tard)|voir (?:plus|aussi|tout)|partager(?: (?:sur|cet) .{1,20})?|imprimer|commentaires?|commenter
            |sommaire|table des matières|s['’]abonner|se connecter|s['’]inscrire|enregistrer
            |écouter(?: l['’]article)?|menu|accueil|rechercher|mots[- ]clés|thèmes?|les plus lus|sur le même sujet
            |à lire aussi|recommandé|accepter(?: tout)?(?: les cookies)?|nous utilisons des cookies.*
            |politique de confidentialité|mentions légales|en direct|direct|afp|la rédaction|il y a \d+ (?:heures?
            |minutes?)|temps de lecture.{0,20}|\d+ min(?:utes)?(?: de lecture)?|retour en haut
            |article réservé aux abonnés|l['’]essentiel""",
        stamps=r"publié|mis|mise|jour|à|le|modifié|h|heures?|cet|cest|gmt|hier|aujourd['’]hui|il|y|a|minutes?|et",
        contacts=r"(?:contact|écrivez|suivez|courriel|mail)\b|.{0,100}\b(?:sur twitter|sur x\b|joignable)",
        writers=r"\b(?:journaliste|correspondante?|reporter|rédact\w+|chroniqueu\w+|autrice|auteur|écrit|couvre)",
        teasers=r"""(?:voici )?ce (?:que l['’]on sait|qu['’]il faut (?:savoir|retenir)
            |que nous savons)\b[^:,]*:?\s*\Z|voici (?:ce que|comment|les (?:principales?|dernières?)
            |tout ce)\b[^:]*:?\s*\Z""",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Phrases:
    """The patterns of a language, compiled: to be matched at the beginning of a sentence, or searched for in it."""

    labels: re.Pattern[str]
    credits: re.Pattern[str]
    credited: re.Pattern[str]
    notes: re.Pattern[str]
    corrects: re.Pattern[str]
    calls: re.Pattern[str]
    aims: re.Pattern[str]
    offers: re.Pattern[str]
    chrome: re.Pattern[str]
    stamps: re.Pattern[str]
    contacts: re.Pattern[str]
    writers: re.Pattern[str]
    teasers: re.Pattern[str]


def get_phrases(language: str | None) -> Phrases:
    """Return the patterns of a language; of all of them where it is not known or is another."""
    code = (language or "")[:2].lower()
    return _compile(code if code in _FURNITURE else "")


@cache
def _compile(code: str) -> Phrases:
    codes = (code,) if code else CODES
    choose = {f.name: "|".join(_read(code, f.name) for code in codes) for f in fields(Furniture)}
    days = "|".join(word for code in codes for word in _list_days(code))
    patterns = {
        "labels": rf"\W*(?:{choose['labels']})\s*[:|►»→]\s*(?=(?-i:[^\sa-zß-ÿ])|\Z)",
        "chrome": rf"\W*(?:{choose['chrome']})\W*\Z",
        "credited": rf"(?<!\w)(?:{choose['credited']})",
        "stamps": rf"(?:\W|\d|\b(?:{choose['stamps']}|{days})\b)+\Z",
    }
    compiled = {name: patterns.get(name, rf"(?:{pattern})") for name, pattern in choose.items()}
    return Phrases(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in compiled.items()})


def _read(code: str, name: str) -> str:
    return re.sub(r"\s*\n\s*", "", str(getattr(_FURNITURE[code], name)))


def _list_days(code: str) -> Iterator[str]:
    profile = get_language(code)
    yield from (re.escape(word) for words in (profile.months, profile.weekdays) for word in words)
