"""The command `refunds`: everything that is not a page or a chat.

Exit 0 on success, 2 on bad input with one line on standard error. Imports that take time are
made by the command that needs them. `root` has the command and its groups, and each other file
the commands of one subject.
"""

from bot.cli import cases, deciding, people, running, whatsapp
from bot.cli.root import cli, main

__all__ = ["cases", "cli", "deciding", "main", "people", "running", "whatsapp"]
