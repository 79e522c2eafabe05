"""Tables for a terminal."""

import unicodedata


def table(head: list[str], rows: list[list[str]]) -> str:
    """Columns as wide as they need to be, the head underlined."""
    cells = [[plain(cell) for cell in row] for row in [head, *rows]]
    widths = [max(map(len, column)) for column in zip(*cells)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in cells]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])


def plain(text: str) -> str:
    """Without what could move a terminal's cursor: texts come from strangers."""
    return " ".join("".join(
        " " if unicodedata.category(each)[0] in "CZ" else each for each in text).split())


def shortened(text: str, most: int) -> str:
    text = plain(text)
    return text if len(text) <= most else text[:most - 1].rstrip() + "…"
