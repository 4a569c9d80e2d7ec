"""Other extractors on the same pages, in an environment of their own: JSON lines of html and url in, of what each read out.

Run by `bench_extraction.py` with the Python that holds `requirements-rivals.txt`; imports nothing of the project.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable

warnings.simplefilter("ignore")

import newspaper  # noqa: E402 - it warns of what we do not use
import trafilatura  # noqa: E402
from lxml import html as lxml_html  # noqa: E402
from readability import Document  # noqa: E402

ROUNDS = 3
Read = tuple[str, str | None]


def read_trafilatura(page: str, url: str) -> Read:
    found = trafilatura.bare_extraction(page, url=url, favor_precision=True, include_comments=False, with_metadata=True)
    return ((found.text or ""), found.date) if found else ("", None)


def read_readability(page: str, url: str) -> Read:
    tree = lxml_html.fromstring(Document(page, url=url).summary())
    lines = [" ".join(each.itertext()) for each in tree.iter("p", "li", "td", "h2", "h3")]
    return "\n".join(lines or [tree.text_content()]), None


def read_newspaper(page: str, url: str) -> Read:
    article = newspaper.Article(url, language="vi", fetch_images=False)
    article.download(input_html=page)
    article.parse()
    return article.text, article.publish_date.date().isoformat() if article.publish_date else None


TOOLS: dict[str, Callable[[str, str], Read]] = {
    "trafilatura (precision)": read_trafilatura,
    "readability-lxml": read_readability,
    "newspaper4k": read_newspaper,
}


def main() -> None:
    pages = [json.loads(line) for line in sys.stdin]
    for name, tool in TOOLS.items():
        read: list[Read] = []
        best = float("inf")
        for _ in range(ROUNDS):
            start = time.process_time()
            read = [attempt(tool, page["html"], page["url"]) for page in pages]
            best = min(best, time.process_time() - start)
        print(json.dumps({"tool": name, "seconds": best, "read": read}, ensure_ascii=False))


def attempt(tool: Callable[[str, str], Read], page: str, url: str) -> Read:
    """What a tool reads; a page on which it breaks counts as nothing read."""
    try:
        return tool(page, url)
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, newspaper.ArticleException) as error:
        print(f"{url}: {error!r}", file=sys.stderr)
        return "", None


if __name__ == "__main__":
    main()
