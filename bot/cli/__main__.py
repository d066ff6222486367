"""`python -m bot.cli COMMAND`, as the processes of `make run` are started."""

from bot.cli import main

main()
