"""HWPX, the open format of Hangul word processor documents (OWPML, KS X 6101): a zip of XML parts.

Only what the format demands is written: one font, one character shape, one paragraph shape, one style, one section.
"""

from html import escape
from string import Template

from tests.collections.archives import zip_parts
from tests.collections.source import Block, Source, Table

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'
_SCRIPTS = ("hangul", "latin", "hanja", "japanese", "other", "symbol", "user")
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://www.hancom.co.kr/hwpml/2011/{name}"'
    for prefix, name in (("hp", "paragraph"), ("hs", "section"), ("hc", "core"), ("hh", "head"))
)
_VERSION = (
    f'{_XML}<hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" tagetApplication="WORDPROCESSOR" '
    'major="5" minor="1" micro="0" buildNumber="1" os="1" xmlVersion="1.2" application="VKB" appVersion="1"/>'
)
_CONTAINER = (
    f'{_XML}<ocf:container xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"><ocf:rootfiles>'
    '<ocf:rootfile full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/>'
    "</ocf:rootfiles></ocf:container>"
)
_MANIFEST = f'{_XML}<odf:manifest xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_PACKAGE = Template(
    f'{_XML}<opf:package xmlns:opf="http://www.idpf.org/2007/opf/" version="" unique-identifier="" id=""><opf:metadata>'
    "<opf:title>$title</opf:title><opf:language>$lang</opf:language>"
    '<opf:meta name="creator" content="text">VKB</opf:meta><opf:meta name="subject" content="text">$subject</opf:meta>'
    '<opf:meta name="CreatedDate" content="text">${date}T00:00:00Z</opf:meta>'
    '<opf:meta name="keyword" content="text">$keywords</opf:meta></opf:metadata><opf:manifest>'
    '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>'
    '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/></opf:manifest><opf:spine>'
    '<opf:itemref idref="header" linear="yes"/><opf:itemref idref="section0" linear="yes"/></opf:spine></opf:package>'
)
_SECTION_PROPERTIES = (
    '<hp:secPr id="" textDirection="HORIZONTAL" spaceColumns="1134" tabStop="8000">'
    '<hp:pagePr landscape="WIDELY" width="59528" height="84188" gutterType="LEFT_ONLY">'
    '<hp:margin header="4252" footer="4252" gutter="0" left="8504" right="8504" top="5668" bottom="4252"/>'
    "</hp:pagePr></hp:secPr>"
)


def render_hwpx(source: Source) -> bytes:
    """The document as one section; headings are plain paragraphs, as most Korean offices write them."""
    values = {key: escape(value) for key, value in source.metadata.items()}
    parts = {
        "mimetype": "application/hwp+zip",
        "version.xml": _VERSION,
        "Contents/header.xml": _header(),
        "Contents/section0.xml": _section(source.blocks),
        "Contents/content.hpf": _PACKAGE.substitute(values),
        "META-INF/container.xml": _CONTAINER,
        "META-INF/manifest.xml": _MANIFEST,
    }
    return zip_parts([(name, text.encode()) for name, text in parts.items()], stored=frozenset({"mimetype"}))


def _header() -> str:
    fonts = "".join(
        f'<hh:fontface lang="{script.upper()}" fontCnt="1"><hh:font id="0" face="함초롬바탕" type="TTF" isEmbedded="0"/></hh:fontface>'
        for script in _SCRIPTS
    )
    references = " ".join(f'{script}="0"' for script in _SCRIPTS)
    return (
        f'{_XML}<hh:head {_NAMESPACES} version="1.2" secCnt="1">'
        '<hh:beginNum page="1" footnote="1" endnote="1" pic="1" tbl="1" equation="1"/><hh:refList>'
        f'<hh:fontfaces itemCnt="{len(_SCRIPTS)}">{fonts}</hh:fontfaces>'
        '<hh:borderFills itemCnt="1"><hh:borderFill id="1" threeD="0" shadow="0"/></hh:borderFills>'
        f'<hh:charProperties itemCnt="1"><hh:charPr id="0" height="1000" textColor="#000000"><hh:fontRef {references}/>'
        '</hh:charPr></hh:charProperties><hh:tabProperties itemCnt="1"><hh:tabPr id="0"/></hh:tabProperties>'
        '<hh:paraProperties itemCnt="1"><hh:paraPr id="0" tabPrIDRef="0"><hh:align horizontal="JUSTIFY" '
        'vertical="BASELINE"/></hh:paraPr></hh:paraProperties><hh:styles itemCnt="1"><hh:style id="0" type="PARA" '
        'name="바탕글" engName="Normal" paraPrIDRef="0" charPrIDRef="0" nextStyleIDRef="0" langID="1042"/></hh:styles>'
        "</hh:refList></hh:head>"
    )


def _section(blocks: tuple[Block, ...]) -> str:
    properties = _paragraph(f"{_SECTION_PROPERTIES}")
    return f"{_XML}<hs:sec {_NAMESPACES}>{properties}{''.join(_block(block) for block in blocks)}</hs:sec>"


def _block(block: Block) -> str:
    return _paragraph(_table(block) if isinstance(block, Table) else _text(block.text))


def _paragraph(run: str) -> str:
    return (
        '<hp:p id="0" paraPrIDRef="0" styleIDRef="0" pageBreak="0" columnBreak="0" merged="0">'
        f'<hp:run charPrIDRef="0">{run}</hp:run></hp:p>'
    )


def _text(text: str) -> str:
    return f"<hp:t>{escape(text, quote=False)}</hp:t>"


def _table(table: Table) -> str:
    rows = "".join(
        "<hp:tr>" + "".join(_cell(text, row, column) for column, text in enumerate(cells)) + "</hp:tr>"
        for row, cells in enumerate(table.rows)
    )
    size = f'rowCnt="{len(table.rows)}" colCnt="{len(table.rows[0])}"'
    return f'<hp:tbl id="1" zOrder="0" numberingType="TABLE" {size} cellSpacing="0" borderFillIDRef="1">{rows}</hp:tbl>'


def _cell(text: str, row: int, column: int) -> str:
    return (
        f'<hp:tc name="" header="0" borderFillIDRef="1"><hp:subList id="" textDirection="HORIZONTAL">{_paragraph(_text(text))}'
        f'</hp:subList><hp:cellAddr colAddr="{column}" rowAddr="{row}"/><hp:cellSpan colSpan="1" rowSpan="1"/>'
        '<hp:cellSz width="14000" height="1000"/></hp:tc>'
    )
