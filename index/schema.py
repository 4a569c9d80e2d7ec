"""The tables of the catalogue and their version: separate so that one screen shows what is stored."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

# Raise it with every change of a table, and add the step to `index.catalogue.MIGRATIONS`.
SCHEMA_VERSION = 3


class Moment(TypeDecorator[datetime]):
    """An aware time kept as UTC: SQLite stores no zone, and a time without one is a bug."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone; keep the rest as UTC."""
        del dialect
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no zone")
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData()

meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

source = Table(
    "source",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("url", String, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", String, primary_key=True),
    Column("source", ForeignKey("source.id"), nullable=False),
    Column("started", Moment, nullable=False),
    Column("ended", Moment),  # a run without an end was killed
    Column("reason", String),
    Column("requests", Integer, nullable=False, default=0),
    Column("counts", JSON),  # taken_up, outcomes, robots, discovered, …
    Column("version", String, nullable=False),
)

capture = Table(
    "capture",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, index=True),  # of the article; null for listings, robots.txt and the like
    Column("source", ForeignKey("source.id"), nullable=False),
    Column("address", String, nullable=False),
    Column("captured_at", Moment, nullable=False),
    Column("status", Integer, nullable=False),
    Column("kind", String, nullable=False),  # response or revisit
    Column("file", String, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("body_capture", ForeignKey("capture.id")),  # where the bytes of a revisit lie
    Column("read_as", String),  # the digest of the article that was read in it; null where none was
    Column("run", ForeignKey("run.id")),
    UniqueConstraint("file", "offset"),
    Index("capture_address_digest", "address", "digest"),
)

article = Table(
    "article",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("source", ForeignKey("source.id"), nullable=False),
    Column("address", String, nullable=False),
    Column("state", String, nullable=False),  # live, changed, gone, moved, back
    Column("gone_since", Moment),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("title", Text),
    Column("event", Date, index=True),
    Column("posted", Date, index=True),
    Column("first_day", Date, nullable=False, index=True),  # the day of first_seen in Việt Nam
    sqlite_autoincrement=True,  # an id that stood in somebody's footnote is never given again
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("article.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("capture", ForeignKey("capture.id"), nullable=False),
    Column("captured_at", Moment, nullable=False),
    Column("digest", String, nullable=False),
    Column("title", Text),
    Column("lead", Text),
    Column("byline", Text),
    Column("agency", Text),
    Column("dateline", Text),
    Column("url", String, nullable=False),
    Column("blocks", JSON, nullable=False),  # [[kind, text], …]
    Column("rules", JSON, nullable=False),  # [[field, rule], …]
    UniqueConstraint("article", "number"),
)

date_claim = Table(
    "date_claim",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", ForeignKey("revision.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("value", Date, nullable=False),
    Column("precision", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("evidence", Text, nullable=False),
)

document_mention = Table(
    "document_mention",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", ForeignKey("revision.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("printed", Text, nullable=False),
    Column("type", String),
    Column("number", String),
    Column("year", Integer),
    Column("symbol", String),
    Column("issued_on", Date),
    Column("issuer", Text),
    Column("meeting", String),
    Column("key", String, index=True),
)

person_mention = Table(
    "person_mention",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", ForeignKey("revision.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("printed", Text, nullable=False),
    Column("name", Text),
    Column("key", String, index=True),
    Column("titles", JSON, nullable=False),
    Column("refers_to", Integer),  # place in the list of this revision's person mentions
)

# Documents of an authority list, every wording of every page; they are no articles and the search index is not told of them.
library_document = Table(
    "library_document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False),
    Column("wording", Integer, nullable=False),
    Column("is_newest", Boolean, nullable=False),
    Column("source", ForeignKey("source.id"), nullable=False),
    Column("capture", ForeignKey("capture.id"), nullable=False),
    Column("captured_at", Moment, nullable=False),
    Column("digest", String, nullable=False),
    Column("url", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("subject", Text),
    Column("printed", String),
    Column("symbol", String),
    Column("type", String),
    Column("number", String),
    Column("bare_number", String, index=True),
    Column("year", Integer),
    Column("issued_on", Date),
    Column("issuer", Text),
    Column("signer", Text),
    Column("files", JSON, nullable=False),  # addresses
    Column("rules", JSON, nullable=False),  # [[field, rule], …]
    UniqueConstraint("key", "wording"),
)

alias = Table(
    "alias",
    metadata,
    Column("address", String, primary_key=True),
    Column("key", String, nullable=False, index=True),
)

url = Table(
    "url",
    metadata,
    Column("key", String, primary_key=True),
    Column("source", ForeignKey("source.id"), nullable=False),
    Column("address", String, nullable=False),
    Column("state", String, nullable=False),  # todo, done, failing, gone
    Column("found_at", Moment, nullable=False),
    Column("found_on", String, nullable=False),
    Column("next_try_at", Moment),
    Column("tries", Integer, nullable=False, default=0),
    Column("last_status", Integer),
    Column("etag", String),
    Column("last_modified", String),
    Column("headline", Text),  # as the listing last printed it
    Column("lastmod", String),  # as the sitemap last said it
    Column("in_sitemap", String),  # the sitemap file that last named it
    Column("checked_at", Moment),
    Column("first_done_at", Moment),
    Index("url_source_state", "source", "state"),
)

outcome = Table(
    "outcome",
    metadata,
    Column("run", ForeignKey("run.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("outcome", String, nullable=False),
    Column("detail", Text),
    Column("at", Moment, nullable=False),
    Column("bytes", Integer),
)

# Which machine crawls a site, where several share the catalogue.
lease = Table(
    "lease",
    metadata,
    Column("source", String, primary_key=True),  # no reference: it is taken before the source's own row is written
    Column("holder", String, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

# What a key of a tag field is called on screen, so that no page has to look through all mentions for it.
label = Table(
    "label",
    metadata,
    Column("field", String, primary_key=True),  # document or person
    Column("key", String, primary_key=True),
    Column("label", Text, nullable=False),
)

change = Table(
    "change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("article", Integer, nullable=False, index=True),  # no reference: the index must hear of an article taken out, too
    Column("kind", String, nullable=False),  # new, changed, gone, moved, back, dated, reread
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,  # the index remembers the highest it has seen
)
