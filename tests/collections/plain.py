"""Markdown and plain text."""

import json

from tests.collections.source import Heading, Paragraph, Source


def render_markdown(source: Source) -> bytes:
    """Front matter in the form of the policy corpora (double-quoted strings), then the body as it stands."""
    front = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in source.metadata.items()
    )
    return f"---\n{front}---\n\n{source.body.strip()}\n".encode()


def render_text(source: Source) -> bytes:
    """Lines parted by blank lines, in the encoding of the source; UTF-16 with its mark, line ends of Windows but for UTF-8."""
    encoding = source.rendering["encoding"]
    lines = [block.text for block in source.blocks if isinstance(block, Heading | Paragraph)]
    text = "\n\n".join(lines) + "\n"
    return (text if encoding == "utf-8" else text.replace("\n", "\r\n")).encode(encoding)
