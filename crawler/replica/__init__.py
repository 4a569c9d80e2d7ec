"""The sample sites: original articles in the markup of three families, served on this machine, and their tomorrow.

They play the outside world: nothing here knows the crawler, and the crawler finds nothing here but over HTTP.
"""

from crawler.replica.articles import SampleArticle
from crawler.replica.files import SampleError, load_articles
from crawler.replica.server import LoggedRequest, ReplicaServer

__all__ = ["LoggedRequest", "ReplicaServer", "SampleArticle", "SampleError", "load_articles"]
