"""The command line: ``linqiao``, with help in both languages."""

import sys

from linqiao.cli.root import cli


def main() -> None:
    """Run the command; exit codes: 0 well, 1 something is wrong with the campaign,
    2 it cannot be read or done.
    """
    sys.exit(cli(standalone_mode=True, prog_name="linqiao"))
