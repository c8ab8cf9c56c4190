"""How an archive is named."""

from outreach.cli.output import counted, when
from outreach.domain.archive import Archive


def archive_line(archive: Archive) -> str:
    """Say in a line where an archive is, and how far it has come."""
    if archive.place is None:
        return f"pruned: {when(archive.at)} UTC by {archive.actor}; {counted(archive.leads, 'lead')}, no archive was written"
    more = "" if archive.thinned_at else "; begun, and not finished: give the command again"
    return f"archive: {archive.place} ({counted(archive.leads, 'lead')}, {when(archive.at)} UTC by {archive.actor}){more}"
