"""Take from an address what only tells who came from where: one page is one article, whatever link led to it."""

import re
from urllib.parse import urlsplit

# Of the kits that sites count their readers with; what is not here may be a part of the address.
_TRACKING = re.compile(
    r"(?:utm|mtm|matomo|pk|piwik|hsa|oly|vero|wt|itm|trk|guce_referrer|stm|fb_(?:action|source)|ga|at|bbc|elq|mkt)_[\w.-]+"
    r"|utm[a-z]{3,}|(?:fb|g|d|y|ys|tt|tw|li_fat_)cl?id|li_fat_id|msclkid|gclsrc|gbraid|wbraid|igsh(?:id)?|epik|xtor|xtref"
    r"|_g[al]|_hsenc|_hsmi|hsctatracking|mkt_tok|mc_[ce]id|[on]cid|cmp(?:id)?|icid|smid|smtyp|sref|spm|guccounter"
    r"|soc_(?:src|trk)|ftag|ftcamp|ref_(?:src|url)|__twitter_impression|s_cid|_openstat|wprov|share_id",
    re.IGNORECASE,
)


def strip_tracking(url: str) -> str:
    """Return a web address without the parameters, in its query or after its #, that tell where a reader came from."""
    if "?" not in url and "#" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = "&".join(part for part in parts.query.split("&") if not _is_tracking(part))
    fragment = "" if parts.fragment and all(map(_is_tracking, parts.fragment.split("&"))) else parts.fragment
    if (query, fragment) == (parts.query, parts.fragment):
        return url
    return parts._replace(query=query, fragment=fragment).geturl()


def _is_tracking(parameter: str) -> bool:
    return bool(_TRACKING.fullmatch(parameter.partition("=")[0].removeprefix("amp;")))
