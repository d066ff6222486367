"""`refunds case` and `refunds ledger`: what is in the database."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import typer

from bot.cli.reading import print_json, read_text
from bot.cli.root import AsJson, case, ledger
from bot.errors import BadInput
from bot.settings import read_settings


@ledger.command("import")
def ledger_import(file: str) -> None:
    """Import billing records from a CSV file: all of them, or none and every bad row."""
    from bot.app import build
    from bot.cases.ledger import import_ledger
    from bot.cases.ledger_file import read_ledger

    text = read_text(file)
    app = build(read_settings())
    rows = read_ledger(text, sorted(app.book.merchants), datetime.now(timezone.utc))
    with app.database.writing() as session:
        import_ledger(session, rows)
    print(f"{len(rows)} purchases imported.")


@case.command("list")
def case_list(as_json: bool = AsJson) -> None:  # noqa: FBT001 -- Typer's way to declare an option.
    """List all cases, the newest first."""
    from bot.app import build
    from bot.cases.queries import list_cases

    with build(read_settings()).database.reading() as session:
        cases = list_cases(session)
    if as_json:
        print_json(cases)
        return
    for one in cases:
        columns = ("ref", "merchant", "channel", "who_speaks", "status")
        print("  ".join(str(one[column]) for column in columns))


@case.command("show")
def case_show(ref: str, as_json: bool = AsJson) -> None:  # noqa: FBT001 -- Typer's way to declare an option.
    """Show one case with its messages and its history."""
    from bot.app import build
    from bot.cases.queries import show_case

    with build(read_settings()).database.reading() as session:
        shown = show_case(session, ref)
    if as_json:
        print_json(shown)
        return
    for name, value in shown.items():
        if name not in ("messages", "history"):
            print(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    for message in shown["messages"]:
        print(f"{message['at']}  {message['from']}: {message['text']}")
    for entry in shown["history"]:
        detail = entry["detail"] or {}
        promised = " ".join(filter(None, (detail.get("words"), detail.get("next_words"))))
        print(f"{entry['at']}  {entry['actor']} {entry['action']} {promised}".rstrip())


@case.command("settle")
def case_settle(
    ref: str,
    outcome: str = typer.Argument(
        ..., help="processing, refunded, partially_refunded, completed, declined or canceled."
    ),
    by: str = typer.Option(..., help="Who settles it."),
    amount: str | None = typer.Option(
        None, help="What was paid back, as 1000.00; needed where the decision names no amount."
    ),
    words: str = typer.Option("", help="What the customer reads besides."),
) -> None:
    """Note how a case ended, and tell the customer."""
    from bot.app import build
    from bot.triage.settle_case import Settlement, settle_case

    app = build(read_settings())
    settlement = Settlement(outcome, by, amount, words)
    now = datetime.now(timezone.utc)
    with app.database.writing() as session:
        settled = settle_case(session, app.book, app.replies, ref, settlement, now)
    print(f"{settled.ref}: {settled.status}. The customer is told.")


@case.command("contradictions")
def case_contradictions(as_json: bool = AsJson) -> None:  # noqa: FBT001 -- Typer's way to declare an option.
    """List the clauses that disagreed about cases, the most frequent first."""
    from bot.app import build
    from bot.cases.contradictions import list_contradictions

    with build(read_settings()).database.reading() as session:
        found = list_contradictions(session)
    if as_json:
        print_json([each.to_json() for each in found])
        return
    for each in found:
        pair = " against ".join(
            f"{clause} ({', '.join(sections)})"
            for clause, sections in zip(each.clauses, each.sections, strict=True)
        )
        print(f"{len(each.refs)}  {each.merchant} {each.policy_version}  {pair}  {each.refs[0]}")


@case.command("verify")
def case_verify(ref: str) -> None:
    """Check that nobody changed a case's history."""
    from bot.app import build
    from bot.cases.history import history_of, verify
    from bot.cases.steps import load_case

    with build(read_settings()).database.reading() as session:
        loaded = load_case(session, ref)
        entries = history_of(session, loaded)
    broken = verify(loaded, entries)
    if broken is not None:
        raise BadInput(f"The history of {ref} was changed: entry {broken} does not fit. Ask who.")
    print(f"The history of {ref} is as it was written: {len(entries)} entries.")
