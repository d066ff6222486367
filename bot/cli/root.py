"""The command itself, its groups, and what becomes of an error."""

from __future__ import annotations

import sys

import typer

from bot.errors import PolicyFaults, RefundsError

cli = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The refund-triage assistant.",
)
policy = typer.Typer(no_args_is_help=True, help="The merchants' policies.")
ledger = typer.Typer(no_args_is_help=True, help="The merchants' billing records.")
case = typer.Typer(no_args_is_help=True, help="Customers' cases.")
staff = typer.Typer(no_args_is_help=True, help="The people at the desk.")
for name, group in (("policy", policy), ("ledger", ledger), ("case", case), ("staff", staff)):
    cli.add_typer(group, name=name)

#: Typer carries a click of its own, whose errors it does not name in public.
UsageFault: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
AsJson = typer.Option(False, "--json", help="Print JSON.")


def main() -> None:
    """Run the command and exit as the module's docstring says."""
    try:
        code = cli(standalone_mode=False)
    except PolicyFaults as error:
        _fail(*error.faults)
    except RefundsError as error:
        _fail(str(error))
    except UsageFault as error:
        _fail(f"{error} See `refunds --help`.")
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(130)
    except typer.Exit as end:
        sys.exit(end.exit_code)
    else:
        # Without its own error handling, Typer returns the code of `typer.Exit`.
        if isinstance(code, int) and code:
            sys.exit(code)


def _fail(*lines: str) -> None:
    for line in lines:
        print(" ".join(line.split()), file=sys.stderr)
    sys.exit(2)
