"""HTML: the document in a page with the furniture of a web site, which a reader has to leave out."""

from html import escape
from string import Template

from tests.collections.source import Block, Heading, Source, Table

_PAGE = Template("""\
<!DOCTYPE html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<title>$title</title>
<meta name="description" content="$subject">
<meta name="keywords" content="$keywords">
<style>nav a { margin-right: 1em }</style>
<script>document.documentElement.className = "js";</script>
</head>
<body>
<header><nav><a href="/">VKB</a><a href="/vi">Tiếng Việt</a><a href="/ko">한국어</a><a href="/en">English</a></nav></header>
<main>
<article>
$article
</article>
</main>
<footer><p>VKB sample collection · Apache-2.0</p><ul><li><a href="/about">About</a></li></ul></footer>
</body>
</html>
""")


def render_html(source: Source) -> bytes:
    """A UTF-8 page whose `article` holds the document and nothing else."""
    article = "\n".join(_element(block) for block in source.blocks)
    values = {key: escape(source.metadata[key]) for key in ("lang", "title", "subject", "keywords")}
    return _PAGE.substitute(values, article=article).encode()


def _element(block: Block) -> str:
    if isinstance(block, Table):
        head, *rows = block.rows
        body = "\n".join(_row("td", row) for row in rows)
        return f"<table>\n<thead>\n{_row('th', head)}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    tag = f"h{block.level}" if isinstance(block, Heading) else "p"
    return f"<{tag}>{escape(block.text)}</{tag}>"


def _row(tag: str, cells: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
