"""python -m crawler.replica: the sample sites for a look with a browser."""

from __future__ import annotations

import sys
import threading

import click

from crawler.replica import ReplicaServer
from index.errors import ArchiveError


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8801, show_default=True, help="Port on 127.0.0.1; 0 takes a free one."
)
@click.option("--day", type=click.IntRange(1, 2), default=1, show_default=True, help="2 shows tomorrow.")
def main(port: int, day: int) -> None:
    """Serve the sample sites until Ctrl-C."""
    try:
        with ReplicaServer(port, day) as server:
            click.echo("\n".join(server.addresses))
            threading.Event().wait()
    except ArchiveError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("stopped")


if __name__ == "__main__":
    main()
