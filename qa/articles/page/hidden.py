"""Tell what of a page a browser shows to no eye: such words are no part of an article, whoever put them there."""

import re
from collections.abc import Mapping
from typing import Any

# Classes by which the common style sheets keep words for screen readers: labels of controls, not the article.
_UNSEEN_CLASSES = frozenset(
    "sr-only visually-hidden visuallyhidden is-visually-hidden u-visually-hidden u-hidden-visually screen-reader-text "
    "screen-reader-only screenreader-only screenreader element-invisible a11y-hidden hide-visually".split()
)
_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(px|r?em|pt|cm|in|vw|vh|%)?", re.IGNORECASE)
# In pixels, roughly; what is farther out of a page than this was moved there for nobody to see.
_PIXELS = {"em": 16.0, "rem": 16.0, "pt": 1.3, "cm": 38.0, "in": 96.0, "vw": 12.0, "vh": 10.0, "%": 10.0}
_FARTHEST = -990.0
_SIDES = ("left", "top", "right", "bottom")
_MOVED = ("text-indent", "margin-left", "margin-top")
_CLIPPED = re.compile(
    r"rect\(\s*(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?\s*\)"
    r"|inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0(?:px)?\s+0(?:px)?\s*[,)]",
    re.IGNORECASE,
)
_SHRUNK = re.compile(r"scale[xy]?\(\s*0?(?:\.0+)?\s*[,)]", re.IGNORECASE)
_TRANSLATED = re.compile(r"translate(?:x|y|3d)?\(([^)]*)\)", re.IGNORECASE)
_SHORT_HEX = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[\s,]\s*(\d{1,3})\s*[\s,]\s*(\d{1,3})\s*(?:[,/]\s*1(?:\.0*)?\s*)?\)")
_CLEAR = re.compile(r"transparent|rgba?\([^)]*[,/]\s*0?(?:\.0+)?\s*\)")
_NAMED_COLOURS = {"white": "#ffffff", "black": "#000000", "red": "#ff0000", "yellow": "#ffff00", "gray": "#808080"}
# A page may fade in as a whole, when a script says so.
_WHOLE = "self::html | self::body | self::main | self::article | .//main | .//article"


def drop_hidden(tree: Any) -> None:
    """Take out of a page, a tree of lxml, what a browser shows to no eye."""
    for element in tree.xpath("//body//*[@hidden or @style or @class or self::template]"):
        if element.getparent() is not None and _is_hidden(element):
            element.drop_tree()


def _is_hidden(element: Any) -> bool:
    if (
        element.tag == "template"
        or "hidden" in element.attrib
        or not _UNSEEN_CLASSES.isdisjoint(element.get("class", "").lower().split())
    ):
        return True
    style = _read_style(element)
    if _is_faded(style):
        return not element.xpath(_WHOLE)
    return bool(style) and (_is_away(style) or _is_shrunk(style) or _is_uncoloured(element, style))


def _read_style(element: Any) -> Mapping[str, str]:
    """Return the declarations in the style of an element itself."""
    pairs = (each.partition(":") for each in element.get("style", "").lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value.strip()}


def _is_faded(style: Mapping[str, str]) -> bool:
    opacity = style.get("opacity")
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or (opacity is not None and _is_nothing(opacity))
    )


def _is_away(style: Mapping[str, str]) -> bool:
    """Tell whether an element is moved off the page, or cut to nothing."""
    places = [style.get(name, "") for name in _MOVED]
    if style.get("position") in ("absolute", "fixed", "relative"):
        places += [style.get(name, "") for name in _SIDES]
    for moved in _TRANSLATED.findall(style.get("transform", "")):
        places += moved.split(",")
    clips = f"{style.get('clip', '')} {style.get('clip-path', '')}"
    return any(_measure(place) <= _FARTHEST for place in places) or bool(_CLIPPED.search(clips))


def _is_shrunk(style: Mapping[str, str]) -> bool:
    sizes = [style[name] for name in ("width", "height", "max-width", "max-height") if name in style]
    cut = any(style.get(name) in ("hidden", "clip") for name in ("overflow", "overflow-x", "overflow-y"))
    if cut and any(_measure(size) <= 1 for size in sizes if size[:1].isdigit() and not size.endswith("%")):
        return True
    size = style.get("font-size", "")
    return (bool(size) and _is_nothing(size)) or bool(_SHRUNK.search(style.get("transform", "")))


def _is_uncoloured(element: Any, style: Mapping[str, str]) -> bool:
    """Tell whether words have the colour of what is stated to be behind them, or none."""
    colour = style.get("color")
    if colour is None:
        return False
    if _CLEAR.fullmatch(colour):
        return True
    for each in (element, *element.iterancestors()):
        own = _read_style(each)
        behind = own.get("background-color") or own.get("background")
        if behind is not None:
            return _name_colour(behind) == _name_colour(colour)
        if each.get("bgcolor"):
            return _name_colour(each.get("bgcolor").lower()) == _name_colour(colour)
    return False


def _measure(length: str) -> float:
    """Return a length in pixels; what is none is 0."""
    match = _LENGTH.match(length.strip())
    return float(match[1]) * _PIXELS.get((match[2] or "").lower(), 1.0) if match else 0.0


def _is_nothing(size: str) -> bool:
    match = _LENGTH.fullmatch(size)
    return match is not None and float(match[1]) == 0


def _name_colour(colour: str) -> str:
    """Return a colour in one way of writing it."""
    if match := _RGB.fullmatch(colour):
        return "#" + "".join(f"{int(part):02x}" for part in match.groups())
    colour = _NAMED_COLOURS.get(colour, colour)
    return _SHORT_HEX.sub(r"#\1\1\2\2\3\3", colour) if len(colour) == 4 else colour
