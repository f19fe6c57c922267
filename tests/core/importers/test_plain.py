from __future__ import annotations

from core.importers.plain import PLAIN


def test_the_text_is_kept_as_it_is_but_for_line_ends() -> None:
    (article,) = PLAIN.read("  Head\r\n\r\nIt\u00adem one. \r\n".encode(), "a.txt")
    assert article.text == "  Head\n\nItem one. \n"
    assert article.removed == ()
    assert article.source_file == "a.txt"
