"""An article in two versions, as many tests need it, and what people decided in the older one."""

from __future__ import annotations

from claims.ingest.split import split
from claims.ingest.store import save_article
from claims.models import Article, Attribution

OLDER = """Dam at Lake Orel is safe, ministry says

OREL, 3 March 2024 – The water ministry said on Sunday that the dam at Lake Orel is safe. Engineer Tomas Varga told reporters that no crack had been found.

"We measured every joint," Varga said.

The dam was built in 1961 for 40 million crowns. Mayor Ilona Petri said that the village of Lamun was never in danger.
"""  # noqa: E501 - a paragraph is a line

# The ministry and "every joint" stand there as they did; Varga found something now, the mayor is gone, the police came.
NEWER = """Dam at Lake Orel has one crack, engineer says

OREL, 4 March 2024 – A second survey was made at night. The water ministry said on Sunday that the dam at Lake Orel is safe. Engineer Tomas Varga told reporters that one crack had been found.

"We measured every joint," Varga said.

The dam was built in 1961 for 40 million crowns. Police said that the road to Lamun is closed.
"""  # noqa: E501


def split_article(text: str, **about: object) -> Article:
    """A saved article, split as the job does it; without what the saving keeps for itself."""
    article, _created = save_article(text, **about)
    split(article)
    return Article.objects.get(pk=article.pk)


def said_in(article: Article, words: str) -> Attribution:
    """The listed attribution of an article whose content holds these words."""
    rows = article.attributions.listed().filter(spans__role="content", spans__quote__contains=words)
    return rows.distinct().get()
