"""`refunds run`, `desk`, `worker`, `chat`: the processes."""

from __future__ import annotations

from datetime import datetime, timezone

import typer

from bot.cli.root import cli
from bot.settings import read_settings


@cli.command()
def run() -> None:
    """Run chat, desk and worker until Ctrl-C."""
    from bot.app import build
    from bot.logs import set_up_logs
    from bot.run import run_all

    set_up_logs()
    settings = read_settings()
    app = build(settings)
    if not settings.production:
        from bot.demo import set_up_demo

        print(set_up_demo(app, datetime.now(timezone.utc)))
    app.database.close()
    raise typer.Exit(run_all(settings))


@cli.command()
def desk() -> None:
    """Run the staff's desk alone."""
    from bot.app import build
    from bot.desk.serve_desk import run_desk
    from bot.logs import set_up_logs

    set_up_logs()
    app = build(read_settings())
    run_desk(app.database, app.settings, app.book, app.replies)


@cli.command()
def worker() -> None:
    """Run the worker alone, which sends emails."""
    from bot.app import build
    from bot.emails.worker import run_worker
    from bot.logs import set_up_logs

    set_up_logs()
    app = build(read_settings())
    run_worker(app.database, app.settings)


@cli.command()
def chat(merchant: str | None = typer.Option(None, help="The company, by its id.")) -> None:
    """Talk to the running assistant in the terminal."""
    from bot.terminal import talk

    settings = read_settings()
    talk(f"http://{settings.host}:{settings.bot_port}", merchant)
