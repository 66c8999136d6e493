"""What pages say or are called instead of an article: walls, live blogs, galleries; all languages together."""

import re

ROBOT_CHECK = re.compile(
    r"verify (?:that )?you are (?:a )?human|are you a (?:robot|human)|checking (?:if the site connection|your browser)"
    r"|unusual traffic from your|complete the (?:captcha|security check)|enable javascript and cookies to continue"
    r"|please enable (?:javascript|js) and|access denied",
    re.IGNORECASE,
)
SCRIPT = re.compile(
    r"(?:enable|requires?|without|needs?|activate|turn on) (?:\w+ )?(?:javascript|js)\b"
    r"|javascript (?:is|to be|must be|seems to be) (?:\w+ )?(?:disabled|enabled|required)"
    r"|javascript (?:aktivieren|einschalten)|(?:aktivieren sie|activez|activa|active|habilite) (?:el )?javascript",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"before you continue|we value your privacy|we (?:and our partners )?(?:use|store) (?:and/or access )?cookies"
    r"|accept (?:all )?cookies|cookie (?:settings|preferences|consent)|manage (?:your )?(?:consent|privacy)"
    r"|wir (?:benötigen|brauchen) ihre (?:zustimmung|einwilligung)|cookies? (?:akzeptieren|zustimmen)"
    r"|accepter (?:et continuer|les cookies)|nous (?:et nos partenaires )?utilisons des cookies"
    r"|aceptar (?:las )?cookies",
    re.IGNORECASE,
)
CONSENT_ADDRESS = re.compile(r"^(?:consent|guce|cmp|cookie-?consent)\.|/(?:cookie-?(?:wall|consent)|consent)\b")
PAYWALL = re.compile(
    r"(?:subscribe|register|log in|sign (?:up|in)) (?:now )?to (?:continue|keep) reading"
    r"|subscribe (?:now )?to (?:read|unlock)"
    r"|to (?:continue|keep) reading(?: this)?(?: article| story)?,? (?:please |you )"
    r"|continue reading with a|(?:exclusive(?:ly)?|only|available) (?:for|to) (?:our )?subscribers"
    r"|subscribers?[ -]only|subscriber exclusive"
    r"|(?:nur|exklusiv) für (?:unsere )?abonnenten|jetzt weiterlesen"
    r"|(?:réservée?|est réservé) aux abonnés|abonnez-vous pour|suscr[ií]bete para|(?:solo|exclusivo) para suscriptores"
    r"|abbonati per|riservato agli abbonati",
    re.IGNORECASE,
)
LIVE_ADDRESS = re.compile(r"live-?blog|live-?updates?\b|live-?ticker|minute-by-minute")
LIVE_TITLE = re.compile(
    r"live(?: updates?| ?blog| coverage)?\s*[:|–—-]|.{0,200}\blive (?:updates|blog)\b", re.IGNORECASE
)
GALLERY_ADDRESS = re.compile(
    r"/(?:photo-?)?(?:galler(?:y|ies)|slide-?shows?|in-pictures|pictures|photos?|bilder|fotostrecke)\b"
)
